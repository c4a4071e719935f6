package io.mailwarden.engine.response.rescan;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text by which those who received malicious mail are warned. Its words in braces are filled in: {@code {account}},
 * {@code {domain}}, {@code {from}}, {@code {until}} and {@code {messages}}; others stay as they are.
 *
 * @param subject one line
 * @param text plain text
 */
record NoticeTemplate(String subject, String text) {

    private static final String SUBJECT = "Subject:";
    private static final Pattern WORD = Pattern.compile("\\{([a-z]+)}");

    /**
     * From a text whose first line is the subject, after the word "Subject:", and whose second line is empty; throws
     * IllegalArgumentException for another.
     */
    static NoticeTemplate parse(String file) {
        String[] parts = file.strip().split("\\R\\s*\\R", 2);
        if (parts.length < 2
                || !parts[0].startsWith(SUBJECT)
                || parts[0].lines().count() > 1) {
            throw new IllegalArgumentException("expected a first line \"Subject: …\", an empty one, and the text");
        }
        return new NoticeTemplate(parts[0].substring(SUBJECT.length()).strip(), parts[1] + "\n");
    }

    /** With its words filled in. */
    NoticeTemplate filled(Map<String, String> values) {
        return new NoticeTemplate(fill(subject, values), fill(text, values));
    }

    private static String fill(String text, Map<String, String> values) {
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(values.getOrDefault(word.group(1), word.group())));
    }
}
