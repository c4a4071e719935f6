package io.mailwarden.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The lines of a properties file with their numbers. The syntax is that of {@link Properties}; each logical line is
 * given to it alone, which keeps the numbers and shows keys that are written twice.
 */
final class RawSettings {

    /**
     * One key with its value.
     *
     * @param line where it begins, counted from 1
     */
    record Setting(int line, String key, String value) {

        Problem problem(String expected) {
            return new Problem(line, key, value, expected);
        }
    }

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private RawSettings() {}

    static RawSettings parse(String text) {
        RawSettings raw = new RawSettings();
        List<String> lines = text.lines().toList();
        int next = 0;
        while (next < lines.size()) {
            int first = next;
            StringBuilder logical = new StringBuilder(lines.get(next++));
            boolean nothing = isNothing(logical);
            while (!nothing && endsOpen(logical) && next < lines.size()) {
                logical.append('\n').append(lines.get(next++));
            }
            if (!nothing) {
                raw.add(first + 1, logical.toString());
            }
        }
        return raw;
    }

    private static boolean isNothing(CharSequence line) {
        String text = line.toString().strip();
        return text.isEmpty() || text.startsWith("#") || text.startsWith("!");
    }

    // A line goes on when an odd number of backslashes ends it.
    private static boolean endsOpen(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void add(int line, String text) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(line, text.strip(), "", "expected \\u to be followed by four hexadecimal digits"));
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String key : one.stringPropertyNames()) {
            Setting setting = new Setting(line, key, one.getProperty(key, "").strip());
            Setting earlier = settings.putIfAbsent(key, setting);
            if (earlier != null) {
                problems.add(setting.problem(
                        String.format(Locale.ROOT, "expected once; line %d has it already", earlier.line())));
            }
        }
    }

    /** By key, in the order of the file. */
    Map<String, Setting> settings() {
        return settings;
    }

    /** Keys that are written twice, and what is no setting at all. */
    List<Problem> problems() {
        return problems;
    }
}
