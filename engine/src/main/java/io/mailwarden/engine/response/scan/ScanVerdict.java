package io.mailwarden.engine.response.scan;

import java.util.Locale;

/** What a scanner thinks of a message, from the best to the worst. */
public enum ScanVerdict {
    /** Nothing worth telling was found. */
    CLEAN,
    /** A person should look; nothing is done to the message. */
    SUSPICIOUS,
    /** Phishing, fraud or malware. */
    MALICIOUS;

    /** The name in commands, the API and logs: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
