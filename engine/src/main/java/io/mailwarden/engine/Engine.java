package io.mailwarden.engine;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.assess.Assessments;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.organisation.KnownLinks;
import io.mailwarden.engine.response.ResponseActions;
import io.mailwarden.engine.response.Restrictions;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.review.AccountReports;
import io.mailwarden.engine.review.BlockControl;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.EventCounters;
import io.mailwarden.engine.review.LiveControls;
import io.mailwarden.engine.review.LiveReview;
import io.mailwarden.engine.review.Overviews;
import io.mailwarden.engine.review.PendingWork;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.SessionControl;
import io.mailwarden.engine.review.SystemState;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.engine.support.WorkerThreads;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The engine as a whole: events, what administrators do, and its life. Thread-safe; events of one account are assessed
 * one after the other, events of different accounts side by side.
 */
public final class Engine implements Warden, AutoCloseable {

    // A clock that runs ahead by more than this is not believed: such an event counts as of now.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration LEARN_WAIT = Duration.ofSeconds(30);
    private static final int LEARN_AT_ONCE = 1000;

    private final EngineBuilder parts;
    private final EngineTasks tasks;
    private final Profiles profiles;
    private final Incidents incidents;
    private final Assessments assessments;
    private final Restrictions restrictions;
    private final EventCounters counting;
    private final Clock clock;
    private final AtomicLong taught = new AtomicLong();

    /** Of these parts, which do these tasks. */
    Engine(EngineBuilder parts, EngineTasks tasks) {
        this.parts = parts;
        this.tasks = tasks;
        profiles = parts.profiles;
        incidents = parts.incidents;
        assessments = parts.assessments;
        restrictions = parts.restrictions;
        counting = parts.counting;
        clock = parts.clock;
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

    @Override
    public void expect(Account account) {
        if (parts.ports.lasting()) {
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
        return incidents.current(account, now).isPresent()
                || profiles.tell(account, profile -> !profile.standing(now).isEmpty())
                        .orElse(false);
    }

    @Override
    public Verdict assess(Event event) {
        try {
            return examine(event).verdict();
        } catch (RuntimeException | StackOverflowError e) {
            parts.alarms.raise("engine-failed", "an event could not be assessed", e);
            return event.sends() ? parts.policy.onFailure("engine-failed") : Verdict.ALLOW;
        }
    }

    @Override
    public Verdict failed(Message message, String cause, Throwable error) {
        parts.alarms.raise(cause, "a message of " + message.account() + " could not be handled", error);
        Verdict verdict = parts.policy.onFailure(cause);
        counting.verdict(verdict);
        return verdict;
    }

    /** As {@link #assess}, with all that came of the event; throws what the engine throws. */
    public Assessment examine(Event event) {
        Event timely = event.at().isAfter(clock.instant().plus(SKEW)) ? event.movedTo(clock.instant()) : event;
        Duration wait = timely.sends() ? parts.config.profile().loadWait() : Duration.ZERO;
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
                    incidents.settled(event.account(), parts.config.profile().loadWait());
        }
    }

    /**
     * Learns from an event of the past: profiles grow as they would have then, what was anomalous is set aside, but no
     * incident opens, and nothing is held or rejected. May wait for the store.
     */
    public void learn(Event event) {
        var unused = parts.lessons.assess(event, assessments.locate(event), Optional.empty(), LEARN_WAIT);
        if (taught.incrementAndGet() % LEARN_AT_ONCE == 0) {
            // Faster than the log can be written, it would be dropped.
            parts.ports.log().flush();
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
        parts.blocks.keepAgain();
    }

    /** From now on there is a mail server to act through when incidents open. */
    public void equip(ResponseActions actions) {
        parts.executor.equip(actions);
    }

    /** The domains that the organisation's mail links to. */
    public KnownLinks knownLinks() {
        return new KnownLinks(
                profiles.organisation(),
                parts.config.detection().sending().newLink().knownDomains());
    }

    /** The controls of administrators: blocks, sessions and modes. */
    public Controls controls() {
        return new LiveControls(
                new BlockControl(parts.blocks, parts.decisions, clock),
                new SessionControl(parts.sessions),
                parts.policy.modes(),
                parts.records);
    }

    /** As {@link #review(HeldMail, Function)}, with no alerts. */
    public Review review(HeldMail held) {
        return review(held, query -> Page.empty());
    }

    /**
     * What administrators see of this engine, with the held mail of that port, and the alerts that such a search finds.
     */
    public Review review(HeldMail held, Function<AlertQuery, Page<AlertRow>> alerts) {
        PendingWork pending = new PendingWork(incidents, parts.blocks, held);
        SystemState state = new SystemState(profiles, parts.origins, parts.ports.log(), parts.alarms);
        Overviews overviews = new Overviews(parts.policy.modes(), counting.counts(), pending, state);
        AccountReports accounts = new AccountReports(parts.accountLog, profiles, incidents, clock);
        return new LiveReview(overviews, accounts, incidents, parts.decisions, held, alerts);
    }

    /** The live sessions of this node. */
    public Sessions sessions() {
        return parts.sessions.sessions();
    }

    Profiles profiles() {
        return profiles;
    }

    /** Whether countries and distances can be told. */
    public boolean knowsGeography() {
        return parts.origins.knowsGeography();
    }

    /** Saves what is not saved yet, and stops. */
    @Override
    public void close() {
        tasks.close();
    }
}
