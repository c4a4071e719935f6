package io.mailwarden.engine.event;

import java.time.Instant;
import java.util.Optional;

/**
 * One fact about one account: a login, a message, a client's name, or a report. Code that treats kinds of events
 * differently implements {@link Visitor}, so that the compiler lists it when a kind is added (ADR 22).
 */
public sealed interface Event permits Login, Message, ClientSeen, DeliveryReport, PhishingReceived {

    /** When it happened, by the server's clock or by the log that it was read from. */
    Instant at();

    /** Whom it concerns. */
    Account account();

    /** The same fact at another time. */
    Event movedTo(Instant time);

    /** The name of its kind in event lines and in the event log, such as login. */
    String kind();

    /** Calls the method of the visitor that is for this kind of event. */
    <R> R accept(Visitor<R> visitor);

    /** Whether it is a message that the account submitted. */
    default boolean sends() {
        return accept(EventCases.SENDS);
    }

    /** Whether somebody acted as the account: was let in, or submitted a message. */
    default boolean actsAsAccount() {
        return accept(EventCases.ACTS_AS_ACCOUNT);
    }

    /** Whether it tells of a login: is an attempt, or the name of the client after one. */
    default boolean tellsOfLogin() {
        return accept(EventCases.TELLS_OF_LOGIN);
    }

    /** The attempt to log in that it is; empty for all else. */
    default Optional<Login> login() {
        return accept(EventCases.LOGIN);
    }

    /** The submitted message that it is; empty for all else. */
    default Optional<Message> message() {
        return accept(EventCases.MESSAGE);
    }

    /**
     * What is to be done with each kind of event; one method for one kind, and no defaults.
     *
     * @param <R> what comes of it
     */
    interface Visitor<R> {

        /** For an attempt to log in. */
        R login(Login login);

        /** For a submitted message. */
        R message(Message message);

        /** For a client that told its name after its login. */
        R clientSeen(ClientSeen seen);

        /** For a report that a message was not delivered. */
        R deliveryReport(DeliveryReport report);

        /** For a message with phishing that came in. */
        R phishingReceived(PhishingReceived phishing);
    }
}
