package io.mailwarden.engine.response.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.detect.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertLimitsTest {

    @Test
    void lastOfTheCapIsForWhatIsCritical() {
        AlertLimits limits = AlertLimits.defaults();

        assertThat(limits.room(Severity.SUSPECTED, 1, 1)).isTrue();
        assertThat(limits.room(Severity.SUSPECTED, 2, 2)).isFalse();
        assertThat(limits.room(Severity.CRITICAL, 2, 2)).isTrue();
        assertThat(limits.room(Severity.CRITICAL, 3, 3)).isFalse();
        assertThat(limits.room(Severity.SUSPECTED, 0, 9)).isFalse();
        assertThat(limits.room(Severity.CRITICAL, 0, 9)).isTrue();
        assertThat(limits.room(Severity.CRITICAL, 0, 10)).isFalse();
    }

    @Test
    void capOfOneIsForWhateverComesFirst() {
        AlertLimits limits = new AlertLimits(Duration.ofDays(1), 1, 1, Duration.ofHours(1));

        assertThat(limits.room(Severity.SUSPECTED, 0, 0)).isTrue();
        assertThat(limits.room(Severity.CRITICAL, 1, 1)).isFalse();
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
