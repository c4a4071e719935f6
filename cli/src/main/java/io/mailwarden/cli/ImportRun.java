package io.mailwarden.cli;

import io.mailwarden.cli.StoreImportCommand.Format;
import io.mailwarden.cli.imports.ImportSummary;
import io.mailwarden.cli.imports.OldLogs;
import io.mailwarden.cli.replay.EventFile;
import io.mailwarden.engine.Engine;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.BoundedLines;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.store.LearnedFile;
import io.mailwarden.store.Store;
import io.mailwarden.store.StoreConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Learns from files, beside servers that may use the same store: as a node of its own, whose part of the log they
 * follow as that of any other. Not thread-safe.
 */
final class ImportRun implements AutoCloseable {

    private static final String FOLDER = "import";
    private static final int BAD_LINES_SHOWN = 20;
    private static final int LONGEST = 4096;

    private final Store store;
    private final Engine engine;
    private final OldLogs logs;
    private final Consumer<String> say;
    private final List<LearnedFile> learned = new ArrayList<>();
    private long events;
    private boolean readLogs;

    private ImportRun(Store store, Engine engine, OldLogs.LogOptions options, Consumer<String> say) {
        this.store = store;
        this.engine = engine;
        this.logs = new OldLogs(options, this::learn);
        this.say = say;
    }

    /**
     * Opens the store, and makes it when it is not there; throws IllegalStateException when another import runs.
     *
     * @param say where each line of the summary goes
     */
    static ImportRun open(PluginConfig config, OldLogs.LogOptions options, Consumer<String> say) {
        Clock clock = Clock.systemUTC();
        Alarms alarms = new Alarms(clock);
        Store store = Store.open(beside(config.store()), alarms, clock);
        Ports ports =
                new Ports(store.log(), store.profiles(), store.incidents(), DnsBlocklists.NONE, store.responses());
        return new ImportRun(store, Engine.create(config.engine(), alarms, clock, ports), options, say);
    }

    // The same store, in a folder of another node: always the same one, so that the store does not fill with nodes.
    private static StoreConfig beside(StoreConfig config) {
        String url = config.embedded()
                ? "jdbc:sqlite:" + config.file()
                : config.database().url();
        return new StoreConfig(
                config.directory().resolve(FOLDER),
                config.database().at(url),
                config.retention(),
                config.queue(),
                config.connections(),
                config.timeout());
    }

    /** Learns from that file, unless that was done before. */
    void read(Path file, Format format) throws IOException {
        LearnedFile memory = new LearnedFile(file, store.settings());
        if (memory.before()) {
            say.accept(file + " was learned before, and is passed over");
            return;
        }
        if (format == Format.EVENTS || (format == Format.AUTO && beginsWithAnObject(file))) {
            readEvents(file);
        } else {
            readLogs = true;
            logs.read(file);
        }
        learned.add(memory);
    }

    private static boolean beginsWithAnObject(Path file) throws IOException {
        try (InputStream in = EventFile.open(file)) {
            BoundedLines lines = new BoundedLines(in, LONGEST);
            Optional<String> line = lines.next();
            while (line.isPresent() && line.get().isBlank()) {
                line = lines.next();
            }
            return line.orElse("").startsWith("{");
        }
    }

    private void readEvents(Path file) throws IOException {
        long before = events;
        List<EventLines.BadLine> bad = new ArrayList<>();
        long[] badLines = {0};
        try (InputStream in = EventFile.open(file)) {
            EventLines.read(in, (event, line) -> learn(event), line -> {
                badLines[0]++;
                if (bad.size() < BAD_LINES_SHOWN) {
                    bad.add(line);
                }
            });
        }
        bad.forEach(line -> say.accept(file + ", line " + line.number() + " is skipped: " + line.problem()));
        say.accept(String.format(
                Locale.ROOT, "%s: %s, %s skipped", file, count(events - before, "event"), count(badLines[0], "line")));
    }

    private void learn(Event event) {
        engine.learn(event);
        events++;
    }

    /** There are no more: says what came of it; returns the exit code. */
    int end() {
        ImportSummary summary = logs.end();
        store.log().flush();
        if (readLogs) {
            tell(summary);
        }
        long dropped = store.health().dropped();
        if (dropped > 0) {
            say.accept(dropped + " events were lost: the store could not take them");
            return 1;
        }
        learned.forEach(LearnedFile::remember);
        say.accept(count(events, "event") + (events == 1 ? " was" : " were") + " learned");
        return learned.isEmpty() || events > 0 ? 0 : 1;
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static String where(ImportSummary.Example one) {
        return one.number() == 0 ? one.log() : one.log() + ", line " + one.number();
    }

    private static String text(ImportSummary.Example one) {
        return one.text().isEmpty() ? "" : ": " + one.text();
    }

    private void tell(ImportSummary summary) {
        say.accept(String.format(
                Locale.ROOT,
                "logs: %s: %d of other programs, %d with nothing to learn, %d skipped, %d that tell of %s",
                count(summary.lines(), "line"),
                summary.otherPrograms(),
                summary.nothingToLearn(),
                summary.skippedLines(),
                summary.tellingLines(),
                count(summary.allEvents(), "event")));
        new TreeMap<>(summary.events()).forEach((kind, count) -> say.accept("  " + kind + ": " + count));
        if (summary.allEvents() != summary.tellingLines()) {
            say.accept("  (one line may tell of several events, such as of 3 attempts, and several lines of one)");
        }
        if (summary.toldTwice() > 0) {
            say.accept("  " + count(summary.toldTwice(), "failure") + " told of by two lines, counted once");
        }
        new TreeMap<>(summary.skipped()).forEach((reason, skipped) -> {
            say.accept("  skipped: " + skipped.count() + ": " + reason.words());
            skipped.examples().forEach(one -> say.accept("    " + where(one) + ": " + reason.words() + text(one)));
        });
        if (summary.late() > 0) {
            say.accept("  " + summary.late() + " events came more than two minutes late");
        }
    }

    /** Saves the profiles that the import has learned. */
    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
