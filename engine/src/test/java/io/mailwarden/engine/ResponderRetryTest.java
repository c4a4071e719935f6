package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static io.mailwarden.engine.Nodes.BOB;
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

class ResponderRetryTest {

    private final Nodes nodes = new Nodes();
    private final NotedActions actions = new NotedActions();

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
            return actions.rescan(incident, acts);
        }

        @Override
        public String alert(Incident incident, boolean spared, List<ResponseRecord> done) {
            return actions.alert(incident, spared, done);
        }
    }

    @Test
    void onlyTheFailedResponseIsTriedAgain() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.takenOver(node);
        actions.failing = Optional.of("rescan");

        node.respond();
        assertThat(actions.asked).containsExactly("alert");
        assertThat(node.alarms.standing()).anyMatch(alarm -> alarm.cause().equals(ResponseExecutor.ALARM));
        assertThat(nodes.incident(node).status().answered()).isEmpty();

        actions.failing = Optional.empty();
        nodes.clock.advance(ResponseSchedule.FIRST_PAUSE);
        node.respond();
        assertThat(actions.asked).containsExactly("alert", "rescan");
        assertThat(node.alarms.standing()).noneMatch(alarm -> alarm.cause().equals(ResponseExecutor.ALARM));
        node.close();
    }

    @Test
    void failingResponseIsRetriedWithGrowingPausesForEver() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        FailingAt failing = new FailingAt(ALICE);
        node.engine.equip(failing);
        nodes.takenOver(node);

        respondFor(node, Duration.ofSeconds(120));
        assertThat(failing.attempts).isEqualTo(7);
        assertThat(node.alarms.standing()).singleElement().satisfies(alarm -> {
            assertThat(alarm.cause()).isEqualTo(ResponseExecutor.ALARM);
            assertThat(alarm.count()).isEqualTo(7);
        });

        respondFor(node, ResponseSchedule.LONGEST_PAUSE.multipliedBy(10));
        assertThat(failing.attempts).isEqualTo(17);
        node.close();
    }

    private void respondFor(LastingEngine node, Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plusMillis(100)) {
            node.respond();
            nodes.clock.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void failingResponseKeepsNoOtherWaiting() {
        nodes.aliceIsKnown();
        nodes.isKnown(BOB);
        LastingEngine node = nodes.equipped(1, actions);
        FailingAt failing = new FailingAt(ALICE);
        node.engine.equip(failing);
        nodes.takenOver(node, ALICE);
        node.respond();
        nodes.takenOver(node, BOB);

        node.respond();

        assertThat(node.engine.restriction(BOB)).isEqualTo(Restriction.HOLD);
        assertThat(actions.asked).containsExactly("alert", "rescan", "alert");
        assertThat(node.alarms.standing()).anyMatch(alarm -> alarm.cause().equals(ResponseExecutor.ALARM));
        node.close();
    }

    @Test
    void failedResponseIsRetriedAtOnceWhenTheIncidentBecomesGraver() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.suspected(node);
        actions.failing = Optional.of("alert");
        node.respond();
        node.respond();
        actions.failing = Optional.empty();
        node.respond();
        assertThat(actions.asked).isEmpty();

        node.engine.examine(nodes.message(ALICE, Spot.LAGOS, Nodes.strangers()));
        node.respond();

        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(node.alarms.standing()).isEmpty();
        node.close();
    }

    @Test
    void theAlarmGoesWithAnIncidentThatIsDismissed() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.takenOver(node);
        actions.failing = Optional.of("rescan");
        node.respond();

        assertThat(node.review().dismiss(nodes.incident(node).id())).isTrue();
        node.respond();

        assertThat(node.alarms.standing()).isEmpty();
        node.close();
    }

    @Test
    void aClockThatIsSetBackMakesNobodyWaitLonger() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.takenOver(node);
        actions.failing = Optional.of("rescan");
        node.respond();
        actions.failing = Optional.empty();

        nodes.clock.advance(Duration.ofHours(-1));
        node.respond();

        assertThat(actions.asked).containsExactly("alert", "rescan");
        node.close();
    }
}
