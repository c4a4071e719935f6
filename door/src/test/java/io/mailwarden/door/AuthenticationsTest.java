package io.mailwarden.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AuthenticationsTest {

    private static final String ALICE = "alice@example.org";
    private static final String BEN = "ben@example.org";
    private static final Verdict REJECT = new Verdict.Reject(new Explanation("test"));
    private static final Client THUNDERBIRD = Client.ofImapId(Map.of("name", "Thunderbird", "version", "128.0"));
    private static final Client OUTLOOK = Client.ofImapId(Map.of("name", "Outlook", "version", "16.0"));

    private final Guarded guarded = new Guarded();
    private final Authentications authentications = guarded.authentications;
    private final TestConnection connection = new TestConnection();

    @Test
    void acceptedLoginIsToldAndItsSessionListed() {
        Verdict verdict = authentications.accepted(connection, SaslIdentity.of("Alice@Example.org"));

        assertThat(verdict).isEqualTo(Verdict.ALLOW);
        assertThat(guarded.warden.events())
                .containsExactly(new Login(
                        guarded.clock.instant(),
                        Guarded.ALICE,
                        Protocol.POP3,
                        Login.Outcome.ACCEPTED,
                        Optional.of(new Login.Source(
                                TestConnection.ADDRESS, Client.UNKNOWN, true, "session-1", Optional.empty())),
                        Login.Secret.NONE));
        assertThat(guarded.live())
                .extracting(LiveSession::account, live -> live.details().authenticationId(), live -> live.details()
                        .protocol())
                .containsExactly(Guarded.ALICE, Optional.empty(), Protocol.POP3);
    }

    @Test
    void deniedLoginOpensNoSession() {
        guarded.warden.answering(REJECT);

        Verdict verdict = authentications.accepted(connection, SaslIdentity.of(ALICE));

        assertThat(verdict.denies()).isTrue();
        assertThat(guarded.sessions.count()).isZero();
    }

    @Test
    void refusedLoginCarriesTheMarkOfTheWrongPassword() {
        authentications.refused(connection, SaslIdentity.of(ALICE), Optional.of("wrong"));

        assertThat(guarded.warden.events(Login.class))
                .extracting(Login::outcome, Login::secret)
                .containsExactly(tuple(
                        Login.Outcome.REFUSED,
                        new Login.Secret(guarded.marker.mark(Guarded.ALICE, "wrong"), Optional.empty())));
        assertThat(guarded.sessions.count()).isZero();
    }

    @Test
    void whoActsForAnotherIsNamedBesideHimAndARefusedOneIsHisOwn() {
        authentications.refused(connection, new SaslIdentity(ALICE, BEN), Optional.of("wrong"));
        authentications.accepted(connection, new SaslIdentity(ALICE, BEN));

        Account ben = new Account(BEN);
        assertThat(guarded.warden.events(Login.class))
                .extracting(Login::account, Login::secret)
                .containsExactly(
                        tuple(ben, new Login.Secret(guarded.marker.mark(ben, "wrong"), Optional.empty())),
                        tuple(new Account(ALICE), new Login.Secret(OptionalInt.empty(), Optional.of(ben))));
        assertThat(guarded.live().details().authenticationId()).contains(ben);
    }

    @Test
    void nameThatCannotBeAnAccountGivesNoEvent() {
        authentications.expect(connection, " ");

        assertThat(authentications.refused(connection, SaslIdentity.of(" "), Optional.of("x")))
                .isEqualTo(Verdict.ALLOW);
        assertThat(authentications.accepted(connection, SaslIdentity.of("a\nb")))
                .isEqualTo(Verdict.ALLOW);
        assertThat(guarded.warden.events()).isEmpty();
        assertThat(guarded.sessions.count()).isZero();
    }

    @Test
    void nameOfTheClientIsPartOfItsLogin() {
        authentications.identified(connection, THUNDERBIRD);
        authentications.accepted(connection, SaslIdentity.of(ALICE));

        assertThat(guarded.warden.events()).hasSize(1);
        assertThat(guarded.warden.events(Login.class)).extracting(Login::client).containsExactly(THUNDERBIRD);
    }

    @Test
    void newsOfTheClientAfterTheLoginIsToldOnce() {
        authentications.accepted(connection, SaslIdentity.of(ALICE));
        connection.loggedIn(ALICE);

        authentications.identified(connection, Client.UNKNOWN);
        authentications.identified(connection, THUNDERBIRD);
        authentications.identified(connection, THUNDERBIRD);
        authentications.identified(connection, OUTLOOK);

        assertThat(guarded.warden.events(ClientSeen.class))
                .containsExactly(new ClientSeen(guarded.clock.instant(), Guarded.ALICE, "session-1", THUNDERBIRD));
        assertThat(guarded.live().details().client().toString()).isEqualTo(OUTLOOK.toString());
    }

    @Test
    void sessionMayDoWhatBothItsAccountsMay() {
        guarded.warden.restricting(Guarded.ALICE, Restriction.HOLD);
        guarded.warden.restricting(new Account(BEN), Restriction.REFUSE);

        assertThat(authentications.restriction(connection)).isEqualTo(Restriction.NONE);

        authentications.accepted(connection, new SaslIdentity(ALICE, BEN));
        connection.loggedIn(ALICE);
        assertThat(authentications.restriction(connection)).isEqualTo(Restriction.REFUSE);
    }

    @Test
    void wardenThatFailsLeavesJamesItsAnswer() {
        guarded.warden.answering(event -> {
            throw new IllegalStateException("test");
        });

        assertThat(authentications.accepted(connection, SaslIdentity.of(ALICE))).isEqualTo(Verdict.ALLOW);
        assertThat(authentications.refused(connection, SaslIdentity.of(ALICE), Optional.empty()))
                .isEqualTo(Verdict.ALLOW);
        assertThat(guarded.alarms.standing()).extracting(Alarm::cause).contains("pop3-hook-failed");
        assertThat(guarded.sessions.count()).as("it is listed all the same").isEqualTo(1);
    }

    @Test
    void secondLoginOnAConnectionEndsTheFirstSession() {
        authentications.accepted(connection, SaslIdentity.of(ALICE));
        authentications.accepted(connection, SaslIdentity.of(BEN));
        assertThat(guarded.sessions.list(Optional.empty(), 9))
                .extracting(LiveSession::account)
                .containsExactly(new Account(BEN));

        guarded.live.moved(connection);
        assertThat(guarded.sessions.list(Optional.empty(), 9))
                .extracting(live -> live.traffic().messages())
                .containsExactly(1L);

        guarded.live.close(connection);
        assertThat(guarded.sessions.count()).isZero();
    }
}
