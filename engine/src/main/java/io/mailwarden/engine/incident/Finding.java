package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Anomaly;
import java.time.Instant;

/**
 * Anomalies of one type in one incident: told once, counted after that.
 *
 * @param gravest the one with the highest severity, then score
 * @param first time of the first
 * @param last time of the latest
 * @param count how many
 */
public record Finding(Anomaly gravest, Instant first, Instant last, long count) {}
