package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfigTest {

    private static final Path DIRECTORY = Path.of("/var/mailwarden");

    @Test
    void keepsASqliteFileInItsFolder() {
        StoreConfig shipped = StoreConfig.defaults(DIRECTORY, Path.of("password"));

        assertThat(shipped.embedded()).isTrue();
        assertThat(shipped.file()).isEqualTo(DIRECTORY.resolve("mailwarden.db"));
        assertThat(shipped.retention().keepEventsFor()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void takesAnAbsoluteFile() {
        assertThat(Stores.config(DIRECTORY, "jdbc:sqlite:/data/x.db").file()).isEqualTo(Path.of("/data/x.db"));
    }

    @Test
    void takesPostgresql() {
        assertThat(Stores.config(DIRECTORY, "jdbc:postgresql://db.example.org/mailwarden?sslmode=verify-full")
                        .embedded())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mailwarden.db", "jdbc:sqlite:", "jdbc:sqlite:x?mode=ro", "jdbc:mysql://x/y", "sqlite:x"})
    void refusesOtherUrls(String url) {
        assertThatThrownBy(() -> Stores.config(DIRECTORY, url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected jdbc:sqlite:");
    }
}
