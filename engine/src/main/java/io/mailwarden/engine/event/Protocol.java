package io.mailwarden.engine.event;

import java.util.Locale;

/** The protocol through which an event came. */
public enum Protocol {
    IMAP,
    SMTP,
    POP3,
    JMAP,
    MANAGESIEVE,
    OTHER;

    /** The name in event lines and in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The protocol of that label; {@link #OTHER} for one that is not known. */
    public static Protocol ofLabel(String label) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "imap" -> IMAP;
            case "smtp" -> SMTP;
            case "pop3" -> POP3;
            case "jmap" -> JMAP;
            case "managesieve" -> MANAGESIEVE;
            default -> OTHER;
        };
    }
}
