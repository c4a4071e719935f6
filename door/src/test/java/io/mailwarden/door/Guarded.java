package io.mailwarden.door;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.ScriptedWarden;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.response.session.Session;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Restriction;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A door kit with a warden that answers as the test says, and a registry of sessions. */
final class Guarded {

    static final Account ALICE = new Account("alice@example.org");

    final TestClock clock = TestClock.at("2026-05-03T06:50:00Z");
    final ScriptedWarden warden = new ScriptedWarden();
    final PasswordMarker marker = PasswordMarker.withRandomKey();
    final Alarms alarms = new Alarms(clock);
    final List<SessionEndReason> otherwise = new CopyOnWriteArrayList<>();
    final Sessions sessions = new Sessions(
            SessionsConfig.defaults(),
            account -> warden.restriction(account) == Restriction.BLOCK,
            address -> "",
            clock);
    final LiveSessions live = new LiveSessions(sessions, alarms);
    final Authentications authentications = new Authentications(warden, marker, clock, alarms, live);

    /** As James's sessions do, in a field of its own. */
    record Owner(Channel channel) {}

    /** A connection of another kind. */
    record Stranger(String name) {}

    /** Opens Alice's session on a connection of that object of James's. */
    Session open(Object channelHolder) {
        TestConnection connection = new TestConnection(channelHolder, otherwise::add);
        live.open(connection, SaslIdentity.of(ALICE.toString()));
        return connection.state().live().orElseThrow();
    }

    void blockOnly() {
        warden.restricting(ALICE, Restriction.BLOCK);
    }

    void block() {
        blockOnly();
        sessions.endAll(ALICE, SessionEndReason.BLOCK);
    }

    LiveSession live() {
        return sessions.list(Optional.of(ALICE), 1).get(0);
    }
}
