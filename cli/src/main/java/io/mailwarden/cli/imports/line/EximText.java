package io.mailwarden.cli.imports.line;

import java.util.List;

/** Lines of Exim's own file, which name no program: told by the message's id, or by how Exim begins a sentence. */
public final class EximText {

    private static final List<String> BEGINNINGS = List.of(
            "Start queue run: ",
            "End queue run: ",
            "exim ",
            "no host name found for IP address ",
            "SMTP connection from ",
            "no IP address found for host ",
            "TLS error on connection from ",
            "unexpected disconnection while reading SMTP",
            "SMTP command timeout on connection from ",
            "rejected ",
            "H=",
            "cwd=");
    private static final String FAILED = " authenticator failed for ";

    private EximText() {}

    /** Whether that is of Exim for sure: a message's id, or a process id in brackets, as no syslog has it. */
    static boolean beginsWithId(String rest) {
        if (rest.startsWith("[")) {
            Cursor cursor = new Cursor(rest);
            cursor.take('[');
            return cursor.number(9) >= 0 && cursor.take("] ");
        }
        int id = idLength(rest);
        return id > 0 && (id == rest.length() || rest.charAt(id) == ' ');
    }

    /** Whether that is a sentence of Exim's. */
    static boolean isSentence(String text) {
        int space = text.indexOf(' ');
        return space > 0 && text.startsWith(FAILED, space)
                || BEGINNINGS.stream().anyMatch(text::startsWith);
    }

    /** What Exim said after its process id in brackets, which log_selector pid puts first. */
    public static String withoutProcess(String text) {
        return text.startsWith("[") && beginsWithId(text) ? text.substring(text.indexOf(' ') + 1) : text;
    }

    /** How long the message's id is that the text begins with: 6-6-2 characters, 6-11-4 since 4.97; 0 without one. */
    public static int idLength(String text) {
        return isId(text, 6, 2) ? 16 : isId(text, 11, 4) ? 23 : 0;
    }

    private static boolean isId(String text, int second, int third) {
        int length = 6 + 1 + second + 1 + third;
        if (text.length() < length || text.charAt(6) != '-' || text.charAt(7 + second) != '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (i != 6 && i != 7 + second && !isBase62(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase62(char one) {
        return Cursor.isDigit(one) || one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z';
    }
}
