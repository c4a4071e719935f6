package io.mailwarden.cli.imports.line;

import org.jspecify.annotations.Nullable;

/**
 * A line of Dovecot's process auth, taken apart.
 *
 * <p>2.0 to 2.3: {@code auth-worker(1): conn unix:…: auth-worker<2>: sql(bob,192.0.2.1,master,<session>): unknown
 * user}; 2.4: {@code auth(bob,192.0.2.1,sasl:plain)<session>: sql: Password mismatch}. Strangers choose the name, so
 * it ends at the first comma, and what cannot be in a name makes it none.
 *
 * @param user the name that was given
 * @param address the client's, as it is written
 * @param session Dovecot's name of the connection; may be empty
 * @param said about it
 */
public record AuthText(String user, String address, String session, String said) {

    private static final String WORKER = ": auth-worker<";
    private static final String NOT_IN_NAMES = " ()<>\t";
    private static final int MOST_BRACKETS = 3;

    private record Identity(String user, String address, String session) {}

    /** The parts of that text; null when it has another form. */
    public static @Nullable AuthText parse(String text) {
        int name = text.startsWith("auth-worker") ? "auth-worker".length() : "auth".length();
        Identity identity = null;
        int at = name;
        if (text.startsWith("(", at)) {
            int close = text.indexOf(')', at);
            if (close < 0) {
                return null;
            }
            identity = identity(text.substring(at + 1, close));
            at = close + 1;
        }
        String session = "";
        for (int i = 0; i < MOST_BRACKETS && text.startsWith("<", at); i++) {
            int close = text.indexOf('>', at);
            if (close < 0) {
                return null;
            }
            session = text.substring(at + 1, close);
            at = close + 1;
        }
        if (!text.startsWith(": ", at)) {
            return null;
        }
        at = pastPrefixes(text, at + 2);
        return identity == null ? older(text, at) : newer(identity, session, text, at);
    }

    private static int pastPrefixes(String text, int start) {
        int at = start;
        if (text.startsWith("Info: ", at)) {
            at += "Info: ".length();
        }
        if (text.startsWith("conn unix:", at)) {
            int worker = text.indexOf(WORKER, at);
            int end = worker < 0 ? -1 : text.indexOf(">: ", worker + WORKER.length());
            at = end < 0 ? at : end + ">: ".length();
        }
        if (text.startsWith("request [", at)) {
            int end = text.indexOf("]: ", at);
            at = end < 0 ? at : end + "]: ".length();
        }
        return text.startsWith("Info: ", at) ? at + "Info: ".length() : at;
    }

    // The driver, and the client in brackets.
    private static @Nullable AuthText older(String text, int start) {
        int open = pastDriver(text, start);
        int close = text.indexOf("): ", open);
        if (!text.startsWith("(", open) || close < 0) {
            return null;
        }
        Identity identity = identity(text.substring(open + 1, close));
        return identity == null
                ? null
                : new AuthText(
                        identity.user(),
                        identity.address(),
                        identity.session(),
                        text.substring(close + "): ".length()));
    }

    private static @Nullable AuthText newer(Identity identity, String session, String text, int start) {
        int driver = pastDriver(text, start);
        int said = text.startsWith(": ", driver) ? driver + 2 : start;
        return new AuthText(identity.user(), identity.address(), session, text.substring(said));
    }

    private static int pastDriver(String text, int start) {
        int at = start;
        while (at < text.length() && (isLower(text.charAt(at)) || at > start && isLaterOfName(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    private static boolean isLower(char one) {
        return one >= 'a' && one <= 'z';
    }

    private static boolean isLaterOfName(char one) {
        return one >= '0' && one <= '9' || one == '-' || one == '_';
    }

    // "bob,192.0.2.1", and perhaps the word master, the session in angles, or what SASL was spoken.
    private static @Nullable Identity identity(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length < 2 || hasAny(parts[0]) || hasAny(parts[1]) || parts[1].isEmpty()) {
            return null;
        }
        String session = "";
        for (int i = 2; i < parts.length; i++) {
            boolean angled = isAngled(parts[i]);
            if (!angled && !isKnown(parts[i])) {
                return null;
            }
            session = angled ? parts[i].substring(1, parts[i].length() - 1) : session;
        }
        return new Identity(parts[0], parts[1], session);
    }

    private static boolean isAngled(String part) {
        return part.startsWith("<") && part.endsWith(">");
    }

    private static boolean isKnown(String part) {
        return part.equals("master") || part.startsWith("sasl:");
    }

    private static boolean hasAny(String text) {
        return text.chars().anyMatch(one -> NOT_IN_NAMES.indexOf(one) >= 0);
    }
}
