package io.mailwarden.imap;

import io.mailwarden.channel.Connections;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.session.Cause;
import io.mailwarden.engine.response.session.Line;
import io.mailwarden.engine.response.session.Opening;
import io.mailwarden.engine.response.session.Session;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.process.ImapSession;

/**
 * The live sessions of this door. Thread-safe; never throws: what goes wrong here raises the alarm {@value
 * ImapLogins#ALARM}.
 */
final class ImapSessions {

    // An attribute of the session.
    private static final String LIVE = "mailwarden.session";

    private final Connections connections;
    private final Alarms alarms;

    @Inject
    ImapSessions(Connections connections, Alarms alarms) {
        this.connections = connections;
        this.alarms = alarms;
    }

    /**
     * The secret was right and the warden does not mind: James is about to let the client in.
     *
     * @param name who is acted for
     * @param owner whose password or token it was
     */
    void open(ImapSession session, String name, String owner, Client client) {
        Optional<Account> account = Account.tryOf(name);
        if (account.isEmpty()) {
            return;
        }
        try {
            Opening opening = new Opening(
                    account.get(),
                    Account.tryOf(owner),
                    Protocol.IMAP,
                    ImapAddress.of(session),
                    client,
                    session.isTLSActive());
            of(session).ifPresent(Session::close);
            session.setAttribute(
                    LIVE, connections.open(opening, session, ImapSessions::goodbye, new LogoutLine(session)));
        } catch (RuntimeException e) {
            alarms.raise(ImapLogins.ALARM, "an IMAP session is not listed", e);
        }
    }

    /** A log-in command is done: should James have let nobody in after all, there is no session. */
    void settle(ImapSession session) {
        if (session.getMailboxSession() == null) {
            of(session).ifPresent(Session::close);
        }
    }

    /** The client said what it is. */
    void named(ImapSession session, Client client) {
        of(session).ifPresent(live -> live.named(client));
    }

    /** A message was fetched or stored. */
    void moved(ImapSession session) {
        of(session).ifPresent(Session::moved);
    }

    private static Optional<Session> of(ImapSession session) {
        return session.getAttribute(LIVE) instanceof Session live ? Optional.of(live) : Optional.empty();
    }

    // RFC 9051 7.1.5: may come at any time, and is the answer to any command.
    private static String goodbye(Cause cause, boolean answering) {
        return cause == Cause.BLOCK
                ? "* BYE This account is blocked, ask your administrator"
                : "* BYE Session ended by the server";
    }

    /** Where the channel cannot be got at: James closes the connection when the client sends its next command. */
    private record LogoutLine(ImapSession session) implements Line {

        @Override
        public void end(Cause cause) {
            var unused = session.logout().subscribe();
        }

        // James logs a session out when its connection closes.
        @Override
        public boolean gone() {
            return session.getState() == ImapSessionState.LOGOUT;
        }
    }
}
