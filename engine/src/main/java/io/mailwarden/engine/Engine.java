package io.mailwarden.engine;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.assess.AssessmentListener;
import io.mailwarden.engine.assess.Assessments;
import io.mailwarden.engine.assess.ProfileTasks;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.organisation.KnownLinks;
import io.mailwarden.engine.response.ResponseActions;
import io.mailwarden.engine.response.ResponseExecutor;
import io.mailwarden.engine.response.ResponseTasks;
import io.mailwarden.engine.response.Restrictions;
import io.mailwarden.engine.response.RuleTasks;
import io.mailwarden.engine.response.SessionReaper;
import io.mailwarden.engine.response.SettingBroadcast;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.response.held.HeldRoom;
import io.mailwarden.engine.response.held.NoHeldMail;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.EventCounters;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.ReviewFactory;
import io.mailwarden.engine.review.backtest.PastDecisions;
import io.mailwarden.engine.review.backtest.TrialEngine;
import io.mailwarden.engine.review.owner.OwnerLock;
import io.mailwarden.engine.review.rules.RuleControls;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Current;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.engine.support.WorkerThreads;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The engine as a whole: events, what administrators do, and its life. Thread-safe; events of one account are assessed
 * one after the other, events of different accounts side by side.
 */
public final class Engine implements Warden, TrialEngine {

    // A clock that runs ahead by more than this is not believed: such an event counts as of now.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration LEARN_WAIT = Duration.ofSeconds(30);
    private static final int LEARN_AT_ONCE = 1000;

    private final Current<EngineConfig> config;
    private final Ports ports;
    private final Alarms alarms;
    private final Clock clock;

    private final OriginLookup origins;
    private final Profiles profiles;
    private final Current<Policy> policy;
    private final Incidents incidents;
    private final Assessments assessments;
    private final Assessments lessons;
    private final Restrictions restrictions;
    private final HeldRoom heldRoom;
    private final EventCounters counting;
    private final ReviewFactory reviews;
    private final AtomicReference<AssessmentListener> listener;
    private final KnownLinks knownLinks;

    private final SessionReaper sessions;
    private final ResponseExecutor executor;
    private final ProfileTasks profileTasks;
    private final ResponseTasks responseTasks;
    private final RuleTasks ruleTasks;
    private final SettingBroadcast settings;
    private final PeriodicTasks tasks;
    private final WorkerThreads threads;

    private final AtomicLong taught = new AtomicLong();

    /** Of what that made; does nothing by itself until {@link #start}. */
    Engine(EngineBuilder made) {
        config = made.configured;
        ports = made.ports;
        alarms = made.alarms;
        clock = made.clock;
        origins = made.origins;
        profiles = made.profiles;
        policy = made.policy;
        incidents = made.incidents;
        assessments = made.assessments;
        lessons = made.lessons;
        restrictions = made.restrictions;
        heldRoom = made.heldRoom;
        counting = made.counting;
        reviews = made.reviews;
        listener = made.listener;
        knownLinks = new KnownLinks(
                profiles.organisations(),
                config.get().detection().sending().newLink().knownDomains());
        sessions = made.sessions;
        executor = made.executor;
        profileTasks = made.profileTasks;
        responseTasks = made.responseTasks;
        ruleTasks = made.ruleTasks;
        settings = made.settings;
        tasks = made.tasks;
        threads = made.threads;
    }

    /** As {@link #create(EngineConfig, Alarms, Clock, Ports)}, keeping all in memory. */
    public static Engine create(EngineConfig config, Alarms alarms, Clock clock) {
        return create(config, alarms, clock, Ports.inMemory());
    }

    /** With these settings; files that they name are read before this returns, what is wrong with them is alarmed. */
    public static Engine create(EngineConfig config, Alarms alarms, Clock clock, Ports ports) {
        WorkerThreads threads = ports.lasting() ? WorkerThreads.own() : WorkerThreads.CALLERS;
        return new EngineBuilder(config, alarms, clock, ports, threads, new PeriodicTasks("mailwarden-upkeep", alarms))
                .build();
    }

    // Reads what must be known before the first event, and does from now on what is done now and then.
    void start() {
        responseTasks.readFirst();
        ruleTasks.readFirst();
        tasks.every(
                config.get().origin().reloadEvery(), "file-watch", "cannot look for replaced files", origins::refresh);
        responseTasks.startSessions(tasks);
        if (ports.lasting()) {
            profileTasks.start(tasks);
            responseTasks.startLasting(tasks);
            ruleTasks.start(tasks);
            settings.start(tasks);
        }
    }

    /**
     * By those settings from now on: what begins after this is assessed and answered by them, what has begun goes on by
     * those before. Profiles, incidents and blocks stay. IllegalArgumentException, and nothing is changed, when they
     * differ in what an engine cannot change ({@link EngineConfig#needsRestart}).
     */
    public synchronized void reconfigure(EngineConfig next) {
        if (config.get().needsRestart(next)) {
            throw new IllegalArgumentException("expected settings that change without a restart");
        }
        Policy answers = policy.get().with(next.policy(), next.workflow());
        assessments.change(EngineBuilder.rulebook(next, answers));
        policy.set(answers);
        sessions.sessions().limit(next.sessions());
        knownLinks.enough(next.detection().sending().newLink().knownDomains());
        config.set(next);
    }

    @Override
    public void expect(Account account) {
        if (ports.lasting()) {
            profiles.loader().expect(account);
        }
    }

    @Override
    public Restriction restriction(Account account) {
        return restrictions.of(account);
    }

    @Override
    public boolean suspects(Account account) {
        Instant now = clock.instant();
        return incidents.current(account, now).flatMap(Incident::inside).isPresent()
                || profiles.tell(account, profile -> profile.standing(now).stream()
                                .anyMatch(one -> !one.forgeable()))
                        .orElse(false);
    }

    @Override
    public Verdict assess(Event event) {
        try {
            return examine(event).verdict();
        } catch (RuntimeException | StackOverflowError e) {
            alarms.happened("engine-failed", "an event could not be assessed", e);
            return event.sends() ? unjudged(event, "engine-failed") : Verdict.ALLOW;
        }
    }

    // That the account's mail is held was decided before: it is no matter of judging this message.
    private Verdict unjudged(Event event, String cause) {
        try {
            return restrictions.standing(event).orElseGet(() -> policy.get().onFailure(cause));
        } catch (RuntimeException e) {
            return policy.get().onFailure(cause); // What failed before fails here, too.
        }
    }

    @Override
    public Verdict failed(Message message, String cause, Throwable error) {
        alarms.happened(cause, "a message of " + message.account() + " could not be handled", error);
        Verdict verdict = unjudged(message, cause);
        counting.verdict(verdict);
        return verdict;
    }

    /** As {@link #assess}, with all that came of the event; throws what the engine throws. */
    @Override
    public Assessment examine(Event event) {
        Event timely = event.at().isAfter(clock.instant().plus(SKEW)) ? event.movedTo(clock.instant()) : event;
        Duration wait = timely.sends() ? config.get().profile().loadWait() : Duration.ZERO;
        Origin origin = assessments.locate(timely);
        Assessment assessment = assessments.assess(timely, origin, restrictions.decided(timely), wait);
        counting.assessed(timely, origin, assessment.verdict());
        settle(timely, assessment.verdict());
        return assessment;
    }

    // Nobody is told of a hold whose incident might be forgotten. Should the store not answer in time, the writer has
    // raised its alarm, and keeps trying.
    private void settle(Event event, Verdict verdict) {
        if (verdict.holds()) {
            var unused =
                    incidents.settled(event.account(), config.get().profile().loadWait());
        }
    }

    /**
     * Learns from an event of the past: profiles grow as they would have then, what was anomalous is set aside, but no
     * incident opens, and nothing is held or rejected. May wait for the store.
     */
    @Override
    public void learn(Event event) {
        var unused = lessons.assess(event, lessons.locate(event), Optional.empty(), LEARN_WAIT);
        if (taught.incrementAndGet() % LEARN_AT_ONCE == 0) {
            // Faster than the log can be written, it would be dropped.
            ports.log().flush();
        }
    }

    /**
     * Before many are learned of whom the store has heard nothing: nobody else is looked for there from now on. Reads a part
     * of it; throws {@link io.mailwarden.engine.support.StoreUnavailable}.
     */
    public void lookUpOnlyWhoIsStored() {
        profiles.loader().knowStored();
    }

    /**
     * Repeats an administrator's decision of the past, about the profile and the incident that the account has here:
     * for an engine that hears a history over again. Nothing is written.
     */
    @Override
    public void repeat(Reviewed decision) {
        new PastDecisions(profiles, incidents, origins).repeat(decision);
    }

    /** Returns when snapshots of these accounts' profiles are saved, as they are by all that the log tells of them. */
    public void save(Set<Account> accounts) {
        profiles.saver().saveAll(accounts);
    }

    /** The store lost its snapshots and incidents: what is in memory is saved again, soon. */
    public void saveAgain() {
        profiles.saver().forgetSaved();
        responseTasks.keepAgain();
        ruleTasks.keepAgain();
    }

    /** From now on there is a mail server to act through when incidents open. */
    public void equip(ResponseActions actions) {
        executor.equip(actions);
    }

    /** From now on that is told of every assessment, instead of whoever was before. */
    public void listen(AssessmentListener told) {
        listener.set(told);
    }

    /** What the owner of an account may do with the link of a notice. */
    public OwnerLock ownerLock() {
        return reviews.ownerLock();
    }

    /** To be told whether there is room for more held mail. */
    public HeldRoom heldRoom() {
        return heldRoom;
    }

    /**
     * Whether mail of the account's organisation in which nothing was found linked to that domain. Costs a look into
     * memory.
     */
    public boolean linksTo(Account account, String domain) {
        return knownLinks.linksTo(account, domain);
    }

    /** Whether so many domains are known to it that one which is not is worth a word. */
    public boolean knowsLinks(Account account) {
        return knownLinks.enough(account);
    }

    /** The controls of administrators: blocks, sessions and modes. */
    public Controls controls() {
        return reviews.controls();
    }

    /** The rules of administrators: safe networks and exceptions. */
    public RuleControls rules() {
        return reviews.rules();
    }

    /** As {@link #review(HeldMail, Function)}, of an engine without a mail server: no mail is held, no alert sent. */
    public Review review() {
        return review(new NoHeldMail(), query -> Page.empty());
    }

    /**
     * What administrators see of this engine, with the held mail of that port, and the alerts that such a search finds.
     */
    public Review review(HeldMail held, Function<AlertQuery, Page<AlertRow>> alerts) {
        return reviews.review(held, alerts);
    }

    /** By which nodes tell each other of changed settings. */
    public SettingBroadcast settings() {
        return settings;
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

    /** What of geography cannot be told, and which database is old, each in a sentence. */
    public List<String> geographyGaps() {
        return origins.gaps();
    }

    /** The geography databases that are there and cannot be used, each with the reason. */
    public Map<Path, String> refusedDatabases() {
        return origins.refusedDatabases();
    }

    /** Saves what is not saved yet, and stops. */
    @Override
    public void close() {
        tasks.close();
        responseTasks.settle();
        ruleTasks.settle();
        threads.close();
        if (ports.lasting()) {
            profileTasks.saveAll();
        }
    }
}
