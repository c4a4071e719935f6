package io.mailwarden.cli.imports.line;

import org.jspecify.annotations.Nullable;

/**
 * What Exim says of one recipient, after the flag: "bob &lt;bob@example.org&gt; R=local T=maildir" or
 * "carol@example.net R=out T=smtp H=mx [192.0.2.2]: SMTP error …: 550 5.1.1 unknown".
 *
 * @param to the address that it was tried at
 * @param given the address that the sender gave
 * @param code the status code of RFC 3463 when it failed: as the remote server told, or 5.1.1 for an address that cannot
 *     be routed, or 5.0.0
 */
public record EximDelivery(String to, String given, String code) {

    private static final String UNKNOWN = "5.0.0";

    /** The parts of that text; null when it has another form. */
    public static @Nullable EximDelivery parse(String text) {
        int end = endOfWord(text, 0);
        String to = text.substring(0, end);
        String given = to;
        int at = end;
        // A parent between, and the first address in angles.
        if (text.startsWith(" (", at)) {
            at = Math.max(at, text.indexOf(')', at) + 1);
        }
        if (text.startsWith(" <", at)) {
            int close = text.indexOf('>', at);
            given = close < 0 ? to : text.substring(at + 2, close);
        }
        return to.isEmpty() || given.isEmpty() ? null : new EximDelivery(to, given, code(text.substring(at)));
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != ' ') {
            end++;
        }
        return end > start && text.charAt(end - 1) == ':' ? end - 1 : end;
    }

    // The last "5x5 5.1.1 " counts: what comes before may repeat the recipient.
    private static String code(String text) {
        int at = text.lastIndexOf(" 5.");
        while (at >= 0) {
            String code = text.substring(at + 1, endOfWord(text, at + 1));
            if (isBehindReply(text, at) && isCode(code)) {
                return code;
            }
            at = at == 0 ? -1 : text.lastIndexOf(" 5.", at - 1);
        }
        return text.contains(": Unrouteable address") || text.contains(": Unknown user") ? "5.1.1" : UNKNOWN;
    }

    private static boolean isBehindReply(String text, int space) {
        return space >= 3 && text.charAt(space - 3) == '5' && isDigits(text.substring(space - 2, space));
    }

    private static boolean isCode(String code) {
        String[] parts = code.split("\\.", 4);
        return parts.length == 3 && isDigits(parts[1]) && isDigits(parts[2]);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(one -> one >= '0' && one <= '9');
    }
}
