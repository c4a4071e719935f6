package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One login as an administrator sees it.
 *
 * @param at when
 * @param protocol the door
 * @param answer what it was answered, and why
 * @param from where from
 * @param client what it says it is; may be empty
 * @param tls whether the password came encrypted
 * @param anomalies what was found, such as impossible-travel
 */
public record LoginRecord(
        Instant at,
        Protocol protocol,
        LoginAnswer answer,
        LoginOrigin from,
        String client,
        boolean tls,
        List<String> anomalies) {

    /**
     * What a login was answered.
     *
     * @param outcome accepted, refused or blocked
     * @param why of one that was not accepted: wrong-password (or the name of no account), blocked (the account was),
     *     rejected (for what was found in it), or denied where the log does not say which of the two
     */
    public record LoginAnswer(Outcome outcome, Optional<String> why) {}

    /**
     * Where a login came from.
     *
     * @param address empty when the door cannot tell
     * @param words country and network in words, such as "NO, Telenor Norge AS"; empty when not known
     * @param spot where on Earth, when known
     */
    public record LoginOrigin(Optional<String> address, String words, Optional<Spot> spot) {

        private static LoginOrigin of(Origin origin) {
            return new LoginOrigin(
                    origin.address().map(Object::toString),
                    origin.words(),
                    origin.place().flatMap(Spot::of));
        }
    }

    /**
     * Where on Earth a login came from, as far as the geography tells.
     *
     * @param latitude in degrees
     * @param longitude in degrees
     * @param accuracyKm radius around it that holds the true place
     */
    public record Spot(double latitude, double longitude, double accuracyKm) {

        private static Optional<Spot> of(Place place) {
            return place.position().map(at -> new Spot(at.latitude(), at.longitude(), place.accuracyKm()));
        }
    }

    public LoginRecord {
        anomalies = List.copyOf(anomalies);
    }

    /** Of entries of the log, newest first, with the names that clients told after their logins. */
    static List<LoginRecord> of(List<EventAssessed> newestFirst) {
        Map<String, Client> named = new HashMap<>();
        return newestFirst.stream()
                .flatMap(assessed -> assessed.event().accept(new Reading(assessed, named)).stream())
                .toList();
    }

    /**
     * Makes the record of a login from one entry of the log.
     *
     * @param named what clients told later, by session
     */
    private record Reading(EventAssessed assessed, Map<String, Client> named)
            implements Event.Visitor<Optional<LoginRecord>> {

        @Override
        public Optional<LoginRecord> login(Login login) {
            // A session may log in once more; its name belongs to the login before it.
            Client later =
                    named.remove(login.source().map(Login.Source::session).orElse(""));
            return Optional.of(of(login, assessed, later == null ? login.client() : later));
        }

        @Override
        public Optional<LoginRecord> message(Message message) {
            return Optional.empty();
        }

        @Override
        public Optional<LoginRecord> clientSeen(ClientSeen seen) {
            named.putIfAbsent(seen.session(), seen.client());
            return Optional.empty();
        }

        @Override
        public Optional<LoginRecord> deliveryReport(DeliveryReport report) {
            return Optional.empty();
        }

        @Override
        public Optional<LoginRecord> phishingReceived(PhishingReceived phishing) {
            return Optional.empty();
        }
    }

    private static LoginRecord of(Login login, EventAssessed assessed, Client client) {
        return new LoginRecord(
                login.at(),
                login.protocol(),
                new LoginAnswer(login.outcome(), why(login, assessed)),
                LoginOrigin.of(assessed.origin()),
                client.toString(),
                login.source().map(Login.Source::tls).orElse(false),
                assessed.outcome().found().stream().map(Suspicion::type).toList());
    }

    private static Optional<String> why(Login login, EventAssessed assessed) {
        return switch (login.outcome()) {
            case ACCEPTED -> Optional.empty();
            case REFUSED -> Optional.of("wrong-password");
            case BLOCKED -> Optional.of(denied(assessed.outcome()));
        };
    }

    private static String denied(EventOutcome outcome) {
        if (outcome.has(EventOutcome.Mark.BLOCKED)) {
            return "blocked";
        }
        return outcome.found().isEmpty() ? "denied" : "rejected";
    }
}
