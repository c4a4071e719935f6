package io.mailwarden.engine.detect;

import java.util.Locale;

/** The severity of an anomaly or incident: suspected or critical. Ordered: the later, the graver. */
public enum Severity {
    /** Worth a look; on its own it stops nothing. */
    SUSPECTED,
    /** As good as certain; acted upon at once. */
    CRITICAL;

    /** The name in files and in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The graver of the two. */
    public Severity or(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
