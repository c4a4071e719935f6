package io.mailwarden.engine.detect;

import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.origin.Origin;
import java.time.Instant;

/**
 * A login as detectors see it: an accepted one, or a refused one as if its password had been right.
 *
 * @param login the event
 * @param origin where it came from
 * @param wrongFromNetwork different wrong passwords from its network, over all accounts, in the guessing window before
 */
public record LoginSighting(Login login, Origin origin, int wrongFromNetwork) {

    /** When. */
    public Instant at() {
        return login.at();
    }
}
