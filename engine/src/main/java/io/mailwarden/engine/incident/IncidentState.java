package io.mailwarden.engine.incident;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a case stands. Legal steps: open to confirmed or dismissed; confirmed to dismissed. */
public enum IncidentState {
    /** Waits for review. */
    OPEN,
    /** An administrator says: the account was taken over. */
    CONFIRMED,
    /** An administrator says: it was the owner. */
    DISMISSED;

    private static final Map<IncidentState, Set<IncidentState>> NEXT =
            Map.of(OPEN, Set.of(CONFIRMED, DISMISSED), CONFIRMED, Set.of(DISMISSED), DISMISSED, Set.of());

    /** Whether the step is legal. */
    public boolean mayBecome(IncidentState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** The name in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
