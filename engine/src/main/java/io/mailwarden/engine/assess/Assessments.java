package io.mailwarden.engine.assess;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
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

    private final AssessmentParts parts;
    private final Profiles profiles;
    private final AssessmentListener listener;
    private final Locator locator;
    private final PhishingAssessor phishing;
    private final LoginAssessor logins;
    private final MessageAssessor messages;
    private final ClientAssessor clients;
    private final ReportAssessor reports;

    /** With these parts, for the accounts of these profiles. */
    public Assessments(AssessmentParts parts, Profiles profiles, OriginLookup origins, AssessmentListener listener) {
        this.parts = parts;
        this.profiles = profiles;
        this.listener = listener;
        locator = new Locator(origins, parts.organisations(), parts.excuses().safeNetworks());
        phishing = new PhishingAssessor(parts.organisations());
        logins = new LoginAssessor(parts);
        messages = new MessageAssessor(parts);
        clients = new ClientAssessor(parts);
        reports = new ReportAssessor(parts);
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
            parts.log().append(new EventAssessed(event, origin, EventOutcome.COUNTED));
            return Assessment.NOTHING;
        }
        return profiles.with(event.account(), profile -> told(event, new EventContext(origin, profile, decided)))
                .orElseGet(() -> later(event, origin, decided, wait));
    }

    private Assessment later(Event event, Origin origin, Optional<Verdict> decided, Duration wait) {
        PendingAssessment pending = new PendingAssessment(decided);
        // Only who was let in, or sends, has a profile from then on.
        boolean comes = profiles.loader()
                .whenHeld(
                        event.account(),
                        event.actsAsAccount(),
                        profile -> pending.assess(told -> told(event, new EventContext(origin, profile, told))));
        return comes
                ? pending.within(wait, () -> preview(event, origin))
                : withoutProfile(event, origin, decided.orElseGet(() -> preview(event, origin)));
    }

    private Assessment told(Event event, EventContext context) {
        Assessment assessment = event.accept(new Dispatch(context));
        listener.assessed(event, context.origin(), assessment);
        return assessment;
    }

    // Whether it is normal nobody can tell: it is set aside.
    private Assessment withoutProfile(Event event, Origin origin, Verdict verdict) {
        Optional<Login> login = event.login();
        if (login.isPresent() || event.sends()) {
            Optional<Login> letIn = login.filter(Login::accepted);
            Learning learning = letIn.isPresent() ? Learning.ODD : Learning.NOTHING;
            Event answered =
                    letIn.<Event>map(one -> logins.answered(one, verdict)).orElse(event);
            EventAssessed assessed = new EventAssessed(
                    answered,
                    origin,
                    EventOutcome.of(verdict.label(), List.of(), learning, EnumSet.noneOf(Mark.class)));
            parts.organisations().fold(assessed);
            parts.log().append(assessed);
        }
        return new Assessment(verdict, List.of(), Optional.empty());
    }

    // The verdict on an event of an account of which nothing is known; nothing is learned from it.
    private Verdict preview(Event event, Origin origin) {
        Profile blank = profiles.blank();
        return event.login().map(login -> logins.preview(login, origin, blank)).orElse(Verdict.ALLOW);
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
