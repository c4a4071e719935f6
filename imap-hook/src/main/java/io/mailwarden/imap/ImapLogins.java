package io.mailwarden.imap;

import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.PasswordMarker;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.event.Text;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.mailbox.MailboxSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the warden of logins by IMAP, and of what clients say they are. Thread-safe; never throws: what goes wrong here
 * raises the alarm {@value #ALARM}, and James's answer stands. A name that {@link Account} cannot represent gives no
 * event.
 */
final class ImapLogins {

    static final String ALARM = "imap-hook-failed";

    private static final Logger LOGGER = LoggerFactory.getLogger(ImapLogins.class);

    // Attributes of the session.
    private static final String CLIENT = "mailwarden.client";
    private static final String CLIENT_TOLD = "mailwarden.client-told";

    private final Warden warden;
    private final PasswordMarker marker;
    private final Clock clock;
    private final Alarms alarms;
    private final ImapSessions sessions;

    @Inject
    ImapLogins(Warden warden, PasswordMarker marker, Clock clock, Alarms alarms, ImapSessions sessions) {
        this.warden = warden;
        this.marker = marker;
        this.clock = clock;
        this.alarms = alarms;
        this.sessions = sessions;
    }

    /** James is about to check a password for that name. */
    void expect(String name) {
        Account.tryOf(name).ifPresent(warden::expect);
    }

    /**
     * James would let in. Whether it has to be denied all the same; a session is opened otherwise.
     *
     * @param name who is acted for
     * @param owner whose password or token it was
     */
    boolean rejectsAccepted(ImapSession session, String name, String owner) {
        boolean rejected = rejects(() -> login(session, Login.Outcome.ACCEPTED, name, owner, Optional.empty()));
        if (!rejected) {
            sessions.open(session, name, owner, client(session));
        }
        return rejected;
    }

    /**
     * James refused. Whether the client may not even be told why.
     *
     * @param name who was to be acted for
     * @param owner whose password or token it was, as far as it is known
     * @param password the wrong one; empty for a token, and where the password was right but not enough
     */
    boolean rejectsRefused(ImapSession session, String name, String owner, Optional<String> password) {
        return rejects(() -> login(session, Login.Outcome.REFUSED, name, owner, password));
    }

    /** A log-in command is done. */
    void settle(ImapSession session) {
        sessions.settle(session);
    }

    /**
     * The client said what it is, before the login or after. Only the first news after the login is told: a client may
     * repeat itself as often as it likes.
     */
    void identified(ImapSession session, Map<String, String> fields) {
        rejects(() -> news(session, Client.ofImapId(fields)));
    }

    private boolean rejects(Supplier<Optional<? extends Event>> event) {
        try {
            return event.get().map(warden::assess).filter(Verdict::denies).isPresent();
        } catch (RuntimeException e) {
            // A failure of ours must never change what James answers.
            alarms.raise(ALARM, "an IMAP event was not assessed", e);
            return false;
        }
    }

    private Optional<Login> login(
            ImapSession session, Login.Outcome outcome, String name, String owner, Optional<String> password) {
        Optional<Account> account = Account.tryOf(name);
        if (account.isEmpty()) {
            LOGGER.debug("no account can be called {}: login not recorded", Text.printable(name, 40));
        }
        Optional<Account> owned = Account.tryOf(owner);
        OptionalInt mark = owned.isPresent() && password.isPresent()
                ? marker.mark(owned.get(), password.get())
                : OptionalInt.empty();
        Login.Secret secret = new Login.Secret(mark, owned.filter(other -> !account.equals(Optional.of(other))));
        return account.map(known -> new Login(clock.instant(), known, Protocol.IMAP, outcome, source(session), secret));
    }

    private Optional<ClientSeen> news(ImapSession session, Client client) {
        if (!client.isKnown() || client.equals(session.getAttribute(CLIENT))) {
            return Optional.empty();
        }
        session.setAttribute(CLIENT, client);
        sessions.named(session, client);
        MailboxSession opened = session.getMailboxSession();
        if (opened == null || session.getAttribute(CLIENT_TOLD) != null) {
            return Optional.empty();
        }
        session.setAttribute(CLIENT_TOLD, true);
        return Account.tryOf(opened.getUser().asString())
                .map(account -> new ClientSeen(
                        clock.instant(), account, session.sessionId().asString(), client));
    }

    private static Optional<Login.Source> source(ImapSession session) {
        return ImapAddress.of(session)
                .map(address -> new Login.Source(
                        address,
                        client(session),
                        session.isTLSActive(),
                        session.sessionId().asString(),
                        Optional.empty()));
    }

    private static Client client(ImapSession session) {
        return session.getAttribute(CLIENT) instanceof Client told ? told : Client.UNKNOWN;
    }
}
