package io.mailwarden.cli.imports.line;

import io.mailwarden.cli.imports.line.LogLine.ParsedTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The times at the beginning of lines: of RFC 3164 in any language, with or without a year and a weekday; of RFC 3339,
 * with a blank or a T, and journald's short-full; seconds since 1970, as journald's short-unix; TAI64N, as multilog.
 */
final class Stamps {

    private static final Set<String> WEEKDAYS = Set.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final Set<String> UTC = Set.of("UTC", "GMT");

    // Bernstein's label of the second 1970-01-01T00:00:00Z: TAI was ten seconds ahead, and leap seconds are not told.
    private static final long TAI_EPOCH = 0x4000000000000000L + 10;
    private static final int TAI_DIGITS = 16;
    private static final int NANO_DIGITS = 8;

    private Stamps() {}

    /** The time that is next, with the cursor after it and the blanks that follow; null, and nothing moved, without. */
    static @Nullable ParsedTime read(Cursor cursor) {
        int start = cursor.place();
        ParsedTime stamp =
                cursor.peek() == '@' ? tai(cursor) : Cursor.isDigit(cursor.peek()) ? ofDigits(cursor) : ofWords(cursor);
        if (stamp == null || cursor.spaces() == 0 || cursor.atEnd()) {
            cursor.moveTo(start);
            return null;
        }
        return stamp;
    }

    /** Whether that text may begin with a time again: a quick look, in English or numbers. */
    static boolean mayBegin(String text) {
        if (text.length() < 16) {
            return false;
        }
        char fifth = text.charAt(4);
        return Cursor.isDigit(text.charAt(0))
                ? fifth == '-'
                : text.charAt(3) == ' ' && (fifth == ' ' || Cursor.isDigit(fifth));
    }

    private static @Nullable ParsedTime ofDigits(Cursor cursor) {
        int start = cursor.place();
        if (cursor.peek(4) == '-') {
            return iso(cursor, false);
        }
        long seconds = cursor.number(9);
        if (Cursor.isDigit(cursor.peek())) {
            return sinceEpoch(cursor, seconds * 10 + cursor.number(1));
        }
        // A month such as 11月.
        cursor.moveTo(start);
        return monthFirst(cursor, cursor.word());
    }

    // Ten digits, until the year 2286.
    private static @Nullable ParsedTime sinceEpoch(Cursor cursor, long seconds) {
        if (Cursor.isDigit(cursor.peek())) {
            return null;
        }
        return ParsedTime.of(Instant.ofEpochSecond(seconds, fraction(cursor)));
    }

    private static @Nullable ParsedTime ofWords(Cursor cursor) {
        String word = cursor.word();
        if (!WEEKDAYS.contains(word)) {
            return monthFirst(cursor, word);
        }
        cursor.spaces();
        return Cursor.isDigit(cursor.peek()) ? iso(cursor, true) : monthFirst(cursor, cursor.word());
    }

    private static @Nullable ParsedTime iso(Cursor cursor, boolean ofJournal) {
        int year = cursor.number(4);
        boolean dashed = cursor.take('-');
        int month = cursor.number(2);
        dashed &= cursor.take('-');
        int day = cursor.number(2);
        if (!dashed || day < 0 || !(cursor.take('T') || cursor.take(' '))) {
            return null;
        }
        ParsedTime stamp = clock(cursor, year, month, day);
        if (stamp == null) {
            return null;
        }
        String zone = zone(cursor, ofJournal);
        return new ParsedTime(year, month, day, stamp.hour(), stamp.minute(), stamp.second(), stamp.nano(), zone);
    }

    private static @Nullable ParsedTime monthFirst(Cursor cursor, String name) {
        cursor.spaces();
        int day = cursor.number(2);
        if (day < 0 || cursor.spaces() == 0) {
            return null;
        }
        int year = Math.max(0, year(cursor));
        int month = MonthNames.number(name);
        ParsedTime stamp = clock(cursor, year, month, day);
        if (stamp == null || year > 0) {
            return stamp;
        }
        int place = cursor.place();
        int after = cursor.take(' ') ? year(cursor) : -1;
        cursor.moveTo(after < 0 ? place : cursor.place() - 1);
        return after < 0
                ? stamp
                : new ParsedTime(after, month, day, stamp.hour(), stamp.minute(), stamp.second(), stamp.nano(), "");
    }

    // Four digits and a blank.
    private static int year(Cursor cursor) {
        int start = cursor.place();
        int year = cursor.number(4);
        if (year >= 1970 && cursor.place() - start == 4 && cursor.take(' ')) {
            return year;
        }
        cursor.moveTo(start);
        return -1;
    }

    private static @Nullable ParsedTime clock(Cursor cursor, int year, int month, int day) {
        int start = cursor.place();
        int hour = cursor.number(2);
        boolean whole = cursor.take(':');
        int minute = cursor.number(2);
        whole &= cursor.take(':');
        int second = cursor.number(2);
        if (!whole || second < 0 || cursor.place() - start != "00:00:00".length()) {
            return null;
        }
        return new ParsedTime(year, month, day, hour, minute, second, fraction(cursor), "");
    }

    private static int fraction(Cursor cursor) {
        if ((cursor.peek() != '.' && cursor.peek() != ',') || !Cursor.isDigit(cursor.peek(1))) {
            return 0;
        }
        cursor.moveTo(cursor.place() + 1);
        int start = cursor.place();
        int nano = cursor.number(9);
        for (int digits = cursor.place() - start; digits < 9; digits++) {
            nano *= 10;
        }
        return nano;
    }

    private static String zone(Cursor cursor, boolean ofJournal) {
        if (cursor.take('Z')) {
            return "Z";
        }
        int place = cursor.place();
        boolean apart = cursor.take(' ');
        if (cursor.peek() == '+' || cursor.peek() == '-') {
            String offset = cursor.word();
            if (isOffset(offset)) {
                return offset;
            }
        } else if (apart && ofJournal) {
            // Summer or winter: the names of zones are no one's in particular, so the operator's zone counts.
            return UTC.contains(cursor.word()) ? "Z" : "";
        }
        cursor.moveTo(place);
        return "";
    }

    private static boolean isOffset(String text) {
        int digits = 0;
        for (int i = 1; i < text.length(); i++) {
            boolean colon = i == 3 && text.charAt(i) == ':';
            if (!colon && !Cursor.isDigit(text.charAt(i))) {
                return false;
            }
            digits += colon ? 0 : 1;
        }
        return digits == 4 || digits == 2 && text.length() == 3;
    }

    private static @Nullable ParsedTime tai(Cursor cursor) {
        cursor.take('@');
        String label = cursor.word();
        if (label.length() != TAI_DIGITS + NANO_DIGITS && label.length() != TAI_DIGITS) {
            return null;
        }
        try {
            long seconds = Long.parseUnsignedLong(label.substring(0, TAI_DIGITS), 16) - TAI_EPOCH;
            String nano = label.substring(TAI_DIGITS);
            return ParsedTime.of(Instant.ofEpochSecond(seconds, nano.isEmpty() ? 0 : Long.parseLong(nano, 16)));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
