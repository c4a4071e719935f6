package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.LogFormat;
import io.mailwarden.cli.imports.line.LogLine;
import io.mailwarden.cli.imports.line.MailServer;
import io.mailwarden.engine.support.BoundedLines;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** One log, of which it gives the lines of mail servers, one after the other. Not thread-safe. */
final class LogSource {

    // What syslog makes of equal lines in a row: rsyslog with the line, BSD's without.
    private static final String REPEATED = "message repeated ";
    private static final String LAST_REPEATED = "last message repeated";
    private static final int MOST_REPEATED = 100;

    private final BoundedLines lines;
    private final String name;
    private final LogTimes times;
    private final ImportTally tally;
    private String raw = "";
    private @Nullable LogLine line;
    private @Nullable LogLine before;
    private Instant at = Instant.MIN;
    private int count;

    /** Of that text; its name is for the examples in the summary. Leaves the stream open. */
    LogSource(InputStream in, String name, LogTimes times, ImportTally tally) {
        lines = new BoundedLines(in, OldLogs.LONGEST_LINE);
        this.name = name;
        this.times = times;
        this.tally = tally;
    }

    /** Goes on to the next line of a mail server, and counts those before it; false at the end. */
    boolean next() throws IOException {
        try {
            for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
                tally.line();
                raw = next.get().stripTrailing();
                if (isOfServer()) {
                    return true;
                }
            }
        } catch (EOFException | ZipException e) {
            tally.passedOver(Reason.DAMAGED, name, 0, "");
        }
        return false;
    }

    private boolean isOfServer() {
        try {
            if (lines.wasTooLong()) {
                throw new Unusable(Reason.TOO_LONG);
            }
            if (raw.isEmpty()) {
                throw new Unusable(Reason.BLANK);
            }
            take(LogFormat.parse(raw).orElseThrow(() -> new Unusable(Reason.NO_HEADER)));
            return true;
        } catch (Unusable e) {
            passedOver(e.reason());
            return false;
        }
    }

    private void take(LogLine read) throws Unusable {
        LogLine last = before;
        LogLine told = read;
        int often = 1;
        before = null;
        if (read.program().equals(LAST_REPEATED) && last != null && last.host().equals(read.host())) {
            told = last;
            often = times(read.text());
        } else if (read.server() == MailServer.OTHER) {
            throw new Unusable(Reason.OTHER_PROGRAM);
        } else if (read.text().startsWith(REPEATED)) {
            int start = read.text().indexOf(": [");
            if (start > 0 && read.text().endsWith("]")) {
                often = times(read.text().substring(REPEATED.length()));
                told = read.saying(read.text()
                        .substring(start + ": [".length(), read.text().length() - 1)
                        .stripLeading());
            }
        }
        at = times.at(read.stamp());
        count = often;
        line = told;
        before = told;
    }

    private static int times(String text) {
        int number = 0;
        for (int i = 0; i < text.length() && i < 6 && Character.digit(text.charAt(i), 10) >= 0; i++) {
            number = number * 10 + Character.digit(text.charAt(i), 10);
        }
        return Math.min(number, MOST_REPEATED);
    }

    /** The line. */
    LogLine line() {
        if (line == null) {
            throw new IllegalStateException("no line was read");
        }
        return line;
    }

    /** When it was said. */
    Instant at() {
        return at;
    }

    /** How often it was said. */
    int count() {
        return count;
    }

    /** The line became no event, for that reason. */
    void passedOver(Reason reason) {
        tally.passedOver(reason, name, lines.number(), raw);
    }
}
