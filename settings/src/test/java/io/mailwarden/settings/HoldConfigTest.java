package io.mailwarden.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldConfigTest {

    private static final String URL = "file://var/mail/held/";

    @Test
    void zeroMeansThatNothingExpires() {
        assertThat(new HoldConfig(URL, Duration.ZERO, Duration.ZERO).expireAfter())
                .isZero();
    }

    @Test
    void refusesTimesThatNobodyCanMean() {
        assertThatThrownBy(() -> new HoldConfig(URL, Duration.ofMinutes(59), Duration.ZERO))
                .hasMessage("expected a time from 1h to 3650d");
        assertThatThrownBy(() -> new HoldConfig(URL, Duration.ofDays(3651), Duration.ZERO))
                .hasMessage("expected a time from 1h to 3650d");
        assertThatThrownBy(() -> new HoldConfig(URL, Duration.ofDays(30), Duration.ofDays(366)))
                .hasMessage("expected a time from 0d to 365d");
    }

    @Test
    void refusesWhatIsNoRepository() {
        assertThatThrownBy(() -> new QuarantineConfig("var/mail/quarantine")).hasMessageContaining("file://");
        assertThatThrownBy(() -> new HoldConfig("", Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("file://");
    }
}
