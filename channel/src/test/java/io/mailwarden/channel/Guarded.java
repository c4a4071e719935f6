package io.mailwarden.channel;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.session.Cause;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.response.session.Opening;
import io.mailwarden.engine.response.session.Session;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry with one account, and sessions on channels. */
final class Guarded {

    static final Account ALICE = new Account("alice@example.org");

    private final Set<Account> blocked = ConcurrentHashMap.newKeySet();
    private final TestClock clock = TestClock.at("2026-05-03T06:50:00Z");
    final Alarms alarms = new Alarms(clock);
    final List<Cause> otherwise = new CopyOnWriteArrayList<>();
    final Sessions sessions = new Sessions(SessionsConfig.defaults(), blocked::contains, address -> "", clock);

    /** As James's sessions do, in a field of its own. */
    record Owner(Channel channel) {}

    /** A connection of another kind. */
    record Stranger(String name) {}

    Session open(Object owner) {
        Opening opening = new Opening(ALICE, Optional.empty(), Protocol.IMAP, Optional.empty(), Client.UNKNOWN, false);
        return new Connections(sessions, alarms).open(opening, owner, Guarded::goodbye, otherwise::add);
    }

    private static String goodbye(Cause cause, boolean answering) {
        return cause.label() + (answering ? " answer" : "");
    }

    void blockOnly() {
        blocked.add(ALICE);
    }

    void block() {
        blockOnly();
        sessions.endAll(ALICE, Cause.BLOCK);
    }

    LiveSession live() {
        return sessions.list(Optional.of(ALICE), 1).get(0);
    }
}
