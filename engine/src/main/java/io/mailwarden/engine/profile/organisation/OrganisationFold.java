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
record OrganisationFold(Organisation organisation) implements LogEntry.Visitor<Boolean> {

    /** Whether the entry says anything about the organisation. */
    static boolean into(Organisation organisation, LogEntry entry) {
        return entry.accept(new OrganisationFold(organisation));
    }

    @Override
    public Boolean assessed(EventAssessed assessed) {
        return assessed.event().accept(new OrganisationStep(organisation, assessed));
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

    private record OrganisationStep(Organisation organisation, EventAssessed assessed)
            implements Event.Visitor<Boolean> {

        @Override
        public Boolean login(Login login) {
            Footprint footprint = Footprint.of(login, assessed.origin());
            organisation.begin(login, footprint, assessed.outcome().has(Mark.ARRIVED));
            organisation.conclude(login, footprint, assessed.outcome());
            return true;
        }

        @Override
        public Boolean message(Message message) {
            organisation.begin(message);
            organisation.conclude(message, LinkDomains.of(message.content().urls()), assessed.outcome());
            return true;
        }

        @Override
        public Boolean clientSeen(ClientSeen seen) {
            organisation.conclude(seen, assessed.outcome());
            return true;
        }

        @Override
        public Boolean deliveryReport(DeliveryReport report) {
            return organisation.begin(report);
        }

        // What it says, it says of an address.
        @Override
        public Boolean phishingReceived(PhishingReceived phishing) {
            return false;
        }
    }
}
