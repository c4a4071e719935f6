package io.mailwarden.door;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.response.session.Session;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a door remembers of one connection: its live session, whose secret opened it, what its client is. Thread-safe.
 */
public final class ConnectionState {

    private final AtomicBoolean clientTold = new AtomicBoolean();
    private volatile Optional<Session> live = Optional.empty();
    private volatile Optional<Account> authenticationId = Optional.empty();
    private volatile Client client = Client.UNKNOWN;

    /** What the client has called itself by a command of its own; unknown where it has not. */
    public Client client() {
        return client;
    }

    Optional<Session> live() {
        return live;
    }

    /** From now on that is the live session. The one before. */
    synchronized Optional<Session> replaceLive(Optional<Session> session) {
        Optional<Session> before = live;
        live = session;
        return before;
    }

    /** The account whose secret opened the session, where it acts for another. */
    Optional<Account> authenticationId() {
        return authenticationId;
    }

    void authenticatedBy(Optional<Account> account) {
        authenticationId = account;
    }

    /** Remembers what the client calls itself. */
    void named(Client name) {
        client = name;
    }

    /** Whether nobody has asked this before. */
    boolean tellsClientFirst() {
        return clientTold.compareAndSet(false, true);
    }
}
