package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

    @TempDir
    private Path directory;

    @Test
    void removesWhatKilledProcessesLeftAndNothingElse() throws IOException {
        for (String name : new String[] {
            "sqlite-3.54.1.0-1b4e28ba-libsqlitejdbc.so",
            "sqlite-3.54.1.0-1b4e28ba-libsqlitejdbc.so.lck",
            "mailwarden.db",
            "sqlite-notes"
        }) {
            Files.createFile(directory.resolve(name));
        }

        NativeLibrary.removeOld(directory);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("mailwarden.db", "sqlite-notes");
        }
    }
}
