package io.mailwarden.engine;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.assess.AssessmentListener;
import io.mailwarden.engine.assess.AssessmentParts;
import io.mailwarden.engine.assess.Assessments;
import io.mailwarden.engine.assess.EventLogFollower;
import io.mailwarden.engine.assess.Excuses;
import io.mailwarden.engine.assess.IncidentCorrelation;
import io.mailwarden.engine.assess.ProfileTasks;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.login.LoginDetectors;
import io.mailwarden.engine.detect.sending.SendingDetectors;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.incident.IncidentListener;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.OrganisationSnapshots;
import io.mailwarden.engine.profile.ProfileSources;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.organisation.OrganisationConfig.DomainGroups;
import io.mailwarden.engine.profile.organisation.OrganisationContext;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.response.BlockBroadcast;
import io.mailwarden.engine.response.CacheRefresher;
import io.mailwarden.engine.response.IncidentBroadcast;
import io.mailwarden.engine.response.OwnActions;
import io.mailwarden.engine.response.ResponseExecutor;
import io.mailwarden.engine.response.ResponseRecordStore;
import io.mailwarden.engine.response.ResponseSchedule;
import io.mailwarden.engine.response.ResponseTasks;
import io.mailwarden.engine.response.Restrictions;
import io.mailwarden.engine.response.RuleTasks;
import io.mailwarden.engine.response.SessionReaper;
import io.mailwarden.engine.response.SettingBroadcast;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.response.held.HeldRoom;
import io.mailwarden.engine.review.EventCounters;
import io.mailwarden.engine.review.ReviewFactory;
import io.mailwarden.engine.review.rules.LiveRuleControls;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Current;
import io.mailwarden.engine.support.InMemoryRuleStore;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.engine.support.WorkerThreads;
import io.mailwarden.engine.verdict.Modes;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Takeover;
import io.mailwarden.engine.verdict.Workflows;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Puts an engine together: its parts in the order of the flow, each of those that stand before it. */
final class EngineBuilder {

    private static final int MOST_UNSEEN = 100;

    final EngineConfig config;
    final Current<EngineConfig> configured;
    final Alarms alarms;
    final Clock clock;
    final Ports ports;
    final WorkerThreads threads;
    final PeriodicTasks tasks;
    final OriginLookup origins;
    final Profiles profiles;
    final Current<Policy> policy;
    final Incidents incidents;
    final HeldRoom heldRoom;
    final Restrictions restrictions;
    final SessionReaper sessions;
    final ResponseExecutor executor;
    final EventCounters counting;
    final AtomicReference<AssessmentListener> listener = new AtomicReference<>((event, origin, assessment) -> {});
    final Assessments assessments;
    final Assessments lessons;
    final ReviewFactory reviews;
    final ProfileTasks profileTasks;
    final ResponseTasks responseTasks;
    final RuleTasks ruleTasks;
    final SettingBroadcast settings;

    /** With these settings; files that they name are read before this returns, what is wrong with them is alarmed. */
    EngineBuilder(
            EngineConfig config, Alarms alarms, Clock clock, Ports ports, WorkerThreads threads, PeriodicTasks tasks) {
        this.config = config;
        this.alarms = alarms;
        this.clock = clock;
        this.ports = ports;
        this.threads = threads;
        this.tasks = tasks;
        origins = new OriginLookup(config.origin(), config.profile().maxAccounts(), ports.dns(), alarms, clock);
        OrganisationSnapshots common = new OrganisationSnapshots(ports.profiles(), origins);
        DomainGroups groups = new DomainGroups(config.detection().organisation());
        heldRoom = new HeldRoom(groups::of);
        profiles = profiles(common.read(organisations(groups), alarms));
        Modes modes = new Modes(config.policy(), ports.responses().modes());
        policy = new Current<>(new Policy(config.policy(), new Workflows(config.workflow()), modes));
        configured = new Current<>(config);
        ResponseSchedule schedule = new ResponseSchedule(clock);
        incidents = incidents(schedule);
        ResponseRecordStore records = ports.responses().records();
        BlockBroadcast blockNotices = new BlockBroadcast(ports.log(), clock);
        Blocks blocks = new Blocks(ports.responses().blocks(), ports.responses().ownBlocks(), clock, blockNotices);
        restrictions = new Restrictions(blocks, incidents, policy, heldRoom, clock);
        sessions = new SessionReaper(config.sessions(), restrictions, origins, ports.log(), clock);
        blockNotices.listen(sessions::endBlocked);
        OwnActions own = new OwnActions(incidents, blocks, sessions);
        executor = new ResponseExecutor(own, policy, records, schedule, alarms);
        counting = new EventCounters(clock.instant());
        ruleTasks = new RuleTasks(
                ports.responses().safeNetworks(), ports.responses().exceptions(), ports.log(), alarms, clock);
        settings = new SettingBroadcast(ports.log(), alarms, clock);
        assessments = assessments(policy.get(), incidents, ruleTasks, this::assessed);
        lessons = lessons();
        reviews = reviews(
                new ReviewFactory.Answers(own, records, () -> policy.get().modes()));
        profileTasks = new ProfileTasks(profiles, common, follower(own), origins, ports.log(), alarms);
        responseTasks = new ResponseTasks(executor, own, modes, records, alarms, clock);
    }

    /** The engine, at work from now on. */
    Engine build() {
        Engine engine = new Engine(this);
        engine.start();
        return engine;
    }

    private OrganisationContext organisations(DomainGroups groups) {
        return new OrganisationContext(
                groups,
                config.profile().halfLife(),
                config.profile().learningTime(),
                config.origin().burntFor());
    }

    private Profiles profiles(Organisations organisations) {
        ProfileSources sources = new ProfileSources(ports.profiles(), ports.log());
        return new Profiles(
                config.profile(), config.detection().windows(), organisations, sources, threads.loading(), alarms);
    }

    private Incidents incidents(ResponseSchedule schedule) {
        IncidentListener listener =
                ports.lasting() ? new IncidentBroadcast(ports.log(), clock, schedule) : IncidentListener.NONE;
        Incidents made = new Incidents(
                ports.incidents(),
                config.profile().quietTime(),
                ports.log().node(),
                threads.filing(),
                alarms,
                listener);
        made.refreshAll();
        return made;
    }

    // What was learned of the past does not depend on what is excused today.
    private RuleTasks noRules() {
        return new RuleTasks(new InMemoryRuleStore<>(), new InMemoryRuleStore<>(), ports.log(), alarms, clock);
    }

    // Nobody else is told of the past.
    private Assessments lessons() {
        return assessments(
                Policy.silent(),
                Incidents.inMemory(MOST_UNSEEN, config.profile().quietTime(), alarms),
                noRules(),
                (event, origin, assessment) -> counting.found(assessment));
    }

    private void assessed(Event event, Origin origin, Assessment assessment) {
        counting.found(assessment);
        Objects.requireNonNull(listener.get()).assessed(event, origin, assessment);
    }

    private Assessments assessments(Policy answers, Incidents filed, RuleTasks rules, AssessmentListener told) {
        return new Assessments(parts(answers, filed, rules), profiles, origins, told);
    }

    private AssessmentParts parts(Policy answers, Incidents filed, RuleTasks rules) {
        AssessmentParts.Rulebook book = rulebook(config, answers);
        return new AssessmentParts(
                profiles.organisations(),
                book.detectors(),
                book.policy(),
                new IncidentCorrelation(book.takeover(), filed, book.incident()),
                new Excuses(rules.safeNetworks(), rules.exceptions()),
                ports.log());
    }

    /** By what those settings have events assessed, with the answers of that policy. */
    static AssessmentParts.Rulebook rulebook(EngineConfig config, Policy answers) {
        return new AssessmentParts.Rulebook(
                Detectors.of(
                        LoginDetectors.standard(config.detection().login()),
                        SendingDetectors.standard(config.detection().sending())),
                answers,
                new Takeover(config.takeover()),
                config.incident());
    }

    private ReviewFactory reviews(ReviewFactory.Answers answers) {
        ReviewFactory.Knowledge known = new ReviewFactory.Knowledge(
                profiles,
                ports.log(),
                origins,
                new LiveRuleControls.InForce(
                        ruleTasks.safeNetworks(),
                        ruleTasks.exceptions(),
                        config.origin().safeNetworks()),
                alarms);
        return new ReviewFactory(
                known, answers, counting, () -> configured.get().incident(), clock);
    }

    private EventLogFollower follower(OwnActions own) {
        return new EventLogFollower(
                ports.log(),
                profiles,
                origins,
                profiles.organisations().positions().copy(),
                new CacheRefresher(own, ruleTasks, settings, alarms),
                alarms);
    }
}
