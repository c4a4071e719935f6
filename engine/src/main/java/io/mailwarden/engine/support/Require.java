package io.mailwarden.engine.support;

import java.time.Duration;

/** Checks of settings; the message says what is expected, for whoever wrote the value. */
public final class Require {

    private Require() {}

    /** The value, when it lies within the bounds; throws IllegalArgumentException otherwise. */
    public static double within(double value, double least, double most, String unit) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("expected %s to %s %s".formatted(plain(least), plain(most), unit));
        }
        return value;
    }

    /** The duration, when it lies within the bounds; throws IllegalArgumentException otherwise. */
    public static Duration within(Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("expected a time from %s to %s".formatted(text(least), text(most)));
        }
        return value;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** The duration as settings write it: the largest whole unit, such as 7d, 90m or 30s. */
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
