package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.review.AccountReport;
import io.mailwarden.engine.review.LoginRecord;
import io.mailwarden.engine.review.Overview;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EngineTest {

    private static final Account ALICE = new Account("alice@example.org");
    private static final Message MESSAGE = new Message(
            Instant.parse("2026-03-02T08:00:00Z"),
            ALICE,
            Optional.empty(),
            Optional.empty(),
            List.of("bob@far.example"),
            Message.Content.UNREADABLE);

    private final TestClock clock = TestClock.at("2026-03-02T08:00:00Z");
    private final Alarms alarms = new Alarms(clock);

    @Test
    void recordsEachLoginOnceWithItsClientEvenWhenThatComesLater() {
        try (Engine engine = Engine.create(EngineConfig.defaults(), alarms, clock)) {
            engine.assess(login(Outcome.REFUSED, clock.instant()));
            engine.assess(login(Outcome.ACCEPTED, clock.instant()));
            engine.assess(new ClientSeen(clock.instant(), ALICE, "session-1", new Client("Mutt", "2.2", "")));
            Review review = engine.review();

            List<LoginRecord> logins = review.logins(ALICE, 10);
            assertThat(logins)
                    .extracting(login -> login.answer().outcome())
                    .containsExactly(Outcome.ACCEPTED, Outcome.REFUSED);
            assertThat(logins.get(0).client()).isEqualTo("Mutt 2.2");
            assertThat(logins.get(0).from().address()).contains("192.0.2.9");
            AccountReport report = review.account(ALICE).orElseThrow();
            assertThat(report.state()).isEqualTo("learning");
            assertThat(report.learnedLogins()).isEqualTo(1);
            Overview overview = review.overview();
            assertThat(overview.activity().events())
                    .containsEntry("logins-accepted", 1L)
                    .containsEntry("logins-refused", 1L);
            assertThat(overview.activity().cannotTell()).isEqualTo(1);
            assertThat(overview.health().geography()).containsExactly("no database tells countries");
        }
    }

    private static Login login(Outcome outcome, Instant at) {
        Address address = Address.parse("192.0.2.9").orElseThrow();
        return new Login(
                at,
                ALICE,
                Protocol.IMAP,
                outcome,
                Optional.of(new Login.Source(address, Client.UNKNOWN, true, "session-1", Optional.empty())),
                Login.Secret.NONE);
    }

    @Test
    void answersByTheFailurePolicyWhenItFailsItselfAndRaisesAnAlarm() {
        Verdict open = failing(OnFailure.ALLOW);
        assertThat(open).isEqualTo(Verdict.ALLOW);
        Verdict closed = failing(OnFailure.HOLD);
        assertThat(closed).isInstanceOf(Verdict.Hold.class);
        assertThat(alarms.standing()).extracting(Alarms.Alarm::cause).contains("engine-failed");
    }

    private Verdict failing(OnFailure onFailure) {
        EngineConfig config = Settings.with(new PolicyConfig(Mode.PREVENT, List.of(), CriticalLogin.REJECT, onFailure));
        BrokenClock time = new BrokenClock(clock);
        try (Engine engine = Engine.create(config, alarms, time)) {
            time.broken = true;
            assertThat(engine.assess(login(Outcome.ACCEPTED, clock.instant()))).isEqualTo(Verdict.ALLOW);
            return engine.assess(MESSAGE);
        }
    }

    /** Works until it is broken. */
    private static final class BrokenClock extends Clock {

        private final Clock working;
        private boolean broken;

        BrokenClock(Clock working) {
            this.working = working;
        }

        @Override
        public Instant instant() {
            if (broken) {
                throw new IllegalStateException("no time");
            }
            return working.instant();
        }

        @Override
        public ZoneId getZone() {
            return working.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void anEventFromTheFutureCountsAsOfNow() {
        try (Scenario story = Scenario.standard()) {
            story.logsIn(OSLO, story.now().plus(Duration.ofDays(3000)));
            story.after(Duration.ofHours(12)).logsIn(LAGOS).expectNothing();
        }
    }

    @Test
    void learningFromThePastAnswersNothingAndOpensNothing() {
        try (Engine engine = Engine.create(EngineConfig.defaults(), alarms, clock)) {
            for (int day = 30; day > 0; day--) {
                engine.learn(login(Outcome.ACCEPTED, clock.instant().minus(Duration.ofDays(day))));
                engine.learn(MESSAGE);
            }
            Review review = engine.review();

            assertThat(review.account(ALICE).orElseThrow().state()).isEqualTo("normal");
            assertThat(review.overview().activity().events()).isEmpty();
            assertThat(review.overview().pending().openIncidents().values()).containsOnly(0L);
        }
    }

    @Test
    void manyThreadsFindNothingThatWouldNotBeFoundInOrder() throws InterruptedException, ExecutionException {
        try (Engine engine = Engine.create(EngineConfig.defaults(), alarms, clock)) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Assessment>> futures = new ArrayList<>();
            for (int i = 0; i < 4_000; i++) {
                futures.add(threads.submit(() -> engine.examine(login(Outcome.ACCEPTED, clock.instant()))));
            }
            for (Future<Assessment> future : futures) {
                assertThat(future.get().anomalies()).isEmpty();
            }
            threads.shutdown();
            assertThat(engine.review().account(ALICE).orElseThrow().learnedLogins())
                    .isEqualTo(4_000);
        }
    }
}
