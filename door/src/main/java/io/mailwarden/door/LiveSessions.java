package io.mailwarden.door;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.session.Session;
import io.mailwarden.engine.response.session.SessionDetails;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.support.Alarms;
import io.netty.channel.Channel;
import java.util.Optional;
import javax.inject.Inject;

/**
 * The live sessions of the doors, each kept with its connection: listed, counted, and stopped where their bytes pass.
 * Thread-safe; never throws: what goes wrong here raises the alarm {@code …-hook-failed} of the protocol.
 */
public final class LiveSessions {

    /** Raised when the channel of a connection cannot be got at. */
    public static final String ALARM = "connection-untapped";

    private static final String UNKNOWN =
            "a connection by %s cannot be stopped in the middle of a message, nor its bytes be counted: not the known James";

    private final Sessions sessions;
    private final Alarms alarms;
    private final FailOpen failOpen;

    /** Lists them in this registry. */
    @Inject
    public LiveSessions(Sessions sessions, Alarms alarms) {
        this.sessions = sessions;
        this.alarms = alarms;
        this.failOpen = new FailOpen(alarms);
    }

    /**
     * James and the warden let the client in, and it is about to be told. A session before it on this connection ends.
     */
    void open(ClientConnection connection, SaslIdentity identity) {
        failOpen.run(connection.protocol(), "a session is not listed", () -> {
            Optional<Account> account = Account.tryOf(identity.authorizationId());
            account.ifPresent(known -> {
                close(connection);
                SessionDetails details = details(connection, known, Account.tryOf(identity.authenticationId()));
                connection.state().authenticatedBy(details.authenticationId());
                connection.state().replaceLive(Optional.of(open(connection, details)));
            });
        });
    }

    /** The connection is closed, or James let nobody in after all: there is no session. */
    public void close(ClientConnection connection) {
        failOpen.run(
                connection.protocol(),
                "a session is not closed",
                () -> connection.state().replaceLive(Optional.empty()).ifPresent(Session::close));
    }

    /** A message was submitted, stored or fetched. */
    public void moved(ClientConnection connection) {
        failOpen.run(
                connection.protocol(),
                "a message is not counted",
                () -> connection.state().live().ifPresent(Session::moved));
    }

    private static SessionDetails details(
            ClientConnection connection, Account account, Optional<Account> authenticationId) {
        return new SessionDetails(
                account,
                authenticationId,
                connection.protocol(),
                connection.address(),
                connection.client(),
                connection.tls());
    }

    // Its bytes are counted, it is closed with its connection, and can be stopped in the middle of a message. Where
    // James does not show the channel, it is only as well ended as James can.
    private Session open(ClientConnection connection, SessionDetails details) {
        Optional<Channel> channel = JamesChannels.of(connection.channelHolder());
        Optional<ChannelHandle> handle = channel.flatMap(known -> ChannelHandle.into(known, connection.closingReply()));
        if (handle.isPresent()) {
            Session session = sessions.open(details, handle.get());
            handle.get().watch(session);
            return session;
        }
        Session session = sessions.open(details, connection.fallbackHandle());
        if (channel.isPresent() && !channel.get().isActive()) {
            // It closed while James checked the secret.
            session.close();
        } else {
            alarms.raise(ALARM, UNKNOWN.formatted(details.protocol().label()));
        }
        return session;
    }
}
