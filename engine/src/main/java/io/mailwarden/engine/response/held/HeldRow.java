package io.mailwarden.engine.response.held;

import java.time.Instant;
import java.util.Optional;

/**
 * A message as the store keeps it.
 *
 * @param message without the time when it expires
 * @param mine whether this node put it into the repository, or found it there
 * @param alertedAt when administrators were told that it will expire soon
 */
public record HeldRow(HeldMessage message, boolean mine, Optional<Instant> alertedAt) {}
