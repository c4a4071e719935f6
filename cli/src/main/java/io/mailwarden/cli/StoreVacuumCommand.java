package io.mailwarden.cli;

import io.mailwarden.settings.PluginConfig;
import io.mailwarden.store.Node;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.StoreTools;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;

/** The command {@code store vacuum}: gives room that the store no longer needs back to the disk. */
@Command(
        name = "vacuum",
        description = {
            "Gives the room of removed events back to the disk. Removed rows are used again without it.",
            "With SQLite, James must be stopped, and the disk needs room for a second copy. With PostgreSQL James may run."
        })
final class StoreVacuumCommand extends StoreTask {

    @Override
    int run(PluginConfig config) throws IOException {
        return withStore(config.store(), tools -> vacuum(config.store(), tools));
    }

    @SuppressWarnings("try") // held, not used
    private int vacuum(StoreConfig config, StoreTools tools) throws IOException {
        if (!config.embedded()) {
            tools.vacuum();
            say("done");
            return 0;
        }
        long before = Files.size(config.file());
        try (Node unused = Node.open(config.directory())) {
            tools.vacuum();
            say(before + " bytes before, " + Files.size(config.file()) + " after");
            return 0;
        } catch (IllegalStateException e) {
            complain("James uses this store: stop it first. (" + e.getMessage() + ")");
            return 1;
        }
    }
}
