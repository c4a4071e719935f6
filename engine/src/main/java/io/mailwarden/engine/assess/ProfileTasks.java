package io.mailwarden.engine.assess;

import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.OrganisationSnapshots;
import io.mailwarden.engine.profile.ProfileSaver;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.WarmUp;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;

/**
 * What is done about profiles now and then: what other nodes logged is learned, what changed is saved, and what the
 * store has is read before it is needed. Thread-safe.
 */
public final class ProfileTasks {

    // The alarms of the tasks, by which tests run one of them.
    public static final String LOG_UNREAD = "log-unread";
    public static final String ORGANISATION_UNSAVED = "organisation-unsaved";
    public static final String ORGANISATIONS_OUTDATED = "organisations-outdated";
    public static final String PROFILES_OUTDATED = "profiles-outdated";
    public static final String PROFILES_COLD = "profiles-cold";
    public static final String PROFILES_UNSAVED = "profiles-unsaved";
    public static final String PROFILES_ALL_UNSAVED = "profiles-all-unsaved";

    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    // Whoever was active since is folded from his entries after a crash, 99 at most. A snapshot writes ten times what a
    // log-in does: no oftener than mail clients log in.
    private static final Duration SAVE_ALL_EVERY = Duration.ofHours(1);
    private static final Duration FOLLOW_EVERY = Duration.ofMillis(200);
    private static final Duration ORGANISATION_EVERY = Duration.ofMinutes(1);
    // 4 MB a minute, and a quarter of an hour at most.
    private static final int BYTES_IN_A_TURN = 4 << 20;
    private static final int MOST_TURNS = 14;
    // Twenty million entries in a quarter of an hour, and a store that is busy for half of it.
    private static final Duration REBUILD_EVERY = Duration.ofMillis(50);
    private static final String REBUILD_TEXT = "what each organisation does is not learned yet; the server's serves";
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);
    // A million profiles in three hours, and a store that hardly notices.
    private static final Duration RENEW_EVERY = Duration.ofSeconds(1);
    private static final Duration WARM_EVERY = Duration.ofMillis(100);
    private static final String UNSAVED_TEXT = "snapshots of profiles wait in memory; the event log has what they hold";

    private final Profiles profiles;
    private final OrganisationSnapshots common;
    private final EventLogFollower follower;
    private final OrganisationRebuild rebuild;
    private final EventLog log;
    private final Alarms alarms;
    private int turnsToPass;

    /** Does nothing yet. */
    public ProfileTasks(
            Profiles profiles,
            OrganisationSnapshots common,
            EventLogFollower follower,
            OriginLookup origins,
            EventLog log,
            Alarms alarms) {
        this.profiles = profiles;
        this.common = common;
        this.follower = follower;
        rebuild = new OrganisationRebuild(log, profiles, origins, follower);
        this.log = log;
        this.alarms = alarms;
    }

    /** From now on, with these. */
    public void start(PeriodicTasks tasks) {
        tasks.every(FOLLOW_EVERY, LOG_UNREAD, "what other nodes see is not known here", follower::follow);
        tasks.every(ORGANISATION_EVERY, ORGANISATION_UNSAVED, UNSAVED_TEXT, this::saveOrganisationInTurn);
        tasks.every(REBUILD_EVERY, ORGANISATIONS_OUTDATED, REBUILD_TEXT, rebuild::goOn);
        ProfileSaver saver = profiles.saver();
        tasks.every(SAVE_EVERY, PROFILES_UNSAVED, UNSAVED_TEXT, () -> saver.save(false));
        tasks.every(SAVE_ALL_EVERY, PROFILES_ALL_UNSAVED, UNSAVED_TEXT, () -> saver.save(true));
        tasks.every(RENEW_EVERY, PROFILES_OUTDATED, "profiles by older rules wait in the store", saver::renew);
        tasks.every(RETRY_EVERY, "profiles-untried", "profiles wait to be read", profiles.loader()::retry);
        WarmUp warmUp = profiles.warmUp();
        tasks.every(WARM_EVERY, PROFILES_COLD, "profiles are read when they are needed first", warmUp::goOn);
    }

    // A large one is saved more seldom: after a crash so much more of the log is read.
    private void saveOrganisationInTurn() {
        if (turnsToPass-- <= 0) {
            saveOrganisation();
        }
    }

    private void saveOrganisation() {
        if (profiles.organisations().outdated()) {
            // What the store has is what it can be learned anew by, after a crash, too.
            return;
        }
        // Before it is looked at: what comes meanwhile may be learned twice after a crash, but never not at all.
        LogPositions learned = follower.learned(log.last());
        log.flush();
        int bytes = common.save(profiles.organisations(), learned);
        turnsToPass = Math.min(MOST_TURNS, bytes / BYTES_IN_A_TURN);
    }

    /** Saves what is not saved yet; what cannot be saved now is in the event log. */
    public void saveAll() {
        attempt("profiles are not saved at the end", () -> profiles.saver().save(true));
        attempt("organisations are not saved at the end", this::saveOrganisation);
    }

    private void attempt(String trouble, Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable e) {
            alarms.raise(PROFILES_UNSAVED, trouble, e);
        }
    }
}
