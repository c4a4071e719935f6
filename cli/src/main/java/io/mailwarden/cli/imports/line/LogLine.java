package io.mailwarden.cli.imports.line;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * One line of a log, taken out of what it was wrapped in.
 *
 * @param stamp when, as it is written
 * @param host who logged it; empty in a program's own file
 * @param program such as dovecot or postfix/smtpd; empty when it is not told
 * @param process its process id; empty when not told
 * @param text what the program says
 */
public record LogLine(ParsedTime stamp, String host, String program, String process, String text) {

    /**
     * A time as it is written. Its numbers may make no time.
     *
     * @param year 0 when it is not told
     * @param month 1 to 12; {@link #UNKNOWN_MONTH}, {@link #UNCLEAR_MONTH}, or any number that was written
     * @param day of the month
     * @param hour of the day
     * @param minute of the hour
     * @param second of the minute; 60 in a leap second
     * @param nano of the second
     * @param zone such as Z, +02:00, +0200 or +02; empty when it is not told
     */
    public record ParsedTime(int year, int month, int day, int hour, int minute, int second, int nano, String zone) {

        /** No language's name of a month. */
        public static final int UNKNOWN_MONTH = 0;

        /** The name of different months in different languages. */
        public static final int UNCLEAR_MONTH = -1;

        static ParsedTime of(Instant at) {
            LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
            return new ParsedTime(
                    utc.getYear(),
                    utc.getMonthValue(),
                    utc.getDayOfMonth(),
                    utc.getHour(),
                    utc.getMinute(),
                    utc.getSecond(),
                    utc.getNano(),
                    "Z");
        }
    }

    /** The same program at the same time, saying that. */
    public LogLine saying(String other) {
        return new LogLine(stamp, host, program, process, other);
    }

    /** The mail server whose program it is. */
    public MailServer server() {
        return MailServer.of(program);
    }

    // What is inside tells its program; when it came, who wrapped it knows best: clocks of containers are in any zone.
    LogLine around(LogLine inner) {
        return new LogLine(
                stamp,
                inner.host.isEmpty() ? host : inner.host,
                inner.program,
                inner.process.isEmpty() ? process : inner.process,
                inner.text);
    }
}
