package io.mailwarden.engine.incident;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a case stands. Legal steps: open to any other; confirmed to dismissed. */
public enum IncidentState {
    /** Waits for review. */
    OPEN,
    /** An administrator says: the account was taken over. */
    CONFIRMED,
    /** An administrator says: it was the owner. */
    DISMISSED,
    /** Suspected only, nobody looked, and nothing more was seen for the quiet time. */
    LAPSED;

    private static final Map<IncidentState, Set<IncidentState>> NEXT =
            Map.of(OPEN, Set.of(CONFIRMED, DISMISSED, LAPSED), CONFIRMED, Set.of(DISMISSED));

    /** Whether the step is legal. */
    public boolean mayBecome(IncidentState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** The name in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
