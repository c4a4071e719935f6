package io.mailwarden.alert.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultAlertsTest {

    private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
    private final Alarms alarms = new Alarms(clock);
    private final List<Alert> kept = new ArrayList<>();
    private final List<Alert> delivered = new ArrayList<>();
    private boolean storeIsGone;
    private boolean channelIsGone;

    private final Channel channel = new Channel() {
        @Override
        public String name() {
            return "mail";
        }

        @Override
        public void deliver(String id, Alert alert) {
            if (channelIsGone) {
                throw new NotDelivered("no spool", null);
            }
            delivered.add(alert);
        }

        @Override
        public String tried(String id, Alert alert) {
            deliver(id, alert);
            return "taken";
        }
    };

    private final FaultAlerts faults = new FaultAlerts(alarms, this::raise, () -> List.of(channel), clock);

    private void raise(Alert alert) {
        if (storeIsGone) {
            throw new StoreUnavailable("raise an alert", new IllegalStateException("gone"));
        }
        kept.add(alert);
    }

    private void pass(Duration time) {
        for (long seconds = 0; seconds < time.toSeconds(); seconds += 30) {
            clock.advance(Duration.ofSeconds(30));
            faults.runOnce();
        }
    }

    private static List<String> told(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.content().summary()).toList();
    }

    @Test
    void tellsOfEachOfTheGravestOnce() {
        for (String cause : List.of("hold-failed", "store-corrupt", "store", "engine-failed", "journal-failed")) {
            alarms.raise(cause, "text of " + cause);
        }
        alarms.raise("scan-failed", "less grave");
        pass(Duration.ofMinutes(30));

        assertThat(kept)
                .extracting(Alert::cause)
                .containsExactlyInAnyOrder("hold-failed", "store-corrupt", "store", "engine-failed", "journal-failed");
        assertThat(kept).allSatisfy(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.content().headline()).contains("text of " + alert.cause());
            assertThat(("Mailwarden: " + alert.content().summary()).length()).isLessThan(70);
        });
    }

    @Test
    void tellsOfWhatHappenedBetweenTwoLooksAndIsOver() {
        alarms.raise("hold-failed", "disk full");
        alarms.clear("hold-failed");

        faults.runOnce();

        assertThat(told(kept)).containsExactly("mail could not be held");
    }

    @Test
    void goesPastTheStoreWhileThatIsGone() {
        storeIsGone = true;
        alarms.raise("store", "cannot be used");
        faults.runOnce();
        assertThat(delivered).as("a lock of some seconds").isEmpty();

        pass(Duration.ofSeconds(30));
        assertThat(told(delivered)).containsExactly("the store cannot be used");

        pass(Duration.ofHours(1));
        assertThat(delivered).hasSize(1);
    }

    @Test
    void keepsTryingAChannelThatFails() {
        storeIsGone = true;
        channelIsGone = true;
        alarms.raise("store-corrupt", "taken away");
        pass(Duration.ofMinutes(5));
        assertThat(delivered).isEmpty();

        channelIsGone = false;
        pass(Duration.ofMinutes(1));

        assertThat(told(delivered)).containsExactly("the store was damaged or taken away");
    }

    @Test
    void saysWhenItIsOverOnce() {
        alarms.happened("journal-failed", "not kept", new IllegalStateException("disk full"));
        faults.runOnce();
        pass(Duration.ofMinutes(9));
        assertThat(told(kept)).containsExactly("sent mail is not kept for the re-scan");

        pass(Duration.ofMinutes(60));

        assertThat(told(kept))
                .containsExactly(
                        "sent mail is not kept for the re-scan", "over: sent mail is not kept for the re-scan");
        assertThat(kept.get(1).content().headline()).contains("last seen at 2026-05-03T12:00:00Z");
    }

    @Test
    void whatComesAndGoesIsToldOnceADay() {
        for (int hour = 0; hour < 47; hour++) {
            alarms.raise("store", "cannot be used");
            pass(Duration.ofMinutes(2));
            alarms.clear("store");
            pass(Duration.ofMinutes(58));
        }

        assertThat(kept.stream().filter(alert -> alert.severity() == Severity.CRITICAL))
                .hasSize(2);
        assertThat(kept).hasSize(4);
    }

    @Test
    void saysNothingWhileAllIsWell() {
        pass(Duration.ofHours(2));

        assertThat(kept).isEmpty();
    }
}
