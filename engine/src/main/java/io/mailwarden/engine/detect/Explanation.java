package io.mailwarden.engine.detect;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why, in words and numbers that an administrator can check: what was seen, what was expected, by how much.
 *
 * @param text one or more short sentences
 */
public record Explanation(String text) {

    /** Formats as {@link String#format} does, always with the same number forms. */
    public static Explanation of(String format, Object... arguments) {
        return new Explanation(String.format(Locale.ROOT, format, arguments));
    }

    /** All of them, one after the other. */
    public static Explanation all(List<Explanation> explanations) {
        return new Explanation(explanations.stream().map(Explanation::text).collect(Collectors.joining("; ")));
    }

    @Override
    public String toString() {
        return text;
    }
}
