package io.mailwarden.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.settings.HoldConfig.HoldRoomConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldConfigTest {

    private static final String URL = "file://var/mail/held/";

    private static HoldConfig config(String url, Duration expireAfter, Duration noticeBefore) {
        HoldConfig shipped = HoldConfig.defaults();
        return new HoldConfig(url, shipped.folder(), false, expireAfter, noticeBefore, shipped.room());
    }

    @Test
    void zeroMeansThatNothingExpires() {
        assertThat(config(URL, Duration.ZERO, Duration.ZERO).expireAfter()).isZero();
    }

    @Test
    void refusesTimesThatNobodyCanMean() {
        assertThatThrownBy(() -> config(URL, Duration.ofMinutes(59), Duration.ZERO))
                .hasMessage("expected a time from 1h to 3650d");
        assertThatThrownBy(() -> config(URL, Duration.ofDays(3651), Duration.ZERO))
                .hasMessage("expected a time from 1h to 3650d");
        assertThatThrownBy(() -> config(URL, Duration.ofDays(30), Duration.ofDays(366)))
                .hasMessage("expected a time from 0d to 365d");
    }

    @Test
    void refusesRoomThatNobodyCanMean() {
        assertThatThrownBy(() -> new HoldRoomConfig(0, 0.5, 2000, 200)).hasMessageContaining("1 to 1000000");
        assertThatThrownBy(() -> new HoldRoomConfig(200, 0.5, 9, 200)).hasMessageContaining("10 to 10000000");
        assertThatThrownBy(() -> new HoldRoomConfig(200, 0, 2000, 200)).hasMessageContaining("0.01 to 1");
        assertThatThrownBy(() -> new HoldRoomConfig(200, 0.5, 2000, -1)).hasMessageContaining("0 to 1000000");
    }

    @Test
    void refusesWhatIsNoFolder() {
        HoldConfig shipped = HoldConfig.defaults();

        assertThatThrownBy(() -> new HoldConfig(
                        URL, "memory", false, shipped.expireAfter(), shipped.noticeBefore(), shipped.room()))
                .hasMessage("expected a folder such as file://var/mailwarden/held/");
    }

    @Test
    void refusesWhatIsNoRepository() {
        assertThatThrownBy(() -> new QuarantineConfig("var/mail/quarantine")).hasMessageContaining("file://");
        assertThatThrownBy(() -> config("", Duration.ZERO, Duration.ZERO)).hasMessageContaining("file://");
    }
}
