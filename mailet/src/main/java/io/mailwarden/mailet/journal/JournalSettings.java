package io.mailwarden.mailet.journal;

import java.time.Duration;

/**
 * How much of what is sent is kept.
 *
 * @param keepFor how long
 * @param maxBytes of all messages together; above it the oldest go earlier
 */
public record JournalSettings(Duration keepFor, long maxBytes) {}
