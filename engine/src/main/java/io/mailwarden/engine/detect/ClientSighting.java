package io.mailwarden.engine.detect;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.organisation.Organisation;
import java.time.Instant;

/**
 * The client of an accepted login that told its name afterwards, as detectors see it.
 *
 * @param seen the event
 * @param footprint its habit keys; where it came from is not among them
 * @param organisation what is normal for the accounts of its organisation
 */
public record ClientSighting(ClientSeen seen, Footprint footprint, Organisation organisation) {

    /** The time of the event. */
    public Instant at() {
        return seen.at();
    }
}
