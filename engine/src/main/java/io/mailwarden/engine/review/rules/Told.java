package io.mailwarden.engine.review.rules;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.verdict.ExceptionRule.Subject;
import java.util.List;

/** What exceptions are held against, of an entry of the log. */
final class Told {

    private static final Event.Visitor<Client> CLIENT = new ClientOf();

    private Told() {}

    static Subject of(EventAssessed entry) {
        return new Subject(
                entry.account(),
                entry.at(),
                entry.origin(),
                entry.event().accept(CLIENT),
                entry.event().message().map(Message::recipients).orElse(List.of()));
    }

    private static final class ClientOf implements Event.Visitor<Client> {

        @Override
        public Client login(Login login) {
            return login.client();
        }

        @Override
        public Client message(Message message) {
            return Client.UNKNOWN;
        }

        @Override
        public Client clientSeen(ClientSeen seen) {
            return seen.client();
        }

        @Override
        public Client deliveryReport(DeliveryReport report) {
            return Client.UNKNOWN;
        }

        @Override
        public Client phishingReceived(PhishingReceived phishing) {
            return Client.UNKNOWN;
        }
    }
}
