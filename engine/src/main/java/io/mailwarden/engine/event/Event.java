package io.mailwarden.engine.event;

import java.time.Instant;

/** One fact about one account. */
public sealed interface Event permits Login, Message, ClientSeen, DeliveryReport, PhishingReceived {

    /** When it happened, by the server's clock or by the log that it was read from. */
    Instant at();

    /** Whom it concerns. */
    Account account();

    /** The same fact at another time. */
    Event movedTo(Instant time);
}
