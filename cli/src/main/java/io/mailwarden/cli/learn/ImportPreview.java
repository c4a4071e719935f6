package io.mailwarden.cli.learn;

import io.mailwarden.cli.imports.OldLogs;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What an import would learn, without learning it: needs no store and no settings. Not thread-safe. */
public final class ImportPreview {

    private static final int MOST_ACCOUNTS = 1_000_000;

    private final ImportFiles files;
    private final Consumer<String> say;
    private final Set<Account> accounts = new HashSet<>();
    private Instant oldest = Instant.MAX;
    private Instant newest = Instant.MIN;

    /**
     * Of nothing yet.
     *
     * @param say where each line of the report goes
     */
    public ImportPreview(OldLogs.LogOptions options, Consumer<String> say) {
        this.say = say;
        files = new ImportFiles(options, this::take, say);
    }

    private void take(Event event) {
        if (accounts.size() < MOST_ACCOUNTS) {
            accounts.add(event.account());
        }
        oldest = event.at().isBefore(oldest) ? event.at() : oldest;
        newest = event.at().isAfter(newest) ? event.at() : newest;
    }

    /** Reads them all, and says what came of it; returns the exit code. */
    public int read(List<Path> logs, ImportFormat format) throws IOException {
        for (Path file : logs) {
            files.add(file, format);
        }
        long events = files.end();
        String of = events == 0
                ? ""
                : " of " + ImportReport.count(accounts.size(), "account") + ", from " + oldest + " to " + newest;
        say.accept(ImportReport.count(events, "event") + of + " would be learned; nothing was written");
        return events > 0 ? 0 : 1;
    }
}
