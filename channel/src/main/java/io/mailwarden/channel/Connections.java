package io.mailwarden.channel;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.response.session.Line;
import io.mailwarden.engine.response.session.Opening;
import io.mailwarden.engine.response.session.Session;
import io.mailwarden.engine.response.session.Sessions;
import java.util.Optional;
import javax.inject.Inject;

/** Opens the sessions of doors whose connections are Netty channels. Thread-safe. */
public final class Connections {

    /** Raised when the channel of a connection cannot be got at. */
    public static final String ALARM = "connection-untapped";

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
        Optional<Tap> tap = Channels.of(owner).flatMap(channel -> Tap.into(channel, goodbye));
        if (tap.isEmpty()) {
            alarms.raise(
                    ALARM,
                    "a connection by %s cannot be stopped in the middle of a message, nor its bytes be counted: James is not the one that is known"
                            .formatted(opening.protocol().label()));
            return sessions.open(opening, otherwise);
        }
        Session session = sessions.open(opening, tap.get());
        tap.get().watch(session);
        return session;
    }
}
