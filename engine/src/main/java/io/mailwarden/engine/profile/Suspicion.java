package io.mailwarden.engine.profile;

import java.time.Instant;

/**
 * A login anomaly that still stands against an account.
 *
 * @param at time of the login
 * @param type the detector's name
 * @param evidence what it looked at
 * @param score 0 to 1
 * @param explanation in words and numbers
 */
public record Suspicion(Instant at, String type, Evidence evidence, double score, String explanation) {}
