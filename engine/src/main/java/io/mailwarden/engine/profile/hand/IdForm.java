package io.mailwarden.engine.profile.hand;

/**
 * How the left side of a Message-ID is made, with all that changes from message to message taken out: {@code u} for a UUID
 * and {@code U} for one in capitals, {@code D} for a time in 14 digits, {@code d} for other numbers, {@code a} for letters, {@code w}
 * for a mix, and what stands between them. Mutt's are {@code D.w}, git send-email's {@code D.d-d-a}, Outlook's
 * {@code w$w$w$}, Gmail's {@value #GMAIL}.
 *
 * <p>Beside a mix, digits and letters by themselves are of the same random text, which holds only digits now and then; a name
 * of several words is one. At most {@value #LONGEST} characters, in time that grows with the first {@value #READ} of the text.
 */
final class IdForm {

    static final int LONGEST = 24;
    static final int READ = 120;

    private static final String GMAIL = "CA*";
    private static final int LEAST_OF_GMAIL = 44;
    private static final int TIME = 14;
    private static final int[] UUID = {8, 4, 4, 4, 12};
    private static final int UUID_LENGTH = 36;
    // Shorter ones stand beside random text in the texts of programs: "fsf", a part's number.
    private static final int SHORT = 3;

    private final String text;
    private final boolean mixed;
    private final StringBuilder form = new StringBuilder();

    private IdForm(String text) {
        this.text = text;
        mixed = holdsMix(text);
    }

    /** Of that left side; empty for an empty one. */
    static String of(String left) {
        String text = left.length() > READ ? left.substring(0, READ) : left;
        if (text.length() >= LEAST_OF_GMAIL && text.startsWith("CA") && wordEnd(text, 0, true) == text.length()) {
            return GMAIL;
        }
        return new IdForm(text).read();
    }

    private static boolean holdsMix(String text) {
        int at = 0;
        while (at < text.length()) {
            int uuid = uuidEnd(text, at);
            int end = uuid > at ? uuid : wordEnd(text, at, false);
            if (uuid <= at && end > at && kind(text, at, end) == 'w') {
                return true;
            }
            at = Math.max(end, at + 1);
        }
        return false;
    }

    private String read() {
        int at = 0;
        while (at < text.length() && form.length() < LONGEST) {
            int uuid = uuidEnd(text, at);
            if (uuid > at) {
                add(capitals(at, uuid) ? 'U' : 'u');
                at = uuid;
                continue;
            }
            int end = wordEnd(text, at, false);
            if (end > at) {
                word(at, end);
                at = end;
            } else {
                form.append(text.charAt(at++));
            }
        }
        return form.toString();
    }

    private void word(int from, int to) {
        char kind = kind(text, from, to);
        boolean time = kind == 'd' && to - from == TIME;
        boolean random = mixed && to - from > SHORT;
        add(time ? 'D' : random ? 'w' : kind);
    }

    private void add(char kind) {
        int length = form.length();
        boolean sameName = kind == 'a'
                && length >= 2
                && form.charAt(length - 2) == 'a'
                && ".-%".indexOf(form.charAt(length - 1)) >= 0;
        if (sameName) {
            form.setLength(length - 1);
        } else if (length == 0 || form.charAt(length - 1) != kind) {
            form.append(kind);
        }
    }

    private static char kind(String text, int from, int to) {
        boolean digits = false;
        boolean others = false;
        for (int i = from; i < to; i++) {
            boolean digit = isDigit(text.charAt(i));
            digits |= digit;
            others |= !digit;
        }
        return digits && others ? 'w' : digits ? 'd' : onlyLetters(text, from, to) ? 'a' : 'w';
    }

    private static boolean onlyLetters(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if ("+/=_".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    // With what base 64 has beside digits and letters; its form for addresses of the web has a hyphen, too.
    private static int wordEnd(String text, int from, boolean withHyphen) {
        int to = from;
        while (to < text.length() && isWord(text.charAt(to), withHyphen)) {
            to++;
        }
        return to;
    }

    private static boolean isWord(char c, boolean withHyphen) {
        return isDigit(c)
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || "+/=_".indexOf(c) >= 0
                || (withHyphen && c == '-');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int uuidEnd(String text, int from) {
        if (from + UUID_LENGTH > text.length()) {
            return from;
        }
        int at = from;
        for (int group : UUID) {
            for (int i = 0; i < group; i++) {
                if (Character.digit(text.charAt(at++), 16) < 0) {
                    return from;
                }
            }
            if (at < from + UUID_LENGTH && text.charAt(at++) != '-') {
                return from;
            }
        }
        return at;
    }

    private boolean capitals(int from, int to) {
        return text.substring(from, to).chars().anyMatch(c -> c >= 'A' && c <= 'F');
    }
}
