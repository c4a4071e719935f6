package io.mailwarden.engine.detect;

import io.mailwarden.engine.support.Text;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why, in words and numbers that an administrator can check: what was seen, what was expected, by how much.
 *
 * @param text one or more short sentences
 */
public record Explanation(String text) {

    private static final long DAY = 24;
    private static final double SPOKEN_WHOLE = 10;
    private static final double MANY = 1_000_000;

    /** What a stranger chose of it, such as a domain, is made fit to be shown. */
    public Explanation {
        text = Text.printable(text, Integer.MAX_VALUE);
    }

    /** Formats as {@link String#format} does, always with the same number forms. */
    public static Explanation of(String format, Object... arguments) {
        return new Explanation(String.format(Locale.ROOT, format, arguments));
    }

    /** All of them, one after the other. */
    public static Explanation all(List<Explanation> explanations) {
        return new Explanation(explanations.stream().map(Explanation::text).collect(Collectors.joining("; ")));
    }

    /** So many of that: "1 message", "1,200 messages". */
    public static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    /** So many times: whole from 10 on, with one digit below; what is beyond a million says no more. */
    public static String times(double number) {
        if (number >= MANY) {
            return "over a million";
        }
        return String.format(Locale.ROOT, number < SPOKEN_WHOLE ? "%.1f" : "%,.0f", number);
    }

    /** How long ago, in whole hours from three on, else in minutes: "8 hours", "12 minutes", at least "1 minute". */
    public static String ago(Duration duration) {
        return duration.toHours() >= 3
                ? count(duration.toHours(), "hour", "hours")
                : count(Math.max(1, duration.toMinutes()), "minute", "minutes");
    }

    /** How long, to stand behind "within": "an hour", "10 minutes", "90 days". */
    public static String period(Duration duration) {
        long hours = duration.toHours();
        if (duration.toSeconds() % 3600 != 0 || hours == 0) {
            return duration.toSeconds() % 60 == 0 ? period(duration.toMinutes(), "minute") : seconds(duration);
        }
        return hours % DAY == 0 ? period(hours / DAY, "day") : period(hours, "hour");
    }

    private static String seconds(Duration duration) {
        return period(duration.toSeconds(), "second");
    }

    private static String period(long number, String unit) {
        String article = unit.startsWith("h") ? "an " : "a ";
        return number == 1 ? article + unit : count(number, unit, unit + "s");
    }

    @Override
    public String toString() {
        return text;
    }
}
