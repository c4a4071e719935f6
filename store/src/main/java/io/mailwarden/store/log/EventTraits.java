package io.mailwarden.store.log;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/**
 * What is counted of an entry of the log, in columns of its own.
 *
 * @param outcome of a login; empty for all else
 * @param country from which somebody was let in, where known
 * @param message whether a message was submitted
 * @param findings how much was found in it
 */
record EventTraits(Optional<Login.Outcome> outcome, Optional<String> country, boolean message, int findings) {

    private static final EventTraits NONE = new EventTraits(Optional.empty(), Optional.empty(), false, 0);

    static EventTraits of(LogEntry entry) {
        return entry.assessed().map(EventTraits::of).orElse(NONE);
    }

    private static EventTraits of(EventAssessed assessed) {
        return assessed.event()
                .accept(new Reading(assessed, assessed.outcome().found().size()));
    }

    /** Sets the columns outcome, country and findings, from that parameter on. */
    void set(PreparedStatement insert, int first) throws SQLException {
        insert.setString(first, outcome.map(Login.Outcome::label).orElse(null));
        insert.setString(first + 1, country.orElse(null));
        if (findings == 0) {
            insert.setNull(first + 2, Types.INTEGER);
        } else {
            insert.setInt(first + 2, findings);
        }
    }

    /** Whether somebody was let in. */
    boolean accepted() {
        return outcome.filter(how -> how == Login.Outcome.ACCEPTED).isPresent();
    }

    /** Whether somebody was turned away. */
    boolean refused() {
        return outcome.isPresent() && !accepted();
    }

    /** Whether nothing of it is counted. */
    boolean nothing() {
        return outcome.isEmpty() && !message && findings == 0;
    }

    private record Reading(EventAssessed assessed, int findings) implements Event.Visitor<EventTraits> {

        @Override
        public EventTraits login(Login login) {
            return new EventTraits(
                    Optional.of(login.outcome()),
                    login.accepted() ? assessed.origin().country() : Optional.empty(),
                    false,
                    findings);
        }

        @Override
        public EventTraits message(Message message) {
            return new EventTraits(Optional.empty(), Optional.empty(), true, findings);
        }

        @Override
        public EventTraits clientSeen(ClientSeen seen) {
            return other();
        }

        @Override
        public EventTraits deliveryReport(DeliveryReport report) {
            return other();
        }

        @Override
        public EventTraits phishingReceived(PhishingReceived phishing) {
            return other();
        }

        private EventTraits other() {
            return new EventTraits(Optional.empty(), Optional.empty(), false, findings);
        }
    }
}
