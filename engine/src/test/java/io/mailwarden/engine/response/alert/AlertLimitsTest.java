package io.mailwarden.engine.response.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.response.alert.AlertLimits.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertLimitsTest {

    private static final Sent NONE = new Sent(0, 0);

    private static Alert alert(Severity severity, String account) {
        return new Alert(
                Optional.of(account).filter(name -> !name.isEmpty()).map(Account::new),
                "x",
                severity,
                Optional.empty(),
                Instant.parse("2026-05-03T12:00:00Z"),
                new AlertContent("", List.of(), List.of(), List.of()));
    }

    private static boolean room(Severity severity, Sent own, Sent others) {
        return AlertLimits.defaults().room(alert(severity, "bob"), own, others);
    }

    @Test
    void lastOfAnAccountsCapIsForWhatIsCritical() {
        assertThat(room(Severity.SUSPECTED, new Sent(1, 1), NONE)).isTrue();
        assertThat(room(Severity.SUSPECTED, new Sent(2, 2), NONE)).isFalse();
        assertThat(room(Severity.CRITICAL, new Sent(2, 2), NONE)).isTrue();
        assertThat(room(Severity.CRITICAL, new Sent(3, 3), NONE)).isFalse();
        assertThat(room(Severity.SUSPECTED, new Sent(0, 9), NONE)).isFalse();
        assertThat(room(Severity.CRITICAL, new Sent(0, 9), NONE)).isTrue();
        assertThat(room(Severity.CRITICAL, new Sent(0, 10), NONE)).isFalse();
    }

    @Test
    void othersUseUpOnlyWhatIsSuspected() {
        assertThat(room(Severity.SUSPECTED, NONE, new Sent(2, 9))).isTrue();
        assertThat(room(Severity.SUSPECTED, NONE, new Sent(3, 3))).isFalse();
        assertThat(room(Severity.SUSPECTED, NONE, new Sent(0, 10))).isFalse();
        assertThat(room(Severity.CRITICAL, NONE, new Sent(29, 99))).isTrue();
        assertThat(room(Severity.CRITICAL, NONE, new Sent(30, 30))).isFalse();
        assertThat(room(Severity.CRITICAL, NONE, new Sent(0, 100))).isFalse();
    }

    @Test
    void whatIsCriticalAboutTheServerAlwaysHasRoom() {
        Sent many = new Sent(1000, 1000);

        assertThat(AlertLimits.defaults().room(alert(Severity.CRITICAL, ""), many, many))
                .isTrue();
        assertThat(AlertLimits.defaults().room(alert(Severity.SUSPECTED, ""), many, NONE))
                .isFalse();
    }

    @Test
    void capOfOneIsForWhateverComesFirst() {
        AlertLimits limits = new AlertLimits(Duration.ofDays(1), 1, 1, Duration.ofHours(1));

        assertThat(limits.room(alert(Severity.SUSPECTED, "bob"), NONE, NONE)).isTrue();
        assertThat(limits.room(alert(Severity.CRITICAL, "bob"), new Sent(1, 1), NONE))
                .isFalse();
    }

    @Test
    void refusesWhatIsOutOfBounds() {
        Duration day = Duration.ofDays(1);
        assertThatThrownBy(() -> new AlertLimits(Duration.ZERO, 3, 10, day))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AlertLimits(day, 0, 10, day)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AlertLimits(day, 3, 0, day)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AlertLimits(day, 3, 10, Duration.ofDays(3)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
