package io.mailwarden.engine.assess;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.verdict.Verdict;

/** The assessors of all kinds of events, by one configuration. Immutable, thread-safe. */
final class Assessors {

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
