package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.profile.habit.Footprint;

/**
 * Has the organisation learn from an entry of the log what it learned, or would have learned, when the event was
 * assessed.
 */
record OrganisationFold(Organisations organisations) implements LogEntry.Visitor<Boolean> {

    /** Whether the entry says anything about the organisation. */
    static boolean into(Organisations organisations, LogEntry entry) {
        return entry.accept(new OrganisationFold(organisations));
    }

    @Override
    public Boolean assessed(EventAssessed assessed) {
        return assessed.event().accept(new OrganisationStep(organisations, assessed));
    }

    // Says something about one account.
    @Override
    public Boolean reviewed(Reviewed reviewed) {
        return false;
    }

    @Override
    public Boolean invalidated(CacheInvalidation invalidation) {
        return false;
    }

    private record OrganisationStep(Organisations organisations, EventAssessed assessed)
            implements Event.Visitor<Boolean> {

        @Override
        public Boolean login(Login login) {
            Footprint footprint = Footprint.of(login, assessed.origin());
            organisations.begin(login, footprint, assessed.outcome().has(Mark.ARRIVED));
            organisations.conclude(login, footprint, assessed.outcome());
            return true;
        }

        @Override
        public Boolean message(Message message) {
            organisations.begin(message);
            organisations.conclude(message, LinkDomains.of(message.content().urls()), assessed.outcome());
            return true;
        }

        @Override
        public Boolean clientSeen(ClientSeen seen) {
            organisations.conclude(seen, assessed.outcome());
            return true;
        }

        @Override
        public Boolean deliveryReport(DeliveryReport report) {
            return organisations.begin(report);
        }

        @Override
        public Boolean phishingReceived(PhishingReceived phishing) {
            organisations.begin(phishing);
            return true;
        }
    }
}
