package io.mailwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.ResponseActions;
import io.mailwarden.engine.response.ResponseExecutor;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.ResponseSchedule;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponderRetryTest extends OnAnswers {

    /** Fails at one account, and counts how often. */
    private final class FailingAt implements ResponseActions {

        private final Account account;
        private int attempts;

        FailingAt(Account account) {
            this.account = account;
        }

        @Override
        public String rescan(Incident incident, boolean acts) {
            if (incident.account().equals(account)) {
                attempts++;
                throw new StoreUnavailable("rescan", new IllegalStateException("gone"));
            }
            return means.rescan(incident, acts);
        }

        @Override
        public String alert(Incident incident, boolean spared, List<ResponseRecord> done) {
            return means.alert(incident, spared, done);
        }
    }

    @Test
    void whatFailsIsTriedAgainAndOnlyThat() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        takenOver(now);
        means.failing = Optional.of("rescan");

        now.respond();
        assertThat(means.asked).containsExactly("alert");
        assertThat(now.alarms.standing()).anyMatch(alarm -> alarm.cause().equals(ResponseExecutor.ALARM));
        assertThat(incident(now).answered()).isEmpty();

        means.failing = Optional.empty();
        clock.advance(ResponseSchedule.FIRST_PAUSE);
        now.respond();
        assertThat(means.asked).containsExactly("alert", "rescan");
        assertThat(now.alarms.standing()).noneMatch(alarm -> alarm.cause().equals(ResponseExecutor.ALARM));
        now.close();
    }

    @Test
    void whatKeepsFailingIsTriedLaterAndLaterButForEver() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        FailingAt failing = new FailingAt(ALICE);
        now.engine.equip(failing);
        takenOver(now);

        respondFor(now, Duration.ofSeconds(120));
        assertThat(failing.attempts).isEqualTo(7);
        assertThat(now.alarms.standing()).singleElement().satisfies(alarm -> {
            assertThat(alarm.cause()).isEqualTo(ResponseExecutor.ALARM);
            assertThat(alarm.count()).isEqualTo(7);
        });

        respondFor(now, ResponseSchedule.LONGEST_PAUSE.multipliedBy(10));
        assertThat(failing.attempts).isEqualTo(17);
        now.close();
    }

    private void respondFor(LastingEngine now, Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plusMillis(100)) {
            now.respond();
            clock.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void whatFailsKeepsNoOtherWaiting() {
        aliceIsKnown();
        isKnown(BOB);
        LastingEngine now = equipped(1);
        FailingAt failing = new FailingAt(ALICE);
        now.engine.equip(failing);
        takenOver(now, ALICE);
        now.respond();
        takenOver(now, BOB);

        now.respond();

        assertThat(now.engine.restriction(BOB)).isEqualTo(Restriction.HOLD);
        assertThat(means.asked).containsExactly("alert", "rescan", "alert");
        assertThat(now.alarms.standing()).anyMatch(alarm -> alarm.cause().equals(ResponseExecutor.ALARM));
        now.close();
    }

    @Test
    void whatFailedIsTriedAtOnceWhenItBecomesGraver() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        suspected(now);
        means.failing = Optional.of("alert");
        now.respond();
        now.respond();
        means.failing = Optional.empty();
        now.respond();
        assertThat(means.asked).isEmpty();

        now.engine.examine(message(ALICE, Spot.LAGOS, strangers()));
        now.respond();

        assertThat(means.asked).containsExactly("rescan", "alert");
        assertThat(now.alarms.standing()).isEmpty();
        now.close();
    }

    @Test
    void theAlarmGoesWithAnIncidentThatIsDismissed() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        takenOver(now);
        means.failing = Optional.of("rescan");
        now.respond();

        assertThat(now.review().dismiss(incident(now).id())).isTrue();
        now.respond();

        assertThat(now.alarms.standing()).isEmpty();
        now.close();
    }

    @Test
    void aClockThatIsSetBackMakesNobodyWaitLonger() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        takenOver(now);
        means.failing = Optional.of("rescan");
        now.respond();
        means.failing = Optional.empty();

        clock.advance(Duration.ofHours(-1));
        now.respond();

        assertThat(means.asked).containsExactly("alert", "rescan");
        now.close();
    }
}
