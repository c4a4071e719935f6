package io.mailwarden.mailet.journal;

import java.time.Duration;

/**
 * The settings of the sent journal: how long and how much is kept.
 *
 * @param keepFor how long
 * @param maxBytes of all messages together; above it the oldest go earlier
 */
public record JournalSettings(Duration keepFor, long maxBytes) {}
