package io.mailwarden.engine.review.backtest;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.RecordedLog;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.TestTrials;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.review.backtest.Backtest.Start;
import io.mailwarden.engine.review.backtest.BacktestResult.Change;
import io.mailwarden.engine.review.backtest.BacktestResult.Example;
import io.mailwarden.engine.review.backtest.BacktestResult.Kind;
import io.mailwarden.engine.review.backtest.BacktestResult.Row;
import io.mailwarden.engine.review.backtest.BacktestResult.Totals;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole stories, heard over again with other settings. */
class BacktestRunTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Change NONE = new Change(0, 0);

    private final RecordedLog log = new RecordedLog();
    private final Scenario story = Scenario.recorded(EngineConfig.defaults(), log);
    private Instant from = story.now();

    @AfterEach
    void close() {
        story.close();
    }

    private void takeover() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        from = story.after(Duration.ofMinutes(20)).now();
        story.after(Duration.ofMinutes(10)).logsIn(LAGOS).writesToStrangers(40, SECOND);
    }

    private BacktestResult backtest(EngineConfig changed) {
        TestTrials trials = new TestTrials(EngineConfig.defaults(), changed);
        BacktestRequest request = new BacktestRequest(from, story.now().plusSeconds(1), Map.of("any", "other"));
        Start start = new Start("alice", story.now(), from.minus(Duration.ofDays(90)));
        try (BacktestRun run = new BacktestRun(Backtest.begin("id", request, start), log, trials)) {
            while (run.goOn(10)) {
                assertThat(run.progress().events()).isPositive();
            }
            assertThat(run.progress().events())
                    .isEqualTo(log.entries().stream()
                            .filter(entry -> entry.assessed().isPresent())
                            .count());
            return run.result();
        } finally {
            assertThat(trials.open()).isZero();
        }
    }

    private static EngineConfig mode(Mode mode) {
        return Settings.with(PolicyConfig.defaults().in(mode));
    }

    private static EngineConfig opensAt(double score) {
        return Settings.with(new IncidentConfig(score));
    }

    @Test
    void theSameSettingsDoWhatWasDoneThen() {
        takeover();

        BacktestResult result = backtest(EngineConfig.defaults());

        assertThat(result.changed()).isEqualTo(result.inForce());
        assertThat(result.inForce()).isEqualTo(new Totals(1, 1, story.held(), 0));
        assertThat(result.read().heldThen()).isEqualTo(story.held()).isPositive();
        assertThat(result.read().learned()).isGreaterThan(400);
        assertThat(result.read().compared()).isEqualTo(41);
        assertThat(result.detectors()).isEmpty();
        assertThat(result.accounts()).isEmpty();
        assertThat(result.examples()).isEmpty();
        assertThat(result.whole()).isTrue();
    }

    @Test
    void holdsThatWouldBeSparedAreToldByAccountAndByWhatWasFound() {
        takeover();

        BacktestResult result = backtest(mode(Mode.DETECT));

        assertThat(result.changed()).isEqualTo(new Totals(1, 1, 0, 0));
        assertThat(result.accounts()).hasSize(1);
        Row alice = result.accounts().get(0);
        assertThat(alice.name()).isEqualTo(story.account());
        assertThat(alice.delta().messages()).isEqualTo(new Change(0, story.held()));
        assertThat(alice.delta().incidents()).isEqualTo(NONE);
        assertThat(result.detectors()).extracting(Row::name).contains("takeover");
        assertThat(result.examples()).hasSize(3).allSatisfy(one -> {
            assertThat(one.kind()).isEqualTo(Kind.MESSAGE);
            assertThat(one.raised()).isFalse();
            assertThat(one.words()).isNotEmpty();
        });
    }

    @Test
    void holdsThatWouldBeRaisedAreTold() {
        takeover();
        TestTrials trials = new TestTrials(mode(Mode.DETECT), EngineConfig.defaults());
        Start start = new Start("alice", story.now(), from.minus(Duration.ofDays(90)));
        BacktestRequest request = new BacktestRequest(from, story.now().plusSeconds(1), Map.of("any", "other"));

        try (BacktestRun run = new BacktestRun(Backtest.begin("id", request, start), log, trials)) {
            assertThat(run.goOn(Integer.MAX_VALUE)).isFalse();

            assertThat(run.result().accounts().get(0).delta().messages()).isEqualTo(new Change(story.held(), 0));
        }
    }

    @Test
    void incidentsThatWouldBeSparedAreTold() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        from = story.now();
        story.after(Duration.ofMinutes(30)).logsIn(LAGOS);
        assertThat(story.incident().findings()).isNotEmpty();

        BacktestResult result = backtest(opensAt(0.99));

        assertThat(result.inForce().incidents()).isEqualTo(1);
        assertThat(result.changed().incidents()).isZero();
        assertThat(result.accounts().get(0).delta().incidents()).isEqualTo(new Change(0, 1));
        assertThat(result.detectors()).extracting(Row::name).contains("impossible-travel");
        assertThat(result.examples())
                .extracting(Example::kind, Example::raised)
                .containsExactly(tuple(Kind.INCIDENT, false));
    }

    @Test
    void loginThatWasDeniedIsLookedAtAsOneWithTheRightPassword() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        from = story.now();
        story.guesses(6, SYDNEY)
                .after(Duration.ofMinutes(30))
                .uses(Client.UNKNOWN)
                .logsIn(LAGOS);
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Reject.class);

        BacktestResult result = backtest(mode(Mode.DETECT));

        assertThat(result.read().deniedThen()).isEqualTo(1);
        assertThat(result.inForce().logins()).isEqualTo(1);
        assertThat(result.accounts().get(0).delta().logins()).isEqualTo(new Change(0, 1));
    }

    @Test
    void dismissalIsRepeatedInBoth() {
        takeover();
        story.engine().review().dismiss(story.incident().id());
        story.after(Duration.ofDays(1)).logsIn(LAGOS).writesToContacts(3, SECOND);

        BacktestResult result = backtest(EngineConfig.defaults());

        assertThat(result.inForce()).isEqualTo(new Totals(1, 1, story.held(), 0));
    }

    @Test
    void withoutItTheMailWouldWaitOn() {
        takeover();
        long before = story.held();
        story.after(Duration.ofDays(1)).logsIn(LAGOS).writesToContacts(3, SECOND);

        BacktestResult result = backtest(EngineConfig.defaults());

        assertThat(story.held()).isGreaterThan(before);
        assertThat(result.inForce().messages()).isEqualTo(story.held());
    }

    @Test
    void whatIsBeforeThePeriodIsLearnedAndNotCounted() {
        takeover();
        story.after(Duration.ofDays(40));
        from = story.now();
        story.logsIn(OSLO);

        BacktestResult result = backtest(mode(Mode.DETECT));

        assertThat(result.read().compared()).isEqualTo(1);
        assertThat(result.inForce().incidents()).isZero();
        assertThat(result.read().heldThen()).isZero();
    }
}
