package io.mailwarden.engine.profile;

/**
 * Where profiles come from: their snapshots, and what happened since.
 *
 * @param snapshots of profiles
 * @param log the event log
 */
public record Memory(ProfileStore snapshots, EventLog log) {}
