package io.mailwarden.engine.assess;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.origin.OriginLookup;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Makes the address malicious from which a message with phishing came; true for such events, which say nothing about an
 * account. Thread-safe.
 */
record PhishingAssessor(OriginLookup origins) implements Event.Visitor<Boolean> {

    @Override
    public Boolean login(Login login) {
        return false;
    }

    @Override
    public Boolean message(Message message) {
        return false;
    }

    @Override
    public Boolean clientSeen(ClientSeen seen) {
        return false;
    }

    @Override
    public Boolean deliveryReport(DeliveryReport report) {
        return false;
    }

    @Override
    public Boolean phishingReceived(PhishingReceived phishing) {
        String day = LocalDate.ofInstant(phishing.at(), ZoneOffset.UTC).toString();
        origins.burn(phishing.from(), "it sent phishing on " + day, phishing.at());
        return true;
    }
}
