package io.mailwarden.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

    @TempDir
    private Path folder;

    private final Alarms alarms = new Alarms(TestClock.at("2026-05-03T06:50:03Z"));
    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("var/admin-token");
    }

    private AccessToken token() {
        return AccessToken.of(file, alarms);
    }

    private void write(String text, String permissions) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void firstStartMakesATokenOf256BitsForTheOwnerOnly() throws IOException {
        AccessToken token = token();

        String text = Files.readString(file).strip();
        assertThat(text).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(token.matches(text)).isTrue();
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void secondStartUsesTheSameToken() throws IOException {
        token();
        String text = Files.readString(file);

        assertThat(token().matches(text.strip())).isTrue();
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @Test
    void twoServersHaveTwoTokens() throws IOException {
        token();
        String first = Files.readString(file);
        Files.delete(file);
        token();
        assertThat(Files.readString(file)).isNotEqualTo(first);
    }

    @Test
    void onlyTheWholeTokenMatches() throws IOException {
        AccessToken token = token();
        String text = Files.readString(file).strip();

        assertThat(token.matches("")).isFalse();
        assertThat(token.matches(text.substring(1))).isFalse();
        assertThat(token.matches(text + "0")).isFalse();
        assertThat(token.matches("0".repeat(64))).isFalse();
    }

    @Test
    void ownTokenIsTaken() throws IOException {
        write("correct-horse-battery-staple-correct-horse\n", "r--------");
        assertThat(token().matches("correct-horse-battery-staple-correct-horse"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "short", "two lines of words that are\nlong enough to be a token of their own"})
    void fileWithoutATokenStopsTheStart(String text) throws IOException {
        write(text, "rw-------");
        assertThatThrownBy(this::token)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-----w-", "rw----r--", "rwxrwxrwx"})
    void fileThatOthersMayOpenStopsTheStart(String permissions) throws IOException {
        write("0".repeat(64), permissions);
        assertThatThrownBy(this::token)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open to others")
                .hasMessageContaining(permissions)
                .hasMessageNotContaining("0".repeat(64));
    }

    @Test
    void folderOrHugeFileStopsTheStart() throws IOException {
        Files.createDirectories(file);
        assertThatThrownBy(this::token).isInstanceOf(IllegalStateException.class);
        Files.delete(file);
        write("0".repeat(5000), "rw-------");
        assertThatThrownBy(this::token).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void placeThatCannotBeWrittenStopsTheStart() throws IOException {
        Files.writeString(folder.resolve("var"), "a file");
        assertThatThrownBy(this::token)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());
    }
}
