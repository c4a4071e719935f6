package io.mailwarden.smtp;

import io.mailwarden.door.LiveSessions;
import javax.inject.Inject;
import org.apache.james.protocols.api.handler.DisconnectHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;

/** Closes the live session of a connection that has gone. */
public final class SessionCloser implements DisconnectHandler<SMTPSession> {

    private final LiveSessions sessions;

    /** Called by James's loader, once for each server. */
    @Inject
    SessionCloser(LiveSessions sessions) {
        this.sessions = sessions;
    }

    // James may have forgotten the session already.
    @Override
    public void onDisconnect(@Nullable SMTPSession session) {
        if (session != null) {
            sessions.close(new SmtpConnection(session));
        }
    }
}
