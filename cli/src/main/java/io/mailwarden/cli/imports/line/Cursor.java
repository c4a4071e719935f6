package io.mailwarden.cli.imports.line;

/** A place in a text that moves on, and looks at no character twice on its way. Not thread-safe. */
final class Cursor {

    private final String text;
    private int place;

    Cursor(String text) {
        this.text = text;
    }

    int place() {
        return place;
    }

    void moveTo(int other) {
        place = other;
    }

    boolean atEnd() {
        return place >= text.length();
    }

    /** The next character; NUL at the end. */
    char peek() {
        return peek(0);
    }

    /** The character that many after the next one; NUL beyond the end. */
    char peek(int ahead) {
        int at = place + ahead;
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** Moves past that character, if it is the next. */
    boolean take(char expected) {
        boolean there = peek() == expected && !atEnd();
        place += there ? 1 : 0;
        return there;
    }

    /** Moves past that text, if it is next. */
    boolean take(String expected) {
        boolean there = text.startsWith(expected, place);
        place += there ? expected.length() : 0;
        return there;
    }

    /** Moves past the spaces that are next; returns how many there were. */
    int spaces() {
        int start = place;
        while (peek() == ' ') {
            place++;
        }
        return place - start;
    }

    /** The digits that are next, at most that many (9 or fewer), as a number; -1 when there is none. */
    int number(int most) {
        int start = place;
        int value = 0;
        while (place - start < most && isDigit(peek())) {
            value = value * 10 + (peek() - '0');
            place++;
        }
        return place == start ? -1 : value;
    }

    /** What is next up to a space or the end. */
    String word() {
        int start = place;
        int space = text.indexOf(' ', place);
        place = space < 0 ? text.length() : space;
        return text.substring(start, place);
    }

    /** All that is left. */
    String rest() {
        return text.substring(Math.min(place, text.length()));
    }

    static boolean isDigit(char one) {
        return one >= '0' && one <= '9';
    }
}
