package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.LogLine;
import io.mailwarden.cli.imports.line.MailServer;
import io.mailwarden.cli.replay.EventFile;
import io.mailwarden.cli.replay.TimeOrder;
import io.mailwarden.engine.event.Event;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Dovecot, Postfix, Exim, Cyrus and Courier logged as events: logins accepted and refused, clients, messages
 * that accounts sent and reports of what could not be delivered. One log may hold several programs, and any form of
 * line, mixed; others' lines are passed over. Logs that are read together are merged by time, so that what one program
 * says in its log is known when another's is read. Whatever stands in a line never ends the reading. Memory is bounded.
 * Not thread-safe.
 *
 * <p>Events come in order of their time where lines are less than two minutes out of order. A message's time is that of
 * its submission, though it can be told only when its recipients were tried.
 */
public final class OldLogs {

    /** Longest line that is read, in characters; rsyslog's default limit is 8 KiB. */
    public static final int LONGEST_LINE = 16 * 1024;

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

    private final LogOptions options;
    private final ImportTally tally = new ImportTally();
    private final TimeOrder order;
    private final Failures failures;
    private final Map<MailServer, ProgramLines> servers = new EnumMap<>(MailServer.class);
    private @Nullable LogTimes before;
    private long made;

    /** Gives the events to the sink; what that throws ends the reading. */
    public OldLogs(LogOptions options, Consumer<Event> sink) {
        this.options = options;
        order = new TimeOrder((event, number) -> sink.accept(event));
        failures = new Failures(this::made, tally);
        Accounts accounts = new Accounts(options.defaultDomain());
        LoggedMessages messages = new LoggedMessages(this::made, tally);
        servers.put(MailServer.DOVECOT, new DovecotLines(accounts, failures, this::made));
        servers.put(MailServer.POSTFIX, new PostfixLines(accounts, failures, this::made, messages));
        servers.put(MailServer.EXIM, new EximLines(accounts, failures, this::made, messages));
        servers.put(MailServer.CYRUS, new CyrusLines(accounts, failures, this::made));
        servers.put(MailServer.COURIER, new CourierLines(accounts, failures, this::made));
    }

    /** Reads one log, which was last written then. */
    public static ImportSummary read(InputStream in, Instant lastWritten, LogOptions options, Consumer<Event> sink)
            throws IOException {
        OldLogs logs = new OldLogs(options, sink);
        logs.read(in, "", lastWritten);
        return logs.end();
    }

    /** Reads logs, compressed with gzip or zstd or not, as one in the order of time. */
    public void read(List<Path> files) throws IOException {
        List<InputStream> open = new ArrayList<>();
        try {
            List<LogSource> sources = new ArrayList<>();
            for (Path file : files) {
                open(file, open).ifPresent(sources::add);
            }
            merge(sources);
        } finally {
            for (InputStream in : open) {
                in.close();
            }
        }
    }

    // Nothing where it cannot be read.
    private Optional<LogSource> open(Path file, List<InputStream> open) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            InputStream in = EventFile.open(file);
            open.add(in);
            if (!EventFile.isPackedOtherwise(in)) {
                return Optional.of(
                        source(in, name, Files.getLastModifiedTime(file).toInstant()));
            }
            tally.passedOver(Reason.PACKED, name, 0, "");
        } catch (EOFException | ZipException e) {
            tally.passedOver(Reason.DAMAGED, name, 0, "");
        }
        return Optional.empty();
    }

    /** Reads the next log; its name is for the examples in the summary. Leaves the stream open. */
    public void read(InputStream in, String name, Instant lastWritten) throws IOException {
        merge(List.of(source(in, name, lastWritten)));
    }

    private LogSource source(InputStream in, String name, Instant lastWritten) {
        LogTimes times = new LogTimes(options.zone(), options.year(), lastWritten, before);
        before = times;
        return new LogSource(in, name, times, tally);
    }

    private void merge(List<LogSource> sources) throws IOException {
        // By the order of their names where times are equal.
        PriorityQueue<Integer> oldest = new PriorityQueue<>(
                Comparator.comparing((Integer number) -> sources.get(number).at())
                        .thenComparing(Comparator.naturalOrder()));
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).next()) {
                oldest.add(i);
            }
        }
        while (!oldest.isEmpty()) {
            Integer number = oldest.remove();
            LogSource source = sources.get(number);
            Instant until = oldest.isEmpty()
                    ? Instant.MAX
                    : sources.get(oldest.element()).at();
            boolean more = true;
            while (more && !source.at().isAfter(until)) {
                take(source);
                more = source.next();
            }
            if (more) {
                oldest.add(number);
            }
        }
    }

    /** There are no more logs: gives the events that still waited, and says what came of it all. */
    public ImportSummary end() {
        failures.end();
        servers.values().forEach(ProgramLines::end);
        order.end();
        return tally.summary(order.late());
    }

    private void take(LogSource source) {
        LogLine line = source.line();
        MailServer server = line.server();
        ProgramLines program = servers.get(server);
        if (program == null) {
            throw new IllegalStateException("nothing reads lines of " + server);
        }
        tally.lineOf(server);
        failures.advance(source.at());
        try {
            boolean learned = false;
            for (int i = 0; i < source.count(); i++) {
                learned |= program.read(source.at(), line);
            }
            if (!learned) {
                source.passedOver(Reason.NOTHING_TO_LEARN);
            }
        } catch (Unusable e) {
            source.passedOver(e.reason());
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
