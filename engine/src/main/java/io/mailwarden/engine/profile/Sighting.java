package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.origin.Origin;
import java.time.Instant;

/**
 * An account seen logging in.
 *
 * @param at when
 * @param origin where from
 * @param client with what
 */
public record Sighting(Instant at, Origin origin, Client client) {}
