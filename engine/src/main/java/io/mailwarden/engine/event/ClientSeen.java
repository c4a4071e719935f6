package io.mailwarden.engine.event;

import java.time.Instant;

/**
 * The client of a login that was already recorded told its name: IMAP clients may send ID after LOGIN.
 *
 * @param at when
 * @param account who is logged in
 * @param session the session of the {@link Login}
 * @param client what it says it is
 */
public record ClientSeen(Instant at, Account account, String session, Client client) implements Event {

    @Override
    public String kind() {
        return "client-seen";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.clientSeen(this);
    }

    @Override
    public ClientSeen movedTo(Instant time) {
        return new ClientSeen(time, account, session, client);
    }
}
