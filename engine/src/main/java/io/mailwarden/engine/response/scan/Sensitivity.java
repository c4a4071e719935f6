package io.mailwarden.engine.response.scan;

import java.util.Locale;

/** How little evidence makes a message malicious. */
public enum Sensitivity {
    /** For everyday mail: one false find among a thousand honest messages is already too many. */
    NORMAL,
    /** For mail of an account that was taken over: what goes unseen costs more than a false find. */
    HEIGHTENED;

    /** The name in commands and logs: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
