package io.mailwarden.engine.response.rescan;

import java.util.Locale;

/** The verdict of a re-scan on one message. */
public enum RescanVerdict {
    /** Nothing was found. */
    CLEAN,
    /** Something was found, too little to act on. */
    SUSPICIOUS,
    /** Found malicious, or near-identical to one that was. */
    MALICIOUS,
    /** It could not be read: its bytes are gone, or the scanner failed. */
    UNREAD;

    /** The name in the API and the store: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
