package io.mailwarden.cli.imports.line;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Exim says of a message that came in, after the arrow: "bob@example.org H=(laptop) [192.0.2.1] P=esmtpsa X=…
 * A=plain:bob@example.org S=253 id=a@b T="hello" for c@example.net". Senders choose their addresses, names, ids and
 * subjects, and recipients; Exim always writes who logged in before the size, and all but the first three after it.
 *
 * @param user who logged in; empty when nobody did
 * @param address the client's; empty without one
 * @param tls whether the connection was encrypted
 * @param bytes of the message
 * @param messageId without angles; may be empty
 * @param recipients empty when the log does not tell them here (log_selector received_recipients)
 */
public record EximArrival(
        String user, String address, boolean tls, long bytes, String messageId, List<String> recipients) {

    private static final String PROTOCOL = " P=";
    private static final String SIZE = " S=";
    private static final String ID = " id=";
    private static final String FOR = " for ";

    /** The parts of that text; null when it has another form. */
    public static @Nullable EximArrival parse(String text) {
        int host = pastSender(text);
        int protocol = text.indexOf(PROTOCOL, host);
        int size = protocol < 0 ? -1 : text.indexOf(SIZE, protocol);
        if (size < 0) {
            return null;
        }
        String literal = addressOf(text.substring(host, protocol));
        String kind = word(text, protocol + PROTOCOL.length());
        String user = user(text.substring(protocol, size));
        String bytes = word(text, size + SIZE.length());
        int id = text.indexOf(ID, size);
        int recipients = text.lastIndexOf(FOR);
        return new EximArrival(
                user,
                literal == null ? "" : literal,
                kind.endsWith("sa"),
                number(bytes),
                id < 0 ? "" : word(text, id + ID.length()),
                recipients < size
                        ? List.of()
                        : List.of(text.substring(recipients + FOR.length()).split(" ")));
    }

    // A sender in quotes may have blanks.
    private static int pastSender(String text) {
        int at = 0;
        if (text.startsWith("\"")) {
            at = 1;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        int space = text.indexOf(' ', Math.min(at, text.length()));
        return space < 0 ? text.length() : space;
    }

    /** The client's address: the first in square brackets that is not in round ones; null without one. */
    public static @Nullable String addressOf(String host) {
        int depth = 0;
        for (int i = 0; i < host.length(); i++) {
            char one = host.charAt(i);
            depth += one == '(' ? 1 : one == ')' && depth > 0 ? -1 : 0;
            if (one == '[' && depth == 0) {
                int end = host.indexOf(']', i);
                return end < 0 ? null : host.substring(i + 1, end);
            }
        }
        return null;
    }

    // "A=plain:bob", or "A=plain:bob:sender" with log_selector smtp_mailauth. What is in quotes is a certificate's.
    private static String user(String fields) {
        boolean quoted = false;
        for (int i = 0; i < fields.length(); i++) {
            quoted ^= fields.charAt(i) == '"';
            if (!quoted && fields.startsWith(" A=", i)) {
                String[] parts = word(fields, i + " A=".length()).split(":", 3);
                return parts.length < 2 ? "" : parts[1];
            }
        }
        return "";
    }

    private static String word(String text, int start) {
        int end = text.indexOf(' ', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static long number(String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(Character::isDigit);
        return plain ? Long.parseLong(digits) : 0;
    }
}
