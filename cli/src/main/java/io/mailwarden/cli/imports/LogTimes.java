package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.LogLine.ParsedTime;
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
 * which the line is no newer than its log; or else the log begins in the year that is given, and goes on to the next
 * when the dates start anew. In the hour that comes twice when summer ends, a time that would lie before the line above
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
    private Instant latest = Instant.MAX;
    private @Nullable LocalDateTime last;
    private Instant lastAt = Instant.MIN;

    LogTimes(ZoneId zone, OptionalInt firstYear) {
        this.zone = zone;
        this.firstYear = firstYear;
    }

    /** A log begins that was last written then. */
    void begin(Instant lastWritten) {
        latest = lastWritten.plus(AHEAD);
    }

    Instant at(ParsedTime stamp) throws Unusable {
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
        }
        return found;
    }

    private LocalDateTime inSomeYear(ParsedTime stamp) {
        if (firstYear.isEmpty()) {
            return inLatestYear(stamp);
        }
        if (last == null) {
            return inYear(stamp, firstYear.getAsInt());
        }
        // A leap day is in no other year, whatever the line above says.
        LocalDate that = LocalDate.of(last.getYear(), stamp.month(), 1);
        long days = that.toEpochDay() - last.toLocalDate().toEpochDay();
        int step = days < -DAYS_OF_NEW_YEAR ? 1 : days > DAYS_OF_OLD_YEAR ? -1 : 0;
        return inYear(stamp, last.getYear() + step);
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
        String text = stamp.time().replace(',', '.');
        // A leap second.
        return LocalTime.parse(text.startsWith(":60", 5) ? text.substring(0, 5) + ":59" : text);
    }
}
