package io.mailwarden.engine.detect;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.organisation.Organisation;
import java.time.Instant;

/**
 * A login as detectors see it: an accepted one, or a refused one as if its password had been right.
 *
 * @param login the event
 * @param origin where it came from
 * @param footprint its habit keys
 * @param organisation what is normal for the accounts of its organisation
 */
public record LoginSighting(Login login, Origin origin, Footprint footprint, Organisation organisation) {

    /** The time of the event. */
    public Instant at() {
        return login.at();
    }

    /** The same, as if no administrator vouched for its place. */
    public LoginSighting unvouched() {
        return new LoginSighting(login, origin.unvouched(), footprint, organisation);
    }

    /** What it says that it was sent by. */
    public Client client() {
        return login.source().map(Login.Source::client).orElse(Client.UNKNOWN);
    }
}
