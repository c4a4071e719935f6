package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.LogLine.ParsedTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Parses the times of log lines, whatever their format. Syslog tells neither year nor zone: the year is the latest in
 * which the line is no newer than its log; or else the first log begins in the year that is given, each other in that
 * of the log named before it or the next, and goes on to the next when the dates start anew. In the hour that comes twice when summer ends, a time that would lie before the line above
 * is in the second.
 */
final class LogTimes {

    // Between the clock that wrote the line and the one that wrote the file, and for a zone that was guessed wrong.
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration JITTER = Duration.ofMinutes(10);

    // A log goes back by a few lines, and forward by as long as nobody wrote.
    private static final int DAYS_OF_NEW_YEAR = 183;
    private static final int DAYS_OF_OLD_YEAR = 300;

    private final ZoneId zone;
    private final OptionalInt firstYear;
    private final Instant latest;
    private final @Nullable LogTimes before;
    private @Nullable LocalDate began;
    private @Nullable LocalDateTime last;
    private Instant lastAt = Instant.MIN;

    /**
     * Of a log that was last written then.
     *
     * @param firstYear in which the first log begins; empty when the logs were written when their files say
     * @param before the log that was named before this one; null for the first
     */
    LogTimes(ZoneId zone, OptionalInt firstYear, Instant lastWritten, @Nullable LogTimes before) {
        this.zone = zone;
        this.firstYear = firstYear;
        this.before = before;
        latest = lastWritten.plus(AHEAD);
    }

    Instant at(ParsedTime stamp) throws Unusable {
        if (stamp.month() == ParsedTime.UNCLEAR_MONTH) {
            throw new Unusable(Reason.FOREIGN_MONTH);
        }
        try {
            Instant at = stamp.zone().isEmpty() ? local(stamp) : zoned(stamp);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(latest)) {
                throw new Unusable(Reason.WRONG_TIME);
            }
            return at;
        } catch (DateTimeException e) {
            throw new Unusable(Reason.WRONG_TIME);
        }
    }

    private static Instant zoned(ParsedTime stamp) {
        return LocalDate.of(stamp.year(), stamp.month(), stamp.day())
                .atTime(time(stamp))
                .toInstant(ZoneOffset.of(stamp.zone()));
    }

    private Instant local(ParsedTime stamp) {
        LocalDateTime at = stamp.year() > 0 ? inYear(stamp, stamp.year()) : inSomeYear(stamp);
        ZonedDateTime first = at.atZone(zone).withEarlierOffsetAtOverlap();
        boolean back = first.toInstant().plus(JITTER).compareTo(lastAt) < 0;
        Instant found = (back ? first.withLaterOffsetAtOverlap() : first).toInstant();
        if (!found.isAfter(latest)) {
            last = at;
            lastAt = found;
            began = began == null ? at.toLocalDate() : began;
        }
        return found;
    }

    private LocalDateTime inSomeYear(ParsedTime stamp) {
        if (firstYear.isEmpty()) {
            return inLatestYear(stamp);
        }
        LocalDate above = last == null ? beginOf(before) : last.toLocalDate();
        if (above == null) {
            return inYear(stamp, firstYear.getAsInt());
        }
        // A leap day is in no other year, whatever the line above says.
        LocalDate that = LocalDate.of(above.getYear(), stamp.month(), 1);
        long days = that.toEpochDay() - above.toEpochDay();
        int step = days < -DAYS_OF_NEW_YEAR ? 1 : days > DAYS_OF_OLD_YEAR ? -1 : 0;
        return inYear(stamp, above.getYear() + step);
    }

    // A log goes on where the one before it began, or lies beside it, as another program's.
    private static @Nullable LocalDate beginOf(@Nullable LogTimes log) {
        LogTimes earlier = log;
        while (earlier != null && earlier.began == null) {
            earlier = earlier.before;
        }
        return earlier == null ? null : earlier.began;
    }

    private LocalDateTime inLatestYear(ParsedTime stamp) {
        LocalDateTime end = LocalDateTime.ofInstant(latest, zone);
        try {
            LocalDateTime thisYear = inYear(stamp, end.getYear());
            return thisYear.isAfter(end) ? inYear(stamp, end.getYear() - 1) : thisYear;
        } catch (DateTimeException e) {
            return inYear(stamp, end.getYear() - 1);
        }
    }

    private static LocalDateTime inYear(ParsedTime stamp, int year) {
        return LocalDate.of(year, stamp.month(), stamp.day()).atTime(time(stamp));
    }

    private static LocalTime time(ParsedTime stamp) {
        // A leap second.
        return LocalTime.of(stamp.hour(), stamp.minute(), stamp.second() == 60 ? 59 : stamp.second(), stamp.nano());
    }
}
