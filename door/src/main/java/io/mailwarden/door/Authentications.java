package io.mailwarden.door;

import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Text;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import javax.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the warden of every authentication at a door, and the door what to answer. Thread-safe; never throws: what
 * goes wrong here raises the alarm {@code …-hook-failed} of the protocol, and James's answer stands.
 *
 * <p>A door calls {@link #expect} before James checks a secret, and {@link #accepted} or {@link #refused} once James
 * has, before the client is told: one {@link Login} for each secret that James checked. A login that
 * {@link Verdict#denies} is
 * answered as a wrong secret is. A name that {@link Account} cannot represent gives no event.
 */
public final class Authentications {

    private static final Logger LOGGER = LoggerFactory.getLogger(Authentications.class);

    private final Warden warden;
    private final PasswordMarker marker;
    private final Clock clock;
    private final LiveSessions sessions;
    private final FailOpen failOpen;

    /** Asks this warden, and opens sessions there. */
    @Inject
    public Authentications(Warden warden, PasswordMarker marker, Clock clock, Alarms alarms, LiveSessions sessions) {
        this.warden = warden;
        this.marker = marker;
        this.clock = clock;
        this.sessions = sessions;
        this.failOpen = new FailOpen(alarms);
    }

    /** James is about to check a secret for that name: what is known of the account is fetched meanwhile. */
    public void expect(ClientConnection connection, String authorizationId) {
        failOpen.run(connection.protocol(), "a login was not prepared", () -> Account.tryOf(authorizationId)
                .ifPresent(warden::expect));
    }

    /** Records that James would let the client in; opens its live session unless the verdict denies the login. */
    public Verdict accepted(ClientConnection connection, SaslIdentity identity) {
        Verdict verdict = assess(connection, Login.Outcome.ACCEPTED, identity, Optional.empty());
        if (!verdict.denies()) {
            sessions.open(connection, identity);
        }
        return verdict;
    }

    /**
     * Records that James refused the login, and answers what the client is to be told. Denied, the client may not even
     * be told why, and its session may have to end. It is a login of the account whose secret was shown: nobody guessed at
     * the password of the one that was to be acted for, and who names another must not fill that one's record.
     *
     * @param password the wrong one; empty for a token, and where the password was right but not enough
     */
    public Verdict refused(ClientConnection connection, SaslIdentity identity, Optional<String> password) {
        return assess(connection, Login.Outcome.REFUSED, SaslIdentity.of(identity.authenticationId()), password);
    }

    /**
     * Records what the client calls itself, before its login or after. Only the first news after the login is told: a
     * client may repeat itself as often as it likes.
     */
    public void identified(ClientConnection connection, Client client) {
        failOpen.run(connection.protocol(), "a client's name was not recorded", () -> {
            ConnectionState state = connection.state();
            if (client.isKnown() && !client.equals(state.client())) {
                state.named(client);
                state.live().ifPresent(live -> live.named(client));
                connection.authorizationId().ifPresent(name -> tellOnce(connection, name, client));
            }
        });
    }

    /**
     * How far the client may go at this moment: the stricter of what holds for the account that is acted for, and for
     * the one whose secret opened the session. Nothing is forbidden as long as nobody is logged in.
     */
    public Restriction restriction(ClientConnection connection) {
        return failOpen.call(
                connection.protocol(), "a session was not asked whether it may go on", Restriction.NONE, () -> {
                    Optional<String> name = connection.authorizationId();
                    return name.isEmpty()
                            ? Restriction.NONE
                            : restriction(Account.tryOf(name.get()))
                                    .or(restriction(connection.state().authenticationId()));
                });
    }

    private Restriction restriction(Optional<Account> account) {
        return account.map(warden::restriction).orElse(Restriction.NONE);
    }

    private void tellOnce(ClientConnection connection, String name, Client client) {
        if (connection.state().tellsClientFirst()) {
            Account.tryOf(name)
                    .map(account -> new ClientSeen(clock.instant(), account, connection.id(), client))
                    .ifPresent(warden::assess);
        }
    }

    private Verdict assess(
            ClientConnection connection, Login.Outcome outcome, SaslIdentity identity, Optional<String> password) {
        return failOpen.call(connection.protocol(), "a login was not assessed", Verdict.ALLOW, () -> {
            Optional<Account> account = Account.tryOf(identity.authorizationId());
            if (account.isEmpty()) {
                LOGGER.debug(
                        "no account can be called {}: login not recorded",
                        Text.printable(identity.authorizationId(), 40));
                return Verdict.ALLOW;
            }
            return warden.assess(new Login(
                    clock.instant(),
                    account.get(),
                    connection.protocol(),
                    outcome,
                    source(connection),
                    secret(account.get(), Account.tryOf(identity.authenticationId()), password)));
        });
    }

    private Login.Secret secret(Account account, Optional<Account> authenticationId, Optional<String> password) {
        OptionalInt mark = authenticationId.isPresent() && password.isPresent()
                ? marker.mark(authenticationId.get(), password.get())
                : OptionalInt.empty();
        return new Login.Secret(mark, authenticationId.filter(other -> !other.equals(account)));
    }

    private static Optional<Login.Source> source(ClientConnection connection) {
        return connection
                .address()
                .map(address -> new Login.Source(
                        address, connection.client(), connection.tls(), connection.id(), Optional.empty()));
    }
}
