package io.mailwarden.engine.origin;

import java.util.Locale;

/** The kind of a network: residential, hosting, anonymizer or malicious. Ordered: the later, the worse. */
public enum NetworkKind {
    /** People: homes, offices, mobile carriers; also whatever no list names. */
    RESIDENTIAL,
    /** Data centres. */
    HOSTING,
    /** VPN, proxy and Tor exits. */
    ANONYMIZER,
    /** Nobody honest logs in from there. */
    MALICIOUS;

    /** The name in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, to be read: "a data centre". */
    public String words() {
        return switch (this) {
            case RESIDENTIAL -> "an ordinary network";
            case HOSTING -> "a data centre";
            case ANONYMIZER -> "a VPN, proxy or Tor exit";
            case MALICIOUS -> "a malicious network";
        };
    }

    /** The kind that an event line's {@code network} field names. */
    static NetworkKind ofLabel(String label) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "hosting" -> HOSTING;
            case "vpn", "tor", "anonymizer" -> ANONYMIZER;
            case "malicious" -> MALICIOUS;
            default -> RESIDENTIAL;
        };
    }

    /** Whether it says little about where its user is. */
    public boolean hidesPlace() {
        return this == HOSTING || this == ANONYMIZER;
    }
}
