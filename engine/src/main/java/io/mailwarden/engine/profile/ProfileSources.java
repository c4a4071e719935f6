package io.mailwarden.engine.profile;

import io.mailwarden.engine.eventlog.EventLog;

/**
 * Where profiles come from: their snapshots, and what happened since.
 *
 * @param snapshots of profiles
 * @param log the event log
 */
public record ProfileSources(ProfileStore snapshots, EventLog log) {}
