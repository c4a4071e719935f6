package io.mailwarden.cli;

import io.mailwarden.settings.PluginConfig;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The command {@code store backup}: copies the store into a file. */
@Command(
        name = "backup",
        description = {
            "Copies the store, as it is at one moment, into a new SQLite file. James may run meanwhile.",
            "To restore: stop James, move mailwarden.db, mailwarden.db-wal and mailwarden.db-shm out of store.directory,"
                    + " put the copy there as mailwarden.db, start James."
        })
final class StoreBackupCommand extends StoreTask {

    @Parameters(paramLabel = "FILE", description = "The copy; must not be there yet.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Override
    int run(PluginConfig config) throws IOException {
        return withStore(config.store(), tools -> {
            try {
                tools.backup(file);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
            }
            say("the store is in " + file);
            return 0;
        });
    }
}
