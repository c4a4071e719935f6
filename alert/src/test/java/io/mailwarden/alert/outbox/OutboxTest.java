package io.mailwarden.alert.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.response.alert.AlertLimits;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.alert.AlertRow.AlertState;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.response.alert.InMemoryAlertStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
    private final Alarms alarms = new Alarms(clock);
    private final AlertStore store = new InMemoryAlertStore();
    private final RecordingChannel mail = new RecordingChannel("mail");
    private final RecordingChannel webhook = new RecordingChannel("webhook");
    private final Outbox.Rules rules =
            new Outbox.Rules(AlertLimits.defaults(), Duration.ofDays(1), Duration.ofDays(30));
    private final Outbox outbox = outbox(store, mail, webhook);
    private final Alerting alerting = new StoredAlerting(store, AlertLimits::defaults, clock);

    private Outbox outbox(AlertStore on, Channel... channels) {
        return new Outbox(on, () -> List.of(channels), () -> rules, alarms, clock);
    }

    private Alert alert(String account) {
        return new Alert(
                Optional.of(new Account(account)),
                "takeover",
                Severity.CRITICAL,
                Optional.of("7"),
                clock.instant(),
                new AlertContent("Lagos 40 min after Oslo", List.of(), List.of(), List.of()));
    }

    @Test
    void handsAnAlertToEveryChannelOnce() {
        alerting.raise(alert("bob"));

        outbox.runOnce();
        outbox.runOnce();

        assertThat(mail.alerts()).containsExactly(alert("bob"));
        assertThat(webhook.ids()).isEqualTo(mail.ids());
        assertThat(store.latest(1)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(AlertState.SENT);
            assertThat(row.delivered()).containsExactlyInAnyOrder("mail", "webhook");
        });
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void triesAFailedChannelAgainWithoutTroublingTheOthers() {
        webhook.failWith(new NotDelivered("answered 500", null));
        alerting.raise(alert("bob"));

        outbox.runOnce();
        outbox.runOnce();
        assertThat(webhook.asked()).isEqualTo(1);
        assertThat(alarms.standing()).singleElement().satisfies(alarm -> {
            assertThat(alarm.cause()).isEqualTo("alert-webhook");
            assertThat(alarm.text()).contains("answered 500");
        });
        clock.advance(Duration.ofSeconds(30));
        webhook.work();
        outbox.runOnce();

        assertThat(mail.ids()).hasSize(1);
        assertThat(webhook.ids()).isEqualTo(mail.ids());
        assertThat(store.latest(1)).extracting(AlertRow::state).containsExactly(AlertState.SENT);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void waitsLongerAfterEachAttempt() {
        assertThat(Outbox.pause(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Outbox.pause(2)).isEqualTo(Duration.ofSeconds(60));
        assertThat(Outbox.pause(7)).isEqualTo(Duration.ofMinutes(32));
        assertThat(Outbox.pause(Long.MAX_VALUE)).isEqualTo(Duration.ofMinutes(32));
        assertThat(Outbox.pause(0)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void givesUpAfterABoundedTimeWithAnAlarm() {
        webhook.failWith(new IllegalStateException("broken"));
        alerting.raise(alert("bob"));

        for (int minute = 0; minute < 26 * 60; minute++) {
            outbox.runOnce();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(webhook.asked()).isBetween(45, 60);
        assertThat(mail.ids()).hasSize(1);
        assertThat(store.latest(1)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(AlertState.GIVEN_UP);
            assertThat(row.delivered()).containsExactly("mail");
            assertThat(row.error()).isEqualTo("webhook: broken");
        });
        assertThat(alarms.standing()).singleElement().satisfies(alarm -> assertThat(alarm.text())
                .contains("given up", "webhook"));
    }

    @Test
    void withoutChannelsAlertsStayInTheStore() {
        alerting.raise(alert("bob"));

        outbox(store).runOnce();

        assertThat(store.latest(1)).extracting(AlertRow::state).containsExactly(AlertState.SENT);
    }

    @Test
    void sendsTheSameIdAgainWhenItDiedBeforeItCouldNoteTheDelivery() {
        alerting.raise(alert("bob"));
        Outbox dying = outbox(failing("delivered"), mail);

        assertThatThrownBy(dying::runOnce).isInstanceOf(StoreUnavailable.class);
        Outbox other = outbox(store, mail);
        other.runOnce();
        assertThat(mail.ids()).hasSize(1);
        clock.advance(Outbox.LEASE);
        other.runOnce();

        assertThat(mail.ids()).hasSize(2);
        assertThat(mail.ids().get(0)).isEqualTo(mail.ids().get(1));
        clock.advance(Outbox.LEASE);
        other.runOnce();
        assertThat(mail.ids()).hasSize(2);
    }

    @Test
    void raisingThrowsWhenItCannotBeKept() {
        Alerting broken = new StoredAlerting(failing("raise"), AlertLimits::defaults, clock);

        assertThatThrownBy(() -> broken.raise(alert("bob"))).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void sendsTheCapAtOnceAndTheRestAsOneDigestAfterAnHour() {
        for (int i = 0; i < 10_000; i++) {
            alerting.raise(alert("account" + i));
            alerting.raise(alert("account" + i));
        }
        for (int minute = 0; minute < 180; minute++) {
            outbox.runOnce();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(mail.alerts()).hasSize(31);
        assertThat(mail.alerts().get(30).digest()).isTrue();
        assertThat(mail.alerts().get(30).content().headline()).startsWith("9,970 more alerts");
        assertThat(webhook.ids()).isEqualTo(mail.ids());
        assertThat(store.waiting()).isZero();
    }

    @Test
    void forgetsOldAlerts() {
        alerting.raise(alert("bob"));
        outbox.runOnce();
        clock.advance(Duration.ofDays(30).plusSeconds(1));

        outbox.runOnce();

        assertThat(store.latest(1)).isEmpty();
    }

    /** The same store, but that method is out of order. */
    private AlertStore failing(String method) {
        return (AlertStore) Proxy.newProxyInstance(
                AlertStore.class.getClassLoader(), new Class<?>[] {AlertStore.class}, (proxy, called, values) -> {
                    if (called.getName().equals(method)) {
                        throw new StoreUnavailable(method, new IllegalStateException("test"));
                    }
                    try {
                        return called.invoke(store, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
