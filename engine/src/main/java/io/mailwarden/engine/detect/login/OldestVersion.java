package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.event.Client;
import java.util.regex.Pattern;

/**
 * The oldest version of a client program that is tolerated.
 *
 * @param name of the program, whatever its letter case
 * @param version numbers with dots between
 */
record OldestVersion(String name, String version) {

    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");
    private static final int LONGEST_NUMBER = 9;

    /** From "name version"; throws IllegalArgumentException for anything else. */
    static OldestVersion parse(String text) {
        int space = text.lastIndexOf(' ');
        if (space < 1 || !VERSION.matcher(text.substring(space + 1)).matches()) {
            throw new IllegalArgumentException("expected a client's name and version such as Thunderbird 78.0");
        }
        return new OldestVersion(text.substring(0, space).strip(), text.substring(space + 1));
    }

    /** Whether that is this program in an older version; a client that tells no version is not. */
    boolean olderIs(Client client) {
        return client.family().equalsIgnoreCase(name)
                && !client.version().isEmpty()
                && Character.isDigit(client.version().charAt(0))
                && compare(client.version(), version) < 0;
    }

    private static int compare(String one, String other) {
        int left = 0;
        int right = 0;
        while (left < one.length() || right < other.length()) {
            int order = Integer.compare(number(one, left), number(other, right));
            if (order != 0) {
                return order;
            }
            left = next(one, left);
            right = next(other, right);
        }
        return 0;
    }

    // What is no number counts as 0, what is too long as the highest.
    private static int number(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end <= from) {
            return 0;
        }
        return end - from > LONGEST_NUMBER ? Integer.MAX_VALUE : Integer.parseInt(text, from, end, 10);
    }

    private static int next(String text, int from) {
        int dot = from >= text.length() ? -1 : text.indexOf('.', from);
        return dot < 0 ? text.length() : dot + 1;
    }
}
