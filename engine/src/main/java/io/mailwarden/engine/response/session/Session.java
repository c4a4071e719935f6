package io.mailwarden.engine.response.session;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.response.session.LiveSession.SessionTraffic;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A door's handle on one live session: what it counts there, everybody sees. Thread-safe; never waits. */
public final class Session {

    private final Sessions sessions;
    private final String id;
    private final SessionDetails opening;
    private final ConnectionHandle line;
    private final Instant since;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicReference<SessionEndReason> ended = new AtomicReference<>();
    private volatile Instant lastActive;
    private volatile Client client;

    Session(Sessions sessions, String id, SessionDetails opening, ConnectionHandle line, Instant since) {
        this.sessions = sessions;
        this.id = id;
        this.opening = opening;
        this.line = line;
        this.since = since;
        lastActive = since;
        client = opening.client();
    }

    /** Its client sent so many bytes: it is active. */
    public void received(long bytes) {
        received.addAndGet(checked(bytes));
        lastActive = sessions.now();
    }

    /** Its client is sent so many bytes. Alone that is no sign of life: servers talk to themselves. */
    public void sent(long bytes) {
        sent.addAndGet(checked(bytes));
    }

    /** A message was submitted, stored or fetched. */
    public void moved() {
        messages.incrementAndGet();
        lastActive = sessions.now();
    }

    /** The client said what it is. */
    public void named(Client name) {
        client = name;
    }

    /**
     * Whether nothing more may pass, in either direction. Ends the session when its account has been blocked; costs a
     * look into memory.
     */
    public boolean barred() {
        if (ended.get() == null && sessions.blocks(opening)) {
            end(SessionEndReason.BLOCK);
        }
        return ended.get() != null;
    }

    /** The connection is closed, by whomever. */
    public void close() {
        sessions.remove(id);
    }

    /** Why Mailwarden ended it; empty as long as it did not. */
    public Optional<SessionEndReason> ended() {
        return Optional.ofNullable(ended.get());
    }

    /** Whether it was this call that ended it. */
    boolean end(SessionEndReason reason) {
        if (!ended.compareAndSet(null, reason)) {
            return false;
        }
        sessions.remove(id);
        sessions.countEnded(reason);
        line.end(reason);
        return true;
    }

    boolean gone() {
        return line.gone();
    }

    SessionDetails opening() {
        return opening;
    }

    Instant since() {
        return since;
    }

    Instant lastActive() {
        return lastActive;
    }

    String id() {
        return id;
    }

    LiveSession seen(String place) {
        return new LiveSession(
                id,
                opening.named(client),
                place,
                since,
                lastActive,
                new SessionTraffic(received.get(), sent.get(), messages.get()));
    }

    @Override
    public String toString() {
        return Text.printable(opening.protocol().label() + " session of " + opening.account(), 400);
    }

    private static long checked(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
        return bytes;
    }
}
