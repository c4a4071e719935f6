package io.mailwarden.engine.response.rescan;

/**
 * How far a pass is.
 *
 * @param state where it stands
 * @param position the journal's last id that was looked at
 * @param counts what it saw and did
 */
public record RescanStatus(RescanState state, String position, RescanCounts counts) {}
