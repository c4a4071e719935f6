package io.mailwarden.plugin;

import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.event.EventLines.BadLine;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.store.LearnedFile;
import io.mailwarden.store.SqlSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports a file of past events before the first login. A file that cannot be read is an alarm, never the end. */
final class HistoryImport {

    private static final Logger LOGGER = LoggerFactory.getLogger(HistoryImport.class);
    private static final int BAD_LINES_SHOWN = 20;

    private final Consumer<Event> learner;
    private final SqlSettings settings;
    private final Alarms alarms;
    private final Set<LearnedFile> known = ConcurrentHashMap.newKeySet();
    private long events;
    private long badLines;

    HistoryImport(Consumer<Event> learner, SqlSettings settings, Alarms alarms) {
        this.learner = learner;
        this.settings = settings;
        this.alarms = alarms;
    }

    /** Learns from the file, unless that was done before. */
    void learnOnce(Path file) {
        try {
            LearnedFile learned = new LearnedFile(file, settings);
            if (!learned.before()) {
                learn(file);
                learned.remember();
            }
            known.add(learned);
        } catch (IOException | StoreUnavailable e) {
            alarms.raise("history-unreadable", "history was not learned, from " + file, e);
        }
    }

    /** Notes in a store that begins afresh what the profiles in memory have learned; returns at once. */
    void noteAgain() {
        known.forEach(learned -> CompletableFuture.runAsync(() -> noteAgain(learned)));
    }

    private void noteAgain(LearnedFile learned) {
        try {
            learned.remember();
        } catch (StoreUnavailable e) {
            alarms.raise("history-unnoted", "history would be learned a second time at the next start", e);
        }
    }

    private void learn(Path file) {
        badLines = 0;
        try (InputStream in = Files.newInputStream(file)) {
            EventLines.read(in, (event, line) -> learn(event), bad -> report(file, bad));
        } catch (IOException e) {
            alarms.raise("history-unreadable", "history was learned in part only, from " + file, e);
        }
        if (badLines > BAD_LINES_SHOWN) {
            LOGGER.warn("{}: {} lines were no events and are left out", file, badLines);
        }
    }

    private void learn(Event event) {
        learner.accept(event);
        events++;
    }

    private void report(Path file, BadLine bad) {
        if (badLines++ < BAD_LINES_SHOWN) {
            LOGGER.warn("{}, line {} is left out: {}", file, bad.number(), bad.problem());
        }
    }

    /** How many were learned, from all files. */
    long events() {
        return events;
    }
}
