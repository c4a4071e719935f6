package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.incident.InMemoryIncidentStore;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.LoginHistory;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.Windows;
import io.mailwarden.engine.response.HeldMail;
import io.mailwarden.engine.review.Counts;
import io.mailwarden.engine.review.LiveReview;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import io.mailwarden.engine.verdict.Takeover;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The engine put together: the flow from events to verdicts and incidents. Thread-safe; events of one account are
 * judged one after the other, events of different accounts side by side.
 */
public final class Engine implements Warden, AutoCloseable {

    private static final int MOST_INCIDENTS = 10_000;
    private static final int MOST_UNSEEN = 100;
    private static final Map<Login.Outcome, String> LOGINS = Arrays.stream(Login.Outcome.values())
            .collect(Collectors.toUnmodifiableMap(outcome -> outcome, outcome -> "logins-" + outcome.label()));

    // A clock that runs ahead by more than this is not believed: such an event counts as of now.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final EngineConfig config;
    private final Alarms alarms;
    private final Clock clock;
    private final OriginLookup origins;
    private final Policy policy;
    private final Counts counts;
    private final Profiles profiles;
    private final LoginHistory logins;
    private final Incidents incidents;
    private final LoginJudge loginJudge;
    private final MessageJudge messageJudge;
    private final ReportJudge reportJudge;
    private final LoginJudge loginTeacher;
    private final MessageJudge messageTeacher;
    private final ReportJudge reportTeacher;
    private final ScheduledExecutorService fileWatch;

    private Engine(EngineConfig config, Alarms alarms, Clock clock, DnsBlocklists dns) {
        this.config = config;
        this.alarms = alarms;
        this.clock = clock;
        origins = new OriginLookup(config.origin(), config.profile().maxAccounts(), dns, alarms, clock);
        policy = new Policy(config.policy());
        counts = Counts.since(clock.instant());
        Windows windows = new Windows(
                config.sending().submissionBurst().window(),
                config.sending().recipientFanOut().window(),
                config.sending().strangers().window());
        profiles = new Profiles(config.profile(), windows);
        logins = new LoginHistory();
        incidents = new Incidents(
                new InMemoryIncidentStore(MOST_INCIDENTS), config.profile().quietTime());
        Detectors detectors = Detectors.standard(config.login(), config.sending());
        Casework casework = casework(incidents);
        loginJudge = new LoginJudge(profiles, detectors, policy, casework, logins);
        messageJudge = new MessageJudge(profiles, detectors, policy, casework);
        reportJudge = new ReportJudge(profiles, detectors, casework);
        Policy silent = new Policy(new PolicyConfig(Mode.DETECT, CriticalLogin.ALLOW, OnFailure.ALLOW));
        Casework unseen = casework(new Incidents(
                new InMemoryIncidentStore(MOST_UNSEEN), config.profile().quietTime()));
        loginTeacher = new LoginJudge(profiles, detectors, silent, unseen, logins);
        messageTeacher = new MessageJudge(profiles, detectors, silent, unseen);
        reportTeacher = new ReportJudge(profiles, detectors, unseen);
        fileWatch = watchFiles();
    }

    private Casework casework(Incidents cases) {
        return new Casework(new Takeover(config.takeover()), cases, config.incident());
    }

    /** As {@link #create(EngineConfig, Alarms, Clock, DnsBlocklists)}, asking no DNS block list. */
    public static Engine create(EngineConfig config, Alarms alarms, Clock clock) {
        return create(config, alarms, clock, DnsBlocklists.NONE);
    }

    /** With these settings; files that they name are read before this returns, what is wrong with them is alarmed. */
    public static Engine create(EngineConfig config, Alarms alarms, Clock clock, DnsBlocklists dns) {
        return new Engine(config, alarms, clock, dns);
    }

    private ScheduledExecutorService watchFiles() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mailwarden-file-watch");
            thread.setDaemon(true);
            return thread;
        });
        long millis = config.origin().reloadEvery().toMillis();
        var unused = executor.scheduleWithFixedDelay(this::refreshFiles, millis, millis, TimeUnit.MILLISECONDS);
        return executor;
    }

    private void refreshFiles() {
        try {
            origins.refresh();
        } catch (RuntimeException e) {
            // A throw would end the watch for good.
            alarms.raise("file-watch", "cannot look for replaced files", e);
        }
    }

    @Override
    public Verdict assess(Event event) {
        try {
            return examine(event).verdict();
        } catch (RuntimeException | StackOverflowError e) {
            alarms.raise("engine-failed", "an event could not be judged", e);
            return event instanceof Message ? policy.onFailure("engine-failed") : Verdict.ALLOW;
        }
    }

    @Override
    public Verdict failed(Message message, String cause, Throwable error) {
        alarms.raise(cause, "a message of " + message.account() + " could not be handled", error);
        Verdict verdict = policy.onFailure(cause);
        counts.verdicts().count(verdict.label());
        return verdict;
    }

    /** As {@link #assess}, with all that came of the event; throws what the engine throws. */
    public Assessment examine(Event event) {
        Event timely = event.at().isAfter(clock.instant().plus(SKEW)) ? event.movedTo(clock.instant()) : event;
        if (timely instanceof Login login) {
            return counted(examine(login));
        }
        if (timely instanceof Message message) {
            return counted(examine(message));
        }
        if (timely instanceof DeliveryReport report) {
            return found(reportJudge.judge(report));
        }
        if (timely instanceof PhishingReceived phishing) {
            return burnt(phishing);
        }
        return timely instanceof ClientSeen seen ? found(loginJudge.clientSeen(seen)) : Assessment.NOTHING;
    }

    private Assessment burnt(PhishingReceived phishing) {
        String day = LocalDate.ofInstant(phishing.at(), ZoneOffset.UTC).toString();
        origins.burn(phishing.from(), "having sent phishing on " + day, phishing.at());
        return Assessment.NOTHING;
    }

    private Assessment counted(Assessment assessment) {
        counts.verdicts().count(assessment.verdict().label());
        return found(assessment);
    }

    private Assessment found(Assessment assessment) {
        for (Anomaly anomaly : assessment.anomalies()) {
            counts.anomalies().count(anomaly.type());
        }
        return assessment;
    }

    private Assessment examine(Login login) {
        Origin origin = origin(login);
        Assessment assessment = loginJudge.judge(login, origin);
        boolean blocked = login.accepted() && assessment.verdict() instanceof Verdict.Reject;
        counts.events().count(Objects.requireNonNull(LOGINS.get(blocked ? Login.Outcome.BLOCKED : login.outcome())));
        if (login.accepted() && origin.place().isEmpty() && !origin.safe()) {
            counts.cannotTell().count(login.protocol().label());
        }
        return assessment;
    }

    private Origin origin(Login login) {
        return origins.locate(
                login.source().map(Login.Source::address), login.source().flatMap(Login.Source::geo), login.at());
    }

    private Assessment examine(Message message) {
        counts.events().count("messages");
        return messageJudge.judge(message, origins.locate(message.source(), message.geo(), message.at()));
    }

    /**
     * Learns from an event of the past: profiles grow as they would have then, what was anomalous is set aside, but no
     * incident opens, nothing is held or rejected, and nothing is counted.
     */
    public void learn(Event event) {
        if (event instanceof Login login) {
            loginTeacher.judge(login, origin(login));
        } else if (event instanceof Message message) {
            messageTeacher.judge(message, origins.locate(message.source(), message.geo(), message.at()));
        } else if (event instanceof ClientSeen seen) {
            var unused = loginTeacher.clientSeen(seen);
        } else if (event instanceof DeliveryReport report) {
            var unused = reportTeacher.judge(report);
        } else if (event instanceof PhishingReceived phishing) {
            var unused = burnt(phishing);
        }
    }

    /** What administrators see of this engine, with the held mail of that port. */
    public Review review(HeldMail held) {
        return new LiveReview(
                config.policy().mode().name().toLowerCase(Locale.ROOT),
                counts,
                profiles,
                logins,
                incidents,
                origins,
                held,
                alarms,
                clock);
    }

    /** Whether countries and distances can be told. */
    public boolean knowsGeography() {
        return origins.knowsGeography();
    }

    /** Stops looking at files. */
    @Override
    public void close() {
        fileWatch.shutdownNow();
    }
}
