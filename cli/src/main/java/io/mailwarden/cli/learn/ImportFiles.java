package io.mailwarden.cli.learn;

import io.mailwarden.cli.imports.OldLogs;
import io.mailwarden.cli.replay.EventFile;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.support.BoundedLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads files of the past, of event lines or of logs, and says what came of it. Not thread-safe. */
public final class ImportFiles {

    private static final int BAD_LINES_SHOWN = 20;
    private static final int LONGEST = 4096;
    // Logs may be JSON, too: only ours tell a kind.
    private static final Pattern EVENT = Pattern.compile("\"kind\"\\s{0,9}:\\s{0,9}\"");

    private final OldLogs logs;
    private final Consumer<Event> sink;
    private final Consumer<String> say;
    private final List<Path> logFiles = new ArrayList<>();
    private long events;

    /**
     * Nothing yet.
     *
     * @param sink where each event goes
     * @param say where each line of the report goes
     */
    public ImportFiles(OldLogs.LogOptions options, Consumer<Event> sink, Consumer<String> say) {
        this.sink = sink;
        this.say = say;
        logs = new OldLogs(options, this::take);
    }

    /** Reads that file, when it is of event lines; logs wait for each other. */
    public void add(Path file, ImportFormat format) throws IOException {
        if (format == ImportFormat.EVENTS || format == ImportFormat.AUTO && isOfEvents(file)) {
            readEvents(file);
        } else {
            logFiles.add(file);
        }
    }

    /** There are no more: reads the logs; returns how many events there were. */
    public long end() throws IOException {
        if (!logFiles.isEmpty()) {
            logs.read(logFiles);
            ImportReport.lines(logs.end()).forEach(say);
        }
        return events;
    }

    private static boolean isOfEvents(Path file) throws IOException {
        try (InputStream in = EventFile.open(file)) {
            BoundedLines lines = new BoundedLines(in, LONGEST);
            Optional<String> line = lines.next();
            while (line.isPresent() && line.get().isBlank()) {
                line = lines.next();
            }
            return line.filter(first ->
                            first.startsWith("{") && EVENT.matcher(first).find())
                    .isPresent();
        } catch (java.io.EOFException | java.util.zip.ZipException e) {
            // What can be read of it is, as a log, and the rest is told.
            return false;
        }
    }

    private void readEvents(Path file) throws IOException {
        long before = events;
        List<EventLines.BadLine> bad = new ArrayList<>();
        long[] badLines = {0};
        try (InputStream in = EventFile.open(file)) {
            EventLines.read(in, (event, line) -> take(event), line -> {
                badLines[0]++;
                if (bad.size() < BAD_LINES_SHOWN) {
                    bad.add(line);
                }
            });
        }
        bad.forEach(line -> say.accept(file + ", line " + line.number() + " is skipped: " + line.problem()));
        say.accept(String.format(
                Locale.ROOT,
                "%s: %s, %s skipped",
                file,
                ImportReport.count(events - before, "event"),
                ImportReport.count(badLines[0], "line")));
    }

    private void take(Event event) {
        sink.accept(event);
        events++;
    }
}
