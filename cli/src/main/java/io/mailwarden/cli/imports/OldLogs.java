package io.mailwarden.cli.imports;

import io.mailwarden.cli.replay.EventFile;
import io.mailwarden.cli.replay.TimeOrder;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.support.BoundedLines;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * Reads what Dovecot and Postfix logged as events: logins accepted and refused, clients, messages that accounts sent
 * and reports of what could not be delivered. One log may hold both programs, and any form of time, mixed; others'
 * lines are passed over. Several logs are read one after the other, the oldest first, as one. Whatever stands in a line
 * never ends the reading. Memory is bounded. Not thread-safe.
 *
 * <p>Events come in order of their time where lines are less than two minutes out of order. A message's time is that of
 * its submission, though it can be told only when its recipients were tried.
 */
public final class OldLogs {

    /** Longest line that is read, in characters; rsyslog's default limit is 8 KiB. */
    public static final int LONGEST_LINE = 16 * 1024;

    // What syslog makes of equal lines in a row.
    private static final Pattern REPEATED = Pattern.compile("^message repeated (\\d{1,6}) times: \\[ ?(.*)\\]$");
    private static final int MOST_REPEATED = 100;

    /**
     * What the lines do not tell.
     *
     * @param zone of times without one
     * @param year in which the first log begins; by the time at which each log was last written, when empty
     * @param defaultDomain of user names without a domain; lines with such names are skipped when empty
     */
    public record LogOptions(ZoneId zone, OptionalInt year, Optional<String> defaultDomain) {

        /** For logs of this machine, of the last year, with full user names. */
        public static LogOptions defaults() {
            return new LogOptions(ZoneId.systemDefault(), OptionalInt.empty(), Optional.empty());
        }

        /** Throws IllegalArgumentException for a year before 1970 or after 9998, and for what is no domain. */
        public LogOptions {
            if (year.isPresent() && (year.getAsInt() < 1970 || year.getAsInt() > 9998)) {
                throw new IllegalArgumentException("year: expected 1970 to 9998");
            }
            if (defaultDomain
                    .filter(domain -> !domain.matches("[A-Za-z0-9._-]{1,255}"))
                    .isPresent()) {
                throw new IllegalArgumentException("default domain: expected a domain such as example.org");
            }
        }
    }

    private final Consumer<Event> sink;
    private final ImportTally tally = new ImportTally();
    private final TimeOrder order;
    private final LogTimes times;
    private final Failures failures;
    private final DovecotLines dovecot;
    private final PostfixLines postfix;
    private long made;

    /** Gives the events to the sink; what that throws ends the reading. */
    public OldLogs(LogOptions options, Consumer<Event> sink) {
        this.sink = sink;
        order = new TimeOrder((event, number) -> this.sink.accept(event));
        times = new LogTimes(options.zone(), options.year());
        failures = new Failures(this::made, tally);
        Accounts accounts = new Accounts(options.defaultDomain());
        dovecot = new DovecotLines(accounts, failures, this::made);
        postfix = new PostfixLines(accounts, failures, this::made, tally);
    }

    /** Reads one log, which was last written then. */
    public static ImportSummary read(InputStream in, Instant lastWritten, LogOptions options, Consumer<Event> sink)
            throws IOException {
        OldLogs logs = new OldLogs(options, sink);
        logs.read(in, "", lastWritten);
        return logs.end();
    }

    /** Reads the next log, compressed with gzip or not. */
    public void read(Path file) throws IOException {
        Instant lastWritten = Files.getLastModifiedTime(file).toInstant();
        try (InputStream in = EventFile.open(file)) {
            read(in, String.valueOf(file.getFileName()), lastWritten);
        } catch (EOFException | ZipException e) {
            tally.skipped(Reason.DAMAGED, String.valueOf(file.getFileName()), 0, "");
        }
    }

    /** Reads the next log; its name is for the examples in the summary. Leaves the stream open. */
    public void read(InputStream in, String name, Instant lastWritten) throws IOException {
        times.begin(lastWritten);
        BoundedLines lines = new BoundedLines(in, LONGEST_LINE);
        for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
            tally.line();
            String line = next.get().stripTrailing();
            try {
                if (lines.wasTooLong()) {
                    throw new Unusable(Reason.TOO_LONG);
                }
                if (!line.isEmpty()) {
                    readLine(line);
                }
            } catch (Unusable e) {
                tally.skipped(e.reason(), name, lines.number(), line);
            }
        }
    }

    /** There are no more logs: gives the events that still waited, and says what came of it all. */
    public ImportSummary end() {
        failures.end();
        postfix.end();
        order.end();
        return tally.summary(order.late());
    }

    private void readLine(String text) throws Unusable {
        LogLine line = LogFormat.parse(text).orElseThrow(() -> new Unusable(Reason.NO_HEADER));
        if (!line.ofDovecot() && !line.ofPostfix()) {
            tally.otherProgram();
            return;
        }
        Instant at = times.at(line.stamp());
        failures.advance(at);
        Matcher repeated = REPEATED.matcher(line.text());
        int count = repeated.matches() ? Math.min(Integer.parseInt(repeated.group(1)), MOST_REPEATED) : 1;
        LogLine once = repeated.matches() ? line.saying(repeated.group(2)) : line;
        boolean learned = false;
        for (int i = 0; i < count; i++) {
            learned = line.ofDovecot() ? dovecot.read(at, once.text()) : postfix.read(at, once);
        }
        if (!learned) {
            tally.nothingToLearn();
        }
    }

    private void made(Event event) {
        tally.made(event);
        order.add(event, ++made);
    }

    /** For what followed something of the same second: most logs tell no less. */
    static Instant after(Instant at) {
        return at.plusMillis(1);
    }
}
