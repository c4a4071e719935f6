package io.mailwarden.engine;

import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.profile.EventLogFollower;
import io.mailwarden.engine.profile.ProfileSaver;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.WarmUp;
import io.mailwarden.engine.response.CacheRefresher;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;

/** What an engine does now and then on threads of its own, until it is closed. Thread-safe. */
final class EngineTasks implements AutoCloseable {

    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    // Whoever was active since is read from so many minutes of the log after a crash.
    private static final Duration SAVE_ALL_EVERY = Duration.ofMinutes(10);
    // The alarms of the tasks, by which tests run one of them.
    static final String LOG_UNREAD = "log-unread";
    static final String ORGANISATION_UNSAVED = "organisation-unsaved";
    static final String PROFILES_UNSAVED = "profiles-unsaved";
    static final String PROFILES_ALL_UNSAVED = "profiles-all-unsaved";
    static final String PROFILES_OUTDATED = "profiles-outdated";
    static final String PROFILES_COLD = "profiles-cold";
    static final String RESPONSES_DUE = "responses-due";

    private static final Duration FOLLOW_EVERY = Duration.ofMillis(200);
    private static final Duration ORGANISATION_EVERY = Duration.ofMinutes(1);
    private static final Duration INCIDENTS_EVERY = Duration.ofSeconds(10);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);
    // A million profiles in three hours, and a store that hardly notices.
    private static final Duration RENEW_EVERY = Duration.ofSeconds(1);
    private static final Duration WARM_EVERY = Duration.ofMillis(100);
    // A session that moves anything notices a block by itself; this is for those that are silent.
    private static final Duration SESSIONS_EVERY = Duration.ofSeconds(1);
    // Faster than anybody types; what a program sends meanwhile is held.
    private static final Duration ANSWER_EVERY = Duration.ofMillis(100);
    private static final Duration MODES_EVERY = Duration.ofSeconds(1);
    // What a node has committed, but could not tell of before it died, waits so long for the others.
    private static final Duration BLOCKS_EVERY = Duration.ofSeconds(5);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration RECORDS_KEPT = Duration.ofDays(365);
    private static final String MODES_UNREAD = "modes-unread";
    private static final String UNSAVED_TEXT = "snapshots of profiles wait in memory; the event log has what they hold";

    private final EngineBuilder parts;
    private final Profiles profiles;
    private final Incidents incidents;
    private final PeriodicTasks tasks;

    /** Of an engine of these parts; does nothing yet. */
    EngineTasks(EngineBuilder parts) {
        this.parts = parts;
        profiles = parts.profiles;
        incidents = parts.incidents;
        tasks = parts.tasks;
    }

    /** Reads what must be known before the first event. */
    void readFirst() {
        attempt(MODES_UNREAD, "the configured modes hold", parts.policy.modes()::refresh);
        attempt(
                CacheRefresher.BLOCKS_UNREAD,
                "accounts may be blocked that are not known here",
                parts.blocks::refreshAll);
    }

    /** From now on. */
    void start() {
        Duration reload = parts.config.origin().reloadEvery();
        tasks.every(reload, "file-watch", "cannot look for replaced files", parts.origins::refresh);
        tasks.every(SESSIONS_EVERY, "sessions-unended", "sessions go on that should have ended", parts.sessions::reap);
        if (parts.ports.lasting()) {
            EventLogFollower follower = parts.follower;
            tasks.every(FOLLOW_EVERY, LOG_UNREAD, "what other nodes see is not known here", follower::follow);
            tasks.every(ORGANISATION_EVERY, ORGANISATION_UNSAVED, UNSAVED_TEXT, this::saveOrganisation);
            // Should an invalidation have been lost with the node that was about to write it.
            tasks.every(INCIDENTS_EVERY, "incidents-unread", "incidents may be stale", incidents::refreshAll);
            startProfiles();
            startResponses();
        }
    }

    private void startProfiles() {
        ProfileSaver saver = profiles.saver();
        tasks.every(SAVE_EVERY, PROFILES_UNSAVED, UNSAVED_TEXT, () -> saver.save(false));
        tasks.every(SAVE_ALL_EVERY, PROFILES_ALL_UNSAVED, UNSAVED_TEXT, () -> saver.save(true));
        tasks.every(RENEW_EVERY, PROFILES_OUTDATED, "profiles by older rules wait in the store", saver::renew);
        tasks.every(RETRY_EVERY, "profiles-untried", "profiles wait to be read", profiles.loader()::retry);
        WarmUp warmUp = profiles.warmUp();
        tasks.every(WARM_EVERY, PROFILES_COLD, "profiles are read when they are needed first", warmUp::goOn);
    }

    private void startResponses() {
        tasks.every(ANSWER_EVERY, RESPONSES_DUE, "incidents are not answered", parts.executor::run);
        tasks.every(
                MODES_EVERY,
                MODES_UNREAD,
                "modes that were set elsewhere are not known here",
                parts.policy.modes()::refresh);
        tasks.every(
                BLOCKS_EVERY,
                CacheRefresher.BLOCKS_UNREAD,
                "blocks that were set elsewhere may not be known here",
                parts.blocks::refreshAll);
        tasks.every(FORGET_EVERY, "responses-unforgotten", "what ended long ago is kept on", this::forget);
    }

    private void forget() {
        parts.blocks.forgetOld();
        parts.records.forget(parts.clock.instant().minus(RECORDS_KEPT));
    }

    private void saveOrganisation() {
        // Before it is looked at: what comes meanwhile may be learned twice after a crash, but never not at all.
        LogPositions learned = parts.follower.learned(parts.ports.log().last());
        parts.ports.log().flush();
        parts.common.save(profiles.organisation(), learned);
    }

    /** Saves what is not saved yet, and stops. */
    @Override
    public void close() {
        tasks.close();
        if (!incidents.settled(CLOSE_WAIT)) {
            parts.alarms.raise("incidents-unwritten", "the store of incidents did not answer before the end");
        }
        parts.threads.close();
        if (parts.ports.lasting()) {
            // The event log has what is not saved.
            attempt(PROFILES_UNSAVED, "profiles are not saved at the end", () -> profiles.saver()
                    .save(true));
            attempt(PROFILES_UNSAVED, "organisation are not saved at the end", this::saveOrganisation);
        }
    }

    private void attempt(String alarm, String trouble, Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable e) {
            parts.alarms.raise(alarm, trouble, e);
        }
    }
}
