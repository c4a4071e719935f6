package io.mailwarden.engine;

import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentListener;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Judgement;
import io.mailwarden.engine.profile.LogEntry;
import io.mailwarden.engine.profile.Memory;
import io.mailwarden.engine.profile.Organisation;
import io.mailwarden.engine.profile.Positions;
import io.mailwarden.engine.profile.ProfileSaver;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.WarmUp;
import io.mailwarden.engine.profile.Windows;
import io.mailwarden.engine.response.Means;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.response.session.Cause;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Counts;
import io.mailwarden.engine.review.Decisions;
import io.mailwarden.engine.review.LiveControls;
import io.mailwarden.engine.review.LiveReview;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.verdict.Modes;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Takeover;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.engine.verdict.Workflows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The engine put together: the flow from events to verdicts and incidents. Thread-safe; events of one account are
 * judged one after the other, events of different accounts side by side.
 */
public final class Engine implements Warden, AutoCloseable {

    private static final int MOST_UNSEEN = 100;

    // A clock that runs ahead by more than this is not believed: such an event counts as of now.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    // Whoever was active since is read from so many minutes of the log after a crash.
    private static final Duration SAVE_ALL_EVERY = Duration.ofMinutes(10);
    private static final Duration FOLLOW_EVERY = Duration.ofMillis(200);
    private static final Duration ORGANISATION_EVERY = Duration.ofMinutes(1);
    private static final Duration INCIDENTS_EVERY = Duration.ofSeconds(10);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
    private static final Duration LEARN_WAIT = Duration.ofSeconds(30);
    private static final int LEARN_AT_ONCE = 1000;
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);
    // A million profiles in three hours, and a store that hardly notices.
    private static final Duration RENEW_EVERY = Duration.ofSeconds(1);
    private static final Duration WARM_EVERY = Duration.ofMillis(100);
    private static final String UNSAVED = "profiles-unsaved";
    private static final String UNSAVED_ALL = "profiles-all-unsaved";
    private static final String UNSAVED_TEXT = "snapshots of profiles wait in memory; the event log has what they hold";

    private final EngineConfig config;
    private final Ports ports;
    private final Alarms alarms;
    private final Clock clock;
    private final OriginLookup origins;
    private final Policy policy;
    private final Counting counting;
    private final CommonKnowledge common;
    private final Profiles profiles;
    private final Incidents incidents;
    private final Event.Visitor<Origin> locator;
    private final Event.Visitor<Boolean> ofAddress;
    private final Judges judges;
    private final Judges teachers;
    private final Responses responses;
    private final Decisions decisions;
    private final Follower follower;
    private final SessionKeeper sessions;
    private final Threads threads;
    private final Upkeep upkeep;
    private final AtomicLong taught = new AtomicLong();

    /** On these threads. */
    Engine(EngineConfig config, Alarms alarms, Clock clock, Ports ports, Threads threads, Upkeep upkeep) {
        this.config = config;
        this.ports = ports;
        this.alarms = alarms;
        this.clock = clock;
        this.threads = threads;
        this.upkeep = upkeep;
        origins = new OriginLookup(config.origin(), config.profile().maxAccounts(), ports.dns(), alarms, clock);
        Modes modes = new Modes(config.policy(), ports.responses().modes());
        policy = new Policy(config.policy(), new Workflows(config.workflow()), modes);
        counting = new Counting(Counts.since(clock.instant()));
        Windows windows = new Windows(
                config.sending().submissionBurst().window(),
                config.sending().recipientFanOut().window(),
                config.sending().strangers().window());
        common = new CommonKnowledge(ports.profiles(), origins);
        Organisation organisation = common.read(config.profile(), alarms);
        Memory memory = new Memory(ports.profiles(), ports.log());
        profiles = new Profiles(config.profile(), windows, organisation, memory, threads.loading(), alarms);
        incidents = incidents();
        judges = judges(policy, incidents);
        teachers = judges(
                Policy.silent(),
                Incidents.inMemory(MOST_UNSEEN, config.profile().quietTime(), alarms));
        sessions = new SessionKeeper(config.sessions(), this::restriction, origins, ports.log(), clock);
        responses = new Responses(config.workflow(), policy, incidents, ports, sessions, new Watch(alarms, clock));
        decisions = new Decisions(
                incidents,
                config.incident(),
                responses.blocks(),
                responses.deeds(),
                profiles,
                ports.log(),
                origins,
                clock);
        follower = new Follower(
                ports.log(), profiles, origins, organisation.positions().copy(), responses::noticed, alarms);
        locator = new Locator(origins);
        ofAddress = follower.burning();
        keepUp();
    }

    private Incidents incidents() {
        IncidentListener listener =
                ports.lasting() ? new IncidentNotices(ports.log(), clock, this::opened) : IncidentListener.NONE;
        Incidents cases = new Incidents(
                ports.incidents(),
                config.profile().quietTime(),
                ports.log().node(),
                threads.filing(),
                alarms,
                listener);
        cases.refreshAll();
        return cases;
    }

    private void opened(Incident incident) {
        responses.opened(incident);
    }

    private Judges judges(Policy answers, Incidents cases) {
        Detectors detectors = Detectors.standard(config.login(), config.sending());
        Casework casework = new Casework(new Takeover(config.takeover()), cases, config.incident());
        return new Judges(profiles.organisation(), detectors, answers, casework, new Ledger(ports.log()));
    }

    /** As {@link #create(EngineConfig, Alarms, Clock, Ports)}, keeping all in memory. */
    public static Engine create(EngineConfig config, Alarms alarms, Clock clock) {
        return create(config, alarms, clock, Ports.inMemory());
    }

    /** With these settings; files that they name are read before this returns, what is wrong with them is alarmed. */
    public static Engine create(EngineConfig config, Alarms alarms, Clock clock, Ports ports) {
        Threads threads = ports.lasting() ? Threads.own() : Threads.CALLERS;
        return new Engine(config, alarms, clock, ports, threads, new Upkeep("mailwarden-upkeep", alarms));
    }

    private void keepUp() {
        upkeep.every(config.origin().reloadEvery(), "file-watch", "cannot look for replaced files", origins::refresh);
        sessions.keepUp(upkeep);
        if (ports.lasting()) {
            upkeep.every(FOLLOW_EVERY, "log-unread", "what other nodes see is not known here", follower::follow);
            upkeep.every(ORGANISATION_EVERY, "organisation-unsaved", UNSAVED_TEXT, this::saveOrganisation);
            // Should a notice have been lost with the node that was about to write it.
            upkeep.every(INCIDENTS_EVERY, "incidents-unread", "incidents may be stale", incidents::refreshAll);
            keepUpProfiles();
            responses.keepUp(upkeep);
        }
    }

    private void keepUpProfiles() {
        ProfileSaver saver = profiles.saver();
        upkeep.every(SAVE_EVERY, UNSAVED, UNSAVED_TEXT, () -> saver.save(false));
        upkeep.every(SAVE_ALL_EVERY, UNSAVED_ALL, UNSAVED_TEXT, () -> saver.save(true));
        upkeep.every(RENEW_EVERY, "profiles-outdated", "profiles by older rules wait in the store", saver::renew);
        upkeep.every(RETRY_EVERY, "profiles-untried", "profiles wait to be read", profiles.loader()::retry);
        WarmUp warmUp = profiles.warmUp();
        upkeep.every(WARM_EVERY, "profiles-cold", "profiles are read when they are needed first", warmUp::goOn);
    }

    private void saveOrganisation() {
        // Before it is looked at: what comes meanwhile may be learned twice after a crash, but never not at all.
        Positions learned = follower.learned(ports.log().last());
        ports.log().flush();
        common.save(profiles.organisation(), learned);
    }

    @Override
    public void expect(Account account) {
        if (ports.lasting()) {
            profiles.loader().expect(account);
        }
    }

    @Override
    public Restriction restriction(Account account) {
        return responses.restriction(account, clock.instant());
    }

    @Override
    public boolean suspects(Account account) {
        Instant now = clock.instant();
        return incidents.current(account, now).isPresent()
                || profiles.tell(account, profile -> !profile.standing(now).isEmpty())
                        .orElse(false);
    }

    @Override
    public Verdict assess(Event event) {
        try {
            return examine(event).verdict();
        } catch (RuntimeException | StackOverflowError e) {
            alarms.raise("engine-failed", "an event could not be judged", e);
            return event.sends() ? policy.onFailure("engine-failed") : Verdict.ALLOW;
        }
    }

    @Override
    public Verdict failed(Message message, String cause, Throwable error) {
        alarms.raise(cause, "a message of " + message.account() + " could not be handled", error);
        Verdict verdict = policy.onFailure(cause);
        counting.verdict(verdict);
        return verdict;
    }

    /** As {@link #assess}, with all that came of the event; throws what the engine throws. */
    public Assessment examine(Event event) {
        Event timely = event.at().isAfter(clock.instant().plus(SKEW)) ? event.movedTo(clock.instant()) : event;
        Duration wait = timely.sends() ? config.profile().loadWait() : Duration.ZERO;
        Origin origin = timely.accept(locator);
        Assessment assessment = judged(timely, origin, new Court(judges, responses.forced(timely)), wait);
        counting.judged(timely, origin, assessment.verdict());
        settle(timely, assessment.verdict());
        return assessment;
    }

    // Nobody is told of a hold whose incident might be forgotten. Should the store not answer in time, the case writer
    // has
    // raised its alarm, and keeps trying.
    private void settle(Event event, Verdict verdict) {
        if (verdict.holds()) {
            var unused = incidents.settled(event.account(), config.profile().loadWait());
        }
    }

    private Assessment judged(Event event, Origin origin, Court by, Duration wait) {
        if (event.accept(ofAddress)) {
            ports.log().append(new LogEntry.Judged(event, origin, Judgement.COUNTED));
            return Assessment.NOTHING;
        }
        return profiles.with(event.account(), profile -> found(by.judge(event, origin, profile, Optional.empty())))
                .orElseGet(() -> judgedLate(event, origin, by, wait));
    }

    // Only who was let in, or sends, has a profile from then on.
    private Assessment judgedLate(Event event, Origin origin, Court by, Duration wait) {
        LateJudgement late = new LateJudgement();
        boolean comes = profiles.loader()
                .whenHeld(
                        event.account(),
                        event.actsAsAccount(),
                        profile -> late.judge(given -> found(by.judge(event, origin, profile, given))));
        return comes
                ? late.within(wait, () -> by.preview(event, origin, profiles.blank()))
                : by.withoutProfile(event, origin, profiles.blank());
    }

    private Assessment found(Assessment assessment) {
        counting.found(assessment.anomalies());
        return assessment;
    }

    /**
     * Learns from an event of the past: profiles grow as they would have then, what was anomalous is set aside, but no
     * incident opens, and nothing is held or rejected. May wait for the store.
     */
    public void learn(Event event) {
        var unused = judged(event, event.accept(locator), new Court(teachers, Optional.empty()), LEARN_WAIT);
        if (taught.incrementAndGet() % LEARN_AT_ONCE == 0) {
            // Faster than the log can be written, it would be dropped.
            ports.log().flush();
        }
    }

    /** Returns when snapshots of these accounts' profiles are saved, as they are by all that the log tells of them. */
    public void save(Set<Account> accounts) {
        profiles.saver().saveAll(accounts);
    }

    /** The store lost its snapshots and incidents: what is in memory is saved again, soon. */
    public void saveAgain() {
        profiles.saver().forgetSaved();
        incidents.keepAgain();
        responses.keepAgain();
    }

    /** From now on there is a mail server to act through when incidents open. */
    public void equip(Means means) {
        responses.equip(means);
    }

    /** The domains that the organisation's mail links to. */
    public KnownLinks knownLinks() {
        return new KnownLinks(
                profiles.organisation(), config.sending().newLink().knownDomains());
    }

    /** What administrators set. */
    public Controls controls() {
        return new LiveControls(
                responses.blocks(),
                responses.modes(),
                responses.deeds(),
                sessions.sessions(),
                account -> sessions.endAll(account, Cause.ADMINISTRATOR),
                decisions::unblock,
                clock);
    }

    /** What administrators see of this engine, with the held mail of that port. */
    public Review review(HeldMail held) {
        return new LiveReview(
                responses.modes(),
                responses.blocks(),
                counting.counts(),
                profiles,
                ports.log(),
                incidents,
                decisions,
                origins,
                held,
                alarms,
                clock);
    }

    /** The live sessions of this node. */
    public Sessions sessions() {
        return sessions.sessions();
    }

    Profiles profiles() {
        return profiles;
    }

    /** Whether countries and distances can be told. */
    public boolean knowsGeography() {
        return origins.knowsGeography();
    }

    /** Saves what is not saved yet, and stops. */
    @Override
    public void close() {
        upkeep.close();
        if (!incidents.settled(CLOSE_WAIT)) {
            alarms.raise("incidents-unwritten", "the store of incidents did not answer before the end");
        }
        threads.close();
        if (ports.lasting()) {
            closing("profiles", () -> profiles.saver().save(true));
            closing("organisation", this::saveOrganisation);
        }
    }

    // The event log has what is not saved.
    private void closing(String what, Runnable save) {
        try {
            save.run();
        } catch (StoreUnavailable e) {
            alarms.raise(UNSAVED, what + " are not saved at the end", e);
        }
    }
}
