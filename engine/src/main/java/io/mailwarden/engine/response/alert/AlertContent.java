package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.support.Text;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an alert tells. Every text is one line of bounded length without control characters and without marks that turn the
 * direction of what follows; what is longer is cut, and what is more is counted.
 *
 * @param headline all of it in one sentence, at most {@value #LINE} characters
 * @param findings what was seen, and why that is odd, the gravest first; at most {@value #FINDINGS}
 * @param done what Mailwarden did about it; at most {@value #STEPS}
 * @param next what is left to do for a person; at most {@value #STEPS}
 */
public record AlertContent(String headline, List<String> findings, List<String> done, List<String> next) {

    /** Most characters of a line. */
    public static final int LINE = 400;

    /** Most findings. */
    public static final int FINDINGS = 50;

    /** Most things that were done, and that are left to do. */
    public static final int STEPS = 20;

    // Embeddings, overrides and isolates: with them the name of an account could turn the words around it.
    private static final Pattern TURNING = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    public AlertContent {
        headline = line(headline, LINE);
        findings = lines(findings, FINDINGS);
        done = lines(done, STEPS);
        next = lines(next, STEPS);
    }

    /** One line of at most so many characters. */
    static String line(String raw, int most) {
        return TURNING.matcher(Text.printable(raw.strip(), most)).replaceAll("?");
    }

    private static List<String> lines(List<String> raw, int most) {
        Stream<String> lines = raw.stream().map(text -> line(text, LINE)).filter(text -> !text.isEmpty());
        if (raw.size() <= most) {
            return lines.toList();
        }
        return Stream.concat(
                        lines.limit(most - 1L),
                        Stream.of(String.format(Locale.ROOT, "and %,d more", raw.size() - most + 1)))
                .toList();
    }
}
