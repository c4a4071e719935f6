package io.mailwarden.engine.assess;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.origin.SafeNetworks;
import io.mailwarden.engine.profile.organisation.Organisations;

/** Looks up where an event came from, and whether a safe network vouches for that; unknown for events that tell of no connection. Thread-safe. */
record Locator(OriginLookup origins, Organisations organisations, SafeNetworks safeNetworks)
        implements Event.Visitor<Origin> {

    @Override
    public Origin login(Login login) {
        Origin origin = origins.locate(
                login.source().map(Login.Source::address),
                login.source().flatMap(Login.Source::geo),
                organisations.name(login.account()),
                login.at());
        return safeNetworks.vouch(origin, login.account(), login.at());
    }

    @Override
    public Origin message(Message message) {
        return origins.locate(message.source(), message.geo(), organisations.name(message.account()), message.at());
    }

    @Override
    public Origin clientSeen(ClientSeen seen) {
        return Origin.UNKNOWN;
    }

    @Override
    public Origin deliveryReport(DeliveryReport report) {
        return Origin.UNKNOWN;
    }

    // The address is another server's: nothing else is to be known of it.
    @Override
    public Origin phishingReceived(PhishingReceived phishing) {
        return Origin.UNKNOWN;
    }
}
