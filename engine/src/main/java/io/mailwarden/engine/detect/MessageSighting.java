package io.mailwarden.engine.detect;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Risk;
import java.time.Instant;

/**
 * A submitted message as detectors see it; the profile has counted it already.
 *
 * @param message the event
 * @param origin where it was submitted from
 * @param risk what the account's logins leave for it
 */
public record MessageSighting(Message message, Origin origin, Risk risk) {

    /** When. */
    public Instant at() {
        return message.at();
    }
}
