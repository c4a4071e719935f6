package io.mailwarden.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.BlockCause;
import io.mailwarden.engine.response.block.Block.BlockCause.Author;
import io.mailwarden.engine.response.block.BlockStore.KnownBlocks;
import io.mailwarden.engine.verdict.Restriction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockFileTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00.123456Z");
    private static final Block SHARED = new Block(
            "i1-critical",
            new Account("bob@example.org"),
            Restriction.HOLD,
            new BlockCause(
                    "7 410 km/h (limit 900)\u2026 \"x\" \uD83D\uDE80", Author.DETECTOR, "takeover", Optional.of("i1")),
            NOON,
            Optional.of(NOON.plusSeconds(60)));
    private static final Block UNSHARED = new Block(
            "2",
            new Account("alice@example.org"),
            Restriction.BLOCK,
            BlockCause.administrator("carol", "asked by telephone"),
            NOON,
            Optional.empty());
    private static final KnownBlocks BOTH = new KnownBlocks(List.of(SHARED), List.of(UNSHARED));

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("blocks.json");
    }

    @Test
    void givesBackWhatWasWritten() {
        assertThat(new BlockFile(path()).read()).isEqualTo(KnownBlocks.NONE);

        assertThat(new BlockFile(path()).write(BOTH)).isTrue();

        assertThat(new BlockFile(path()).read()).isEqualTo(BOTH);
        assertThat(new BlockFile(path()).write(KnownBlocks.NONE)).isTrue();
        assertThat(new BlockFile(path()).read()).isEqualTo(KnownBlocks.NONE);
    }

    @Test
    void isForItsUserAlone() throws IOException {
        new BlockFile(path()).write(BOTH);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path());
        }
    }

    @Test
    void whatACrashLeftHalfWrittenIsNothing() throws IOException {
        new BlockFile(path()).write(BOTH);
        Files.writeString(folder.resolve("blocks.json.part"), "{\"shared\":[");

        assertThat(new BlockFile(path()).read()).isEqualTo(BOTH);
        assertThat(new BlockFile(path()).write(KnownBlocks.NONE)).isTrue();
        assertThat(new BlockFile(path()).read()).isEqualTo(KnownBlocks.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"shared\":[{}]}", "{\"shared\":[{\"id\":\"1\",\"account\":\"\"}]}"})
    void whatIsNoListOfBlocksStopsNobody(String text) throws IOException {
        Files.writeString(path(), text);

        assertThat(new BlockFile(path()).read()).isEqualTo(KnownBlocks.NONE);
    }

    @Test
    void saysWhenItCannotBeWritten() {
        assertThat(new BlockFile(folder.resolve("nowhere/blocks.json")).write(BOTH))
                .isFalse();
    }
}
