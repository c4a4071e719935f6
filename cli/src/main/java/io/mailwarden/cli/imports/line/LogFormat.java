package io.mailwarden.cli.imports.line;

import io.mailwarden.cli.imports.line.LogLine.ParsedTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines of logs out of what they are wrapped in, each by itself: syslog of RFC 3164 and 5424 with all that
 * servers make of them, journald's forms, containers and those who collect their output, and the files that Dovecot,
 * Postfix and Exim write by themselves. Wrappers may be in wrappers. Each looks at a line from left to right, once.
 */
public final class LogFormat {

    private static final int MOST_WRAPPERS = 4;
    private static final char ESCAPE = 0x1B;
    private static final char RECORD_SEPARATOR = 0x1E;
    private static final String BAR = "| ";

    private LogFormat() {}

    /** The parts of a line; empty when it begins in no known way. */
    public static Optional<LogLine> parse(String line) {
        return Optional.ofNullable(parse(line, 0));
    }

    private static @Nullable LogLine parse(String line, int depth) {
        if (depth > MOST_WRAPPERS || line.isEmpty()) {
            return null;
        }
        return switch (line.charAt(0)) {
            case '{' -> json(line, depth);
            case '<' -> withPriority(line, depth);
            case ESCAPE -> parse(withoutColours(line), depth + 1);
            case RECORD_SEPARATOR -> parse(line.substring(1), depth + 1);
            default -> plain(line, depth);
        };
    }

    // As it came over the wire; RFC 5424 has its version after the priority.
    private static @Nullable LogLine withPriority(String line, int depth) {
        Cursor cursor = new Cursor(line);
        boolean priority = cursor.take('<') && cursor.number(3) >= 0 && cursor.take('>');
        if (!priority) {
            return null;
        }
        String rest = cursor.rest();
        return rest.startsWith("1 ") ? structured(rest, depth) : parse(rest, depth + 1);
    }

    private static @Nullable LogLine structured(String text, int depth) {
        Rfc5424 record = Rfc5424.parse(text);
        if (record == null) {
            return null;
        }
        LogLine line = new LogLine(record.stamp(), record.host(), record.program(), record.process(), record.text());
        return line.program().isEmpty() ? anonymous(line, depth) : opened(line, depth);
    }

    private static @Nullable LogLine json(String line, int depth) {
        JsonRecord record = JsonRecord.parse(line);
        if (record == null) {
            return null;
        }
        ParsedTime stamp = time(record.time());
        if (record.program().isEmpty() || stamp == null) {
            LogLine inner = parse(record.text(), depth + 1);
            if (stamp == null) {
                return inner;
            }
            LogLine outer = new LogLine(stamp, record.host(), "", record.process(), record.text());
            return inner == null ? anonymous(outer, depth) : outer.around(inner);
        }
        return opened(new LogLine(stamp, record.host(), record.program(), record.process(), record.text()), depth);
    }

    // RFC 3339, or since 1970: ten digits are seconds, three more are a thousandth each.
    private static @Nullable ParsedTime time(String text) {
        int digits = 0;
        while (digits < text.length() && Cursor.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits < 10 || digits > 19) {
            return Stamps.read(new Cursor(text + " ."));
        }
        long number = Long.parseLong(text.substring(0, Math.min(digits, 18)));
        long unit = 1;
        for (int more = Math.min(digits, 18); more > 10; more--) {
            unit *= 10;
        }
        return ParsedTime.of(Instant.ofEpochSecond(number / unit, number % unit * (1_000_000_000L / unit)));
    }

    private static @Nullable LogLine plain(String line, int depth) {
        Cursor cursor = new Cursor(line);
        if (line.startsWith("1 ")) {
            return structured(line, depth);
        }
        ParsedTime stamp = Stamps.read(cursor);
        return stamp == null ? behindPrefix(line, depth) : Headers.rest(stamp, cursor, depth);
    }

    // "name-1  | line" of docker compose, "data: {...}" of journald, "99 <22>1 ..." of RFC 6587.
    private static @Nullable LogLine behindPrefix(String line, int depth) {
        if (line.startsWith("data: ")) {
            return parse(line.substring("data: ".length()), depth + 1);
        }
        Cursor cursor = new Cursor(line);
        String name = cursor.word();
        boolean apart = cursor.spaces() > 0;
        boolean counted = apart && cursor.peek() == '<' && name.chars().allMatch(Character::isDigit);
        return counted || apart && cursor.take(BAR) ? parse(cursor.rest().stripLeading(), depth + 1) : null;
    }

    private static String withoutColours(String line) {
        StringBuilder text = new StringBuilder(line.length());
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == ESCAPE) {
                at = afterColour(line, at + 1);
            } else {
                text.append(line.charAt(at++));
            }
        }
        return text.toString();
    }

    private static int afterColour(String line, int start) {
        int at = start;
        while (at < line.length() && "[;0123456789".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return at < line.length() && line.charAt(at) == 'm' ? at + 1 : at;
    }

    /** A line whose text may be a line itself, when its program is one that hands on what others say. */
    static LogLine opened(LogLine line, int depth) {
        if (Stamps.mayBegin(line.text())
                && (line.server() != MailServer.OTHER || Containers.mayHandOn(line.program()))) {
            LogLine inner = parse(line.text(), depth + 1);
            if (inner != null) {
                return line.around(inner);
            }
        } else if (line.server() == MailServer.OTHER && Containers.handOn(line.program())) {
            LogLine inner = Headers.withoutHost(line.stamp(), line.text());
            return inner == null || inner.server() == MailServer.OTHER ? line : line.around(inner);
        }
        return line;
    }

    /** A line of which the wrapper told no program: what it says may tell. */
    static @Nullable LogLine anonymous(LogLine line, int depth) {
        LogLine inner = parse(line.text(), depth + 1);
        if (inner == null) {
            inner = Headers.withoutHost(line.stamp(), line.text());
        }
        return inner == null ? null : line.around(inner);
    }
}
