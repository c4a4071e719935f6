package io.mailwarden.admin.access;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.access.AccessSecrets;
import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.engine.review.access.ConsoleSession;
import io.mailwarden.engine.review.access.ConsoleUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sign-ins of console users. Kept in the store, so that they outlive a restart and hold on every node. Thread-safe. */
final class ConsoleSessions {

    // How exactly the latest use is kept: not every request is a write.
    private static final Duration MARK = Duration.ofMinutes(1);

    // How long a browser is known again that signed in before.
    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final int ID_LENGTH = 16;

    /**
     * A sign-in that was just made.
     *
     * @param session as kept
     * @param token opens it; known to its browser alone
     */
    record Opened(ConsoleSession session, String token) {}

    private final AdminSettings settings;
    private final AccessStore store;
    private final Clock clock;

    ConsoleSessions(AdminSettings settings, AccessStore store, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
    }

    /** Opens one, with a token that nobody had before: what a stranger put into the browser opens nothing. */
    Opened open(ConsoleUser user, String address, String client) {
        Instant now = clock.instant();
        String token = AccessSecrets.token();
        String id = AccessSecrets.hash("id of " + token).substring(0, ID_LENGTH);
        ConsoleSession session = new ConsoleSession(
                id,
                user.account(),
                address,
                client,
                now,
                now,
                now.plus(settings.sessions().longest()),
                Optional.empty());
        store.open(session, AccessSecrets.hash(token));
        int unused = store.forget(now.minus(REMEMBERED));
        return new Opened(session, token);
    }

    /** Who signed in with that token, and has not been away for too long; it counts as used. */
    Optional<Principal> of(String token) {
        Instant now = clock.instant();
        Optional<ConsoleSession> session =
                store.session(AccessSecrets.hash(token)).filter(one -> stands(one, now));
        session.filter(one -> one.lastActive().plus(MARK).isBefore(now)).ifPresent(one -> store.touch(one.id(), now));
        return session.flatMap(one -> settings.user(one.account()).map(user -> Principal.of(user, one)));
    }

    private boolean stands(ConsoleSession session, Instant now) {
        return session.ended().isEmpty() && now.isBefore(session.expires()) && now.isBefore(idleUntil(session));
    }

    /** When it ends unless it is used before. */
    Instant idleUntil(ConsoleSession session) {
        return session.lastActive().plus(settings.sessions().idle());
    }

    /** The sign-in, ended or not, by which the browser with that token is known as that account's. */
    Optional<String> browser(Optional<String> token, Account account) {
        return token.flatMap(text -> store.session(AccessSecrets.hash(text)))
                .filter(session -> session.account().equals(account))
                .map(ConsoleSession::id);
    }

    /** Those that stand, newest first. */
    List<ConsoleSession> standing() {
        Instant now = clock.instant();
        return store.sessions(now).stream()
                .filter(session ->
                        stands(session, now) && settings.user(session.account()).isPresent())
                .toList();
    }

    /** Ends it; false when none of that id stands. */
    boolean end(String id) {
        return store.end(id, clock.instant());
    }

    /** What requests of the session that change anything must show besides its cookie: no other site can read it. */
    static String csrf(String token) {
        return AccessSecrets.hash("csrf of " + token);
    }
}
