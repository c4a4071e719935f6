package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LoginHistoryTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Account BOB = new Account("bob@example.org");
    private static final Account NOBODY = new Account("nobody");

    private final LoginHistory history = new LoginHistory();

    @Test
    void listsTheNewestFirst() {
        add(BOB, true, NOON, "one");
        add(BOB, true, NOON.plusSeconds(1), "two");

        assertThat(history.latest(BOB, 10)).extracting(LoginRecord::at).containsExactly(NOON.plusSeconds(1), NOON);
        assertThat(history.latest(BOB, 1)).hasSize(1);
        assertThat(history.latest(NOBODY, 10)).isEmpty();
    }

    @Test
    void tellsWhatWasFound() {
        history.add(login(BOB, NOON, Outcome.ACCEPTED, ""), in("NO"), true, List.of("new-country"));

        assertThat(history.latest(BOB, 1)).first().satisfies(login -> {
            assertThat(login.place()).isEqualTo("NO");
            assertThat(login.anomalies()).containsExactly("new-country");
            assertThat(login.tls()).isTrue();
        });
    }

    @Test
    void keepsTheLatestHundred() {
        for (int i = 0; i < 500; i++) {
            add(BOB, true, NOON.plusSeconds(i), "s" + i);
        }

        assertThat(history.latest(BOB, 1000)).hasSize(100).first().satisfies(login -> assertThat(login.at())
                .isEqualTo(NOON.plusSeconds(499)));
    }

    @Test
    void namesTheClientThatWasSeenAfterTheLogin() {
        add(BOB, true, NOON, "one");
        add(BOB, true, NOON.plusSeconds(1), "two");

        history.clientSeen(BOB, "one", new Client("Thunderbird", "128.0", ""));

        assertThat(history.latest(BOB, 10)).extracting(LoginRecord::client).containsExactly("", "Thunderbird 128.0");
    }

    @Test
    void ignoresTheClientOfASessionThatItDoesNotKnow() {
        add(BOB, true, NOON, "one");

        history.clientSeen(BOB, "other", new Client("Thunderbird", "", ""));
        history.clientSeen(NOBODY, "one", new Client("Thunderbird", "", ""));

        assertThat(history.latest(BOB, 10)).extracting(LoginRecord::client).containsExactly("");
        assertThat(history.latest(NOBODY, 10)).isEmpty();
    }

    @Test
    void floodOfStrangersPushesOutNoAccount() {
        add(BOB, true, NOON, "one");
        for (int i = 0; i < 100_000; i++) {
            add(new Account("stranger" + i), false, NOON, "");
        }

        assertThat(history.latest(BOB, 10)).hasSize(1);
    }

    @Test
    void keepsTheAttemptsBeforeTheFirstSuccess() {
        add(BOB, false, NOON, "one");
        add(BOB, true, NOON.plusSeconds(1), "two");

        assertThat(history.latest(BOB, 10)).hasSize(2);
    }

    @Test
    void countsCountriesOfAcceptedLoginsInADay() {
        history.add(login(BOB, NOON, Outcome.ACCEPTED, ""), in("NO"), true, List.of());
        history.add(login(BOB, NOON, Outcome.ACCEPTED, ""), in("SE"), true, List.of());
        history.add(login(BOB, NOON, Outcome.REFUSED, ""), in("NG"), true, List.of());
        history.add(login(BOB, NOON.minus(Duration.ofHours(25)), Outcome.ACCEPTED, ""), in("DK"), true, List.of());
        history.add(login(BOB, NOON, Outcome.ACCEPTED, ""), Origin.UNKNOWN, true, List.of());

        assertThat(history.countriesInDay(BOB, NOON)).isEqualTo(2);
    }

    private void add(Account account, boolean known, Instant at, String session) {
        history.add(login(account, at, Outcome.ACCEPTED, session), Origin.UNKNOWN, known, List.of());
    }

    private static Login login(Account account, Instant at, Outcome outcome, String session) {
        Address address = Address.parse("192.0.2.1").orElseThrow();
        Login.Source source = new Login.Source(address, Client.UNKNOWN, true, session, Optional.empty());
        Login.Secret secret = new Login.Secret(OptionalInt.empty(), Optional.empty());
        return new Login(at, account, Protocol.IMAP, outcome, Optional.of(source), secret);
    }

    private static Origin in(String country) {
        Place place = new Place(country, Optional.empty(), Optional.empty(), 50);
        return new Origin(
                Optional.empty(),
                Optional.empty(),
                Optional.of(place),
                "",
                OptionalLong.empty(),
                NetworkKind.RESIDENTIAL,
                "",
                false);
    }
}
