package io.mailwarden.door;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.response.session.Session;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a door remembers of one connection: its live session, whose secret opened it, what its client is. Thread-safe.
 */
public final class ConnectionState {

    private final AtomicReference<Optional<Session>> live = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean clientTold = new AtomicBoolean();
    private volatile Optional<Account> authenticationId = Optional.empty();
    private volatile Client client = Client.UNKNOWN;

    /** What the client has called itself by a command of its own; unknown where it has not. */
    public Client client() {
        return client;
    }

    Optional<Session> live() {
        return live.get();
    }

    /** From now on that is the live session. The one before. */
    Optional<Session> replaceLive(Optional<Session> session) {
        return live.getAndSet(session);
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
