package io.mailwarden.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    @TempDir
    Path folder;

    private static String text(Path file) throws IOException {
        try (InputStream in = EventFile.open(file)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void readsPlainAndCompressedWhateverTheName() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.gz"), "one\ntwo\n");
        Path packed = folder.resolve("packed");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("one\ntwo\n".getBytes(UTF_8));
        }

        assertThat(text(plain)).isEqualTo("one\ntwo\n");
        assertThat(text(packed)).isEqualTo("one\ntwo\n");
        assertThat(text(Files.writeString(folder.resolve("empty"), ""))).isEmpty();
    }
}
