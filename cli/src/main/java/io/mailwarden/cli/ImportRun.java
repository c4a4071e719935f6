package io.mailwarden.cli;

import io.mailwarden.cli.imports.OldLogs;
import io.mailwarden.cli.learn.ImportFiles;
import io.mailwarden.cli.learn.ImportFormat;
import io.mailwarden.cli.learn.ImportReport;
import io.mailwarden.engine.Engine;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.store.LearnedFile;
import io.mailwarden.store.Store;
import io.mailwarden.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Learns from files, beside servers that may use the same store: as a node of its own, whose part of the log they
 * follow as that of any other. Not thread-safe.
 */
final class ImportRun implements AutoCloseable {

    private static final String FOLDER = "import";
    private final Store store;
    private final Engine engine;
    private final ImportFiles files;
    private final Consumer<String> say;
    private final List<LearnedFile> learned = new ArrayList<>();

    private ImportRun(Store store, Engine engine, OldLogs.LogOptions options, Consumer<String> say) {
        this.store = store;
        this.engine = engine;
        this.files = new ImportFiles(options, engine::learn, say);
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

    /** To be called before files are read: what of the store must be known for all of them is read. */
    void begin() {
        engine.lookUpOnlyWhoIsStored();
    }

    /** Learns from that file, now or at the end, unless that was done before. */
    void read(Path file, ImportFormat format) throws IOException {
        LearnedFile memory = new LearnedFile(file, store.settings());
        if (memory.before()) {
            say.accept(file + " was learned before, and is passed over");
            return;
        }
        files.add(file, format);
        learned.add(memory);
    }

    /** There are no more: says what came of it; returns the exit code. */
    int end() throws IOException {
        long events = files.end();
        store.log().flush();
        long dropped = store.health().dropped();
        if (dropped > 0) {
            say.accept(dropped + " events were lost: the store could not take them");
            return 1;
        }
        learned.forEach(LearnedFile::remember);
        say.accept(ImportReport.count(events, "event") + (events == 1 ? " was" : " were") + " learned");
        return learned.isEmpty() || events > 0 ? 0 : 1;
    }

    /** Saves the profiles that the import has learned. */
    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
