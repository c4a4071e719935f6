package io.mailwarden.engine.response.rescan;

import java.util.Locale;

/** The state of a re-scan. */
public enum RescanState {
    /** It has begun; whoever holds its lease works on it, and when nobody does it is taken up again. */
    RUNNING,
    /** It is through. */
    DONE,
    /** An administrator stopped it; what was done stays done. */
    CANCELLED;

    /** The name in the API and the store: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
