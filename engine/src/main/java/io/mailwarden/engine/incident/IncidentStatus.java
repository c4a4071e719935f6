package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import java.util.Optional;

/**
 * Where an incident stands.
 *
 * @param state where it stands with administrators
 * @param answered the severity at which all that its workflow asks for was done; empty for none
 */
public record IncidentStatus(IncidentState state, Optional<Severity> answered) {

    /** Of a new incident. */
    public static final IncidentStatus NEW = new IncidentStatus(IncidentState.OPEN, Optional.empty());
}
