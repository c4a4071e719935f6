package io.mailwarden.engine.incident;

import io.mailwarden.engine.support.Require;

/**
 * The settings of incidents: from which risk on one opens.
 *
 * @param opensAt what the independent signs that stand against an account must come to before an incident opens, 0 to
 *     1; weaker ones are recorded, lower what it may send, and join an incident that is open. 0 opens one for each sign
 */
public record IncidentConfig(double opensAt) {

    public IncidentConfig {
        Require.within(opensAt, 0, 1, "score");
    }

    /** The shipped settings: see docs/detection.md for what it costs and brings. */
    public static IncidentConfig defaults() {
        return new IncidentConfig(0.4);
    }
}
