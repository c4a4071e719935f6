package io.mailwarden.engine.incident;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The state of an incident. Legal steps: open to any other; confirmed to dismissed or resolved. */
public enum IncidentState {
    /** Waits for review. */
    OPEN,
    /** An administrator says: the account was taken over. */
    CONFIRMED,
    /** An administrator says: it was the owner. */
    DISMISSED,
    /**
     * An administrator gave the account back to its owner: it may work again, and what was under suspicion stays
     * forgotten.
     */
    RESOLVED,
    /** Suspected only, nobody looked, and nothing more was seen for the quiet time. */
    LAPSED;

    private static final Map<IncidentState, Set<IncidentState>> NEXT =
            Map.of(OPEN, Set.of(CONFIRMED, DISMISSED, RESOLVED, LAPSED), CONFIRMED, Set.of(DISMISSED, RESOLVED));

    /** Whether the step is legal. */
    public boolean mayBecome(IncidentState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether nothing more can come of it. */
    public boolean over() {
        return !NEXT.containsKey(this);
    }

    /** The name in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
