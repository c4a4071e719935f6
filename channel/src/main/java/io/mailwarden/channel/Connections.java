package io.mailwarden.channel;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.response.session.Line;
import io.mailwarden.engine.response.session.Opening;
import io.mailwarden.engine.response.session.Session;
import io.mailwarden.engine.response.session.Sessions;
import io.netty.channel.Channel;
import java.util.Optional;
import javax.inject.Inject;

/** Opens the sessions of doors whose connections are Netty channels. Thread-safe. */
public final class Connections {

    /** Raised when the channel of a connection cannot be got at. */
    public static final String ALARM = "connection-untapped";

    private static final String UNKNOWN =
            "a connection by %s cannot be stopped in the middle of a message, nor its bytes be counted: not the known James";

    private final Sessions sessions;
    private final Alarms alarms;

    /** Into this registry. */
    @Inject
    public Connections(Sessions sessions, Alarms alarms) {
        this.sessions = sessions;
        this.alarms = alarms;
    }

    /**
     * Opens a session whose bytes are counted, that is closed with its connection, and that can be stopped in the middle of
     * a message. Where James does not show the channel, an alarm is raised, nothing is counted, and the session is only as
     * well ended as the other line can.
     *
     * @param opening who, whence and how
     * @param owner James's object with the channel in one of its fields
     * @param goodbye what the client reads last
     * @param otherwise the line to use where there is no channel
     */
    public Session open(Opening opening, Object owner, Goodbye goodbye, Line otherwise) {
        Optional<Channel> channel = Channels.of(owner);
        Optional<Tap> tap = channel.flatMap(known -> Tap.into(known, goodbye));
        if (tap.isPresent()) {
            Session session = sessions.open(opening, tap.get());
            tap.get().watch(session);
            return session;
        }
        Session session = sessions.open(opening, otherwise);
        if (channel.isPresent() && !channel.get().isActive()) {
            // It closed while James checked the secret.
            session.close();
        } else {
            alarms.raise(ALARM, UNKNOWN.formatted(opening.protocol().label()));
        }
        return session;
    }
}
