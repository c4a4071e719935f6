package io.mailwarden.smtp;

import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.PasswordMarker;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.event.Text;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import javax.inject.Inject;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the warden of logins by SMTP. Thread-safe; never throws: what goes wrong here raises the alarm {@value #ALARM},
 * and James's answer stands.
 */
final class SmtpLogins {

    static final String ALARM = "smtp-hook-failed";

    private static final AttachmentKey<Introduced> INTRODUCED =
            AttachmentKey.of("mailwarden.introduced", Introduced.class);

    /** What a client said of itself, and what it is by that. */
    private record Introduced(String name, Client client) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(SmtpLogins.class);

    private final Warden warden;
    private final PasswordMarker marker;
    private final Clock clock;
    private final Alarms alarms;

    @Inject
    SmtpLogins(Warden warden, PasswordMarker marker, Clock clock, Alarms alarms) {
        this.warden = warden;
        this.marker = marker;
        this.clock = clock;
        this.alarms = alarms;
    }

    /** James is about to check a password for that name. */
    void expect(String name) {
        Account.tryOf(name).ifPresent(warden::expect);
    }

    /** James let the name in, with its own secret or with its delegate's. Whether it has to be denied all the same. */
    boolean rejectsAccepted(SMTPSession session, String name, Optional<String> owner) {
        return rejects(session, name, Login.Outcome.ACCEPTED, account -> {
            Optional<Account> delegate = owner.flatMap(Account::tryOf).filter(other -> !other.equals(account));
            return new Login.Secret(OptionalInt.empty(), delegate);
        });
    }

    /** James refused the password; empty for a token. Whether the session has to be ended. */
    boolean rejectsRefused(SMTPSession session, String name, Optional<String> password) {
        return rejects(
                session,
                name,
                Login.Outcome.REFUSED,
                account -> new Login.Secret(
                        password.map(wrong -> marker.mark(account, wrong)).orElseGet(OptionalInt::empty),
                        Optional.empty()));
    }

    @FunctionalInterface
    private interface SecretOf {
        Login.Secret shownFor(Account account);
    }

    // A failure of ours must never change what James answers.
    private boolean rejects(SMTPSession session, String name, Login.Outcome outcome, SecretOf secret) {
        try {
            Optional<Account> account = Account.tryOf(name);
            if (account.isEmpty()) {
                LOGGER.debug("no account can be called {}: login not recorded", Text.printable(name, 40));
                return false;
            }
            Login login = new Login(
                    clock.instant(),
                    account.get(),
                    Protocol.SMTP,
                    outcome,
                    source(session),
                    secret.shownFor(account.get()));
            return warden.assess(login).denies();
        } catch (RuntimeException e) {
            alarms.raise(ALARM, "an SMTP login was not assessed", e);
            return false;
        }
    }

    private static Optional<Login.Source> source(SMTPSession session) {
        return address(session)
                .map(address -> new Login.Source(
                        address, client(session), session.isTLSStarted(), session.getSessionID(), Optional.empty()));
    }

    /** What the client said it is. */
    static Client client(SMTPSession session) {
        return session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection)
                .map(name -> client(session, name))
                .orElse(Client.UNKNOWN);
    }

    // Asked for several times in a session: it takes longer to make it out than to judge it.
    private static Client client(SMTPSession session, String name) {
        Optional<Introduced> known = session.getAttachment(INTRODUCED, State.Connection)
                .filter(introduced -> introduced.name().equals(name));
        if (known.isPresent()) {
            return known.get().client();
        }
        Client client = Client.ofEhlo(name);
        session.setAttachment(INTRODUCED, new Introduced(name, client), State.Connection);
        return client;
    }

    /** Where it comes from. */
    static Optional<Address> address(SMTPSession session) {
        InetSocketAddress remote = session.getRemoteAddress();
        return remote.isUnresolved()
                ? Address.parse(remote.getHostString())
                : Optional.of(Address.of(remote.getAddress()));
    }
}
