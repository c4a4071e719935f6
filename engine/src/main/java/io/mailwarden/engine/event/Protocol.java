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
        for (Protocol protocol : values()) {
            if (protocol.label().equals(label.toLowerCase(Locale.ROOT))) {
                return protocol;
            }
        }
        return OTHER;
    }
}
