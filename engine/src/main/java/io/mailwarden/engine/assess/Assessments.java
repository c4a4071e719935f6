package io.mailwarden.engine.assess;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Assesses events of all kinds: each by the assessor of its kind, as soon as the profile of its account is in memory.
 * Thread-safe.
 */
public final class Assessments {

    private final Profiles profiles;
    private final AssessmentListener listener;
    private final Organisations organisations;
    private final EventLog log;
    private final AssessmentParts parts;
    private final Locator locator;
    private final PhishingAssessor phishing;
    private volatile Assessors assessors;

    /** With these parts, for the accounts of these profiles. */
    public Assessments(AssessmentParts parts, Profiles profiles, OriginLookup origins, AssessmentListener listener) {
        this.profiles = profiles;
        this.listener = listener;
        this.parts = parts;
        organisations = parts.organisations();
        log = parts.log();
        locator = new Locator(origins, organisations, parts.excuses().safeNetworks());
        phishing = new PhishingAssessor(organisations);
        assessors = new Assessors(parts);
    }

    /**
     * What begins from now on is assessed by those rules; what has begun goes on by those before.
     */
    public void change(AssessmentParts.Rulebook rules) {
        assessors = new Assessors(parts.by(rules));
    }

    /** Where the event came from. */
    public Origin locate(Event event) {
        return event.accept(locator);
    }

    /**
     * Assesses an event, has the profile of its account learn from it, and writes what came of it into the log.
     *
     * @param decided the verdict, when it stands before anything is looked at
     * @param wait how long to wait for a profile that is not in memory; then the event is answered as one of a new
     *     account, and assessed by that answer when the profile is there
     */
    public Assessment assess(Event event, Origin origin, Optional<Verdict> decided, Duration wait) {
        if (event.accept(phishing)) {
            log.append(new EventAssessed(event, origin, EventOutcome.COUNTED));
            return Assessment.NOTHING;
        }
        Step step = new Step(event, origin, assessors);
        return profiles.with(event.account(), profile -> told(step, profile, decided))
                .orElseGet(() -> later(step, decided, wait));
    }

    /** An event in progress: by one configuration, however long its profile takes. */
    private record Step(Event event, Origin origin, Assessors by) {}

    private Assessment later(Step step, Optional<Verdict> decided, Duration wait) {
        Event event = step.event();
        PendingAssessment pending = new PendingAssessment(decided);
        // Only who was let in, or sends, has a profile from then on.
        boolean comes = profiles.loader()
                .whenHeld(
                        event.account(),
                        event.actsAsAccount(),
                        profile -> pending.assess(verdict -> told(step, profile, verdict)));
        return comes
                ? pending.within(wait, () -> preview(step))
                : withoutProfile(step, decided.orElseGet(() -> preview(step)));
    }

    private Assessment told(Step step, Profile profile, Optional<Verdict> decided) {
        Assessment assessment = step.by().assess(step.event(), new EventContext(step.origin(), profile, decided));
        listener.assessed(step.event(), step.origin(), assessment);
        return assessment;
    }

    // Whether it is normal nobody can tell: it is set aside.
    private Assessment withoutProfile(Step step, Verdict verdict) {
        Event event = step.event();
        Optional<Login> login = event.login();
        if (login.isPresent() || event.sends()) {
            Optional<Login> letIn = login.filter(Login::accepted);
            Learning learning = letIn.isPresent() ? Learning.ODD : Learning.NOTHING;
            Event answered =
                    letIn.<Event>map(one -> step.by().answered(one, verdict)).orElse(event);
            EventAssessed assessed = new EventAssessed(
                    answered,
                    step.origin(),
                    EventOutcome.of(verdict.label(), List.of(), learning, EnumSet.noneOf(Mark.class)));
            organisations.fold(assessed);
            log.append(assessed);
        }
        return new Assessment(verdict, List.of(), Optional.empty());
    }

    // The verdict on an event of an account of which nothing is known; nothing is learned from it.
    private Verdict preview(Step step) {
        return step.by().preview(step.event(), step.origin(), profiles.blank());
    }

    /** The assessors of all kinds of events, by one configuration. Immutable, thread-safe. */
    private static final class Assessors {

        private final LoginAssessor logins;
        private final MessageAssessor messages;
        private final ClientAssessor clients;
        private final ReportAssessor reports;

        Assessors(AssessmentParts parts) {
            logins = new LoginAssessor(parts);
            messages = new MessageAssessor(parts);
            clients = new ClientAssessor(parts);
            reports = new ReportAssessor(parts);
        }

        /** What comes of the event, by the assessor of its kind. */
        Assessment assess(Event event, EventContext context) {
            return event.accept(new Dispatch(context));
        }

        /** The verdict on an event of an account whose profile is that; nothing is learned from it. */
        Verdict preview(Event event, Origin origin, Profile profile) {
            return event.login()
                    .map(login -> logins.preview(login, origin, profile))
                    .orElse(Verdict.ALLOW);
        }

        /** The login as it happened in the end, with that answer. */
        Login answered(Login login, Verdict verdict) {
            return logins.answered(login, verdict);
        }

        /** Hands an event to the assessor of its kind. */
        private final class Dispatch implements Event.Visitor<Assessment> {

            private final EventContext context;

            Dispatch(EventContext context) {
                this.context = context;
            }

            @Override
            public Assessment login(Login login) {
                return login.accepted() ? logins.assess(login, context) : logins.refused(login, context);
            }

            @Override
            public Assessment message(Message message) {
                return messages.assess(message, context);
            }

            @Override
            public Assessment clientSeen(ClientSeen seen) {
                return clients.assess(seen, context);
            }

            @Override
            public Assessment deliveryReport(DeliveryReport report) {
                return reports.assess(report, context);
            }

            // It is about an address, and needs no profile.
            @Override
            public Assessment phishingReceived(PhishingReceived received) {
                return Assessment.NOTHING;
            }
        }
    }
}
