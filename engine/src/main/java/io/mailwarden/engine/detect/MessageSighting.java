package io.mailwarden.engine.detect;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.organisation.Organisation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A submitted message as detectors see it; the profile has counted it already.
 *
 * @param message the event
 * @param origin where it was submitted from
 * @param risk what the account's logins leave for it
 * @param novelty how much of its envelope is new to the account
 * @param shape its outline in numbers
 * @param deviations how far it is from the account's habits; empty while these do not count yet
 * @param links registrable domains that it links to, each once
 * @param organisation what is normal for the accounts of its organisation
 */
public record MessageSighting(
        Message message,
        Origin origin,
        Risk risk,
        Novelty novelty,
        Shape shape,
        Optional<Deviations> deviations,
        List<String> links,
        Organisation organisation) {

    public MessageSighting {
        links = List.copyOf(links);
    }

    /** The time of the event. */
    public Instant at() {
        return message.at();
    }
}
