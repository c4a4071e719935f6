package io.mailwarden.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    private final FileNames files = FileNames.besideConf(Path.of("/srv/james/conf"));

    @Test
    void resolvesAsJamesDoes() {
        assertThat(files.resolve("file://conf/a/b")).isEqualTo(Path.of("/srv/james/conf/a/b"));
        assertThat(files.resolve("file://var/a")).isEqualTo(Path.of("/srv/james/var/a"));
        assertThat(files.resolve("file://a")).isEqualTo(Path.of("/srv/james/a"));
        assertThat(files.resolve("file:///etc/a")).isEqualTo(Path.of("/etc/a"));
        assertThat(files.resolve("/etc/a")).isEqualTo(Path.of("/etc/a"));
    }

    @Test
    void confFolderMayHaveAnyName() {
        assertThat(FileNames.besideConf(Path.of("/srv/other")).resolve("file://conf/a"))
                .isEqualTo(Path.of("/srv/other/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "../a", "file://", "http://example.org/a", "classpath:a", "/a\0b"})
    void refusesWhatIsNoFile(String name) {
        assertThatThrownBy(() -> files.resolve(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(FileNames.EXPECTED);
    }
}
