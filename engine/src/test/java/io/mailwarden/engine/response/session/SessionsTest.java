package io.mailwarden.engine.response.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Account ALICE = new Account("alice@example.org");
    private static final Account BOB = new Account("bob@example.org");
    private static final Instant START = Instant.parse("2026-05-03T06:50:00Z");

    private final TestClock clock = TestClock.at(START.toString());
    private final Set<Account> blocked = ConcurrentHashMap.newKeySet();
    private final FakeLine line = new FakeLine();
    private final Sessions sessions = with(SessionsConfig.defaults());

    private Sessions with(SessionsConfig config) {
        return new Sessions(config, blocked::contains, address -> "NO, Telenor", clock);
    }

    private static SessionDetails of(Account account) {
        return new SessionDetails(
                account,
                Optional.empty(),
                Protocol.SMTP,
                Address.parse("192.0.2.1"),
                Client.ofEhlo("laptop.example.net"),
                true);
    }

    private static SessionDetails delegated(Account account, Account owner) {
        return new SessionDetails(account, Optional.of(owner), Protocol.IMAP, Optional.empty(), Client.UNKNOWN, false);
    }

    @Test
    void listsWhatADoorKnowsAndCounts() {
        Session session = sessions.open(of(ALICE), line);
        clock.advance(Duration.ofMinutes(1));
        session.received(70);
        session.sent(300);
        session.sent(5);
        session.moved();
        clock.advance(Duration.ofMinutes(1));
        session.sent(1);
        session.named(new Client("Evolution", "3.50", ""));

        LiveSession live = onlySession();
        assertThat(live.id()).isNotBlank();
        assertThat(live.account()).isEqualTo(ALICE);
        assertThat(live.details().authenticationId()).isEmpty();
        assertThat(live.details().protocol()).isEqualTo(Protocol.SMTP);
        assertThat(live.details().address()).isEqualTo(Address.parse("192.0.2.1"));
        assertThat(live.place()).isEqualTo("NO, Telenor");
        assertThat(live.details().client().toString()).isEqualTo("Evolution 3.50");
        assertThat(live.details().tls()).isTrue();
        assertThat(live.since()).isEqualTo(START);
        assertThat(live.lastActive()).isEqualTo(START.plusSeconds(60));
        assertThat(live.traffic().bytesReceived()).isEqualTo(70);
        assertThat(live.traffic().bytesSent()).isEqualTo(306);
        assertThat(live.traffic().messages()).isEqualTo(1);
    }

    @Test
    void listsTheNewestFirstUpToTheLimitAndThoseOfOneAccount() {
        sessions.open(of(ALICE), line);
        clock.advance(Duration.ofSeconds(1));
        sessions.open(of(BOB), line);
        clock.advance(Duration.ofSeconds(1));
        sessions.open(delegated(ALICE, BOB), line);

        assertThat(sessions.list(Optional.empty(), 2))
                .extracting(LiveSession::since)
                .containsExactly(START.plusSeconds(2), START.plusSeconds(1));
        assertThat(sessions.list(Optional.of(ALICE), 10)).hasSize(2);
        assertThat(sessions.list(Optional.of(BOB), 10)).hasSize(2);
        assertThat(sessions.list(Optional.of(new Account("carol")), 10)).isEmpty();
    }

    @Test
    void forgetsWhatIsClosed() {
        Session session = sessions.open(of(ALICE), line);

        session.close();
        session.close();

        assertThat(sessions.count()).isZero();
        assertThat(sessions.opened()).isEqualTo(1);
        assertThat(sessions.end(session.id(), SessionEndReason.ADMINISTRATOR)).isFalse();
        assertThat(line.ends()).isEmpty();
    }

    @Test
    void endsOneOnceAndBarsItFromThenOn() {
        Session session = sessions.open(of(ALICE), line);
        assertThat(session.barred()).isFalse();

        assertThat(sessions.end(session.id(), SessionEndReason.ADMINISTRATOR)).isTrue();
        assertThat(sessions.end(session.id(), SessionEndReason.ADMINISTRATOR)).isFalse();

        assertThat(session.barred()).isTrue();
        assertThat(session.ended()).contains(SessionEndReason.ADMINISTRATOR);
        assertThat(line.ends()).containsExactly(SessionEndReason.ADMINISTRATOR);
        assertThat(sessions.count()).isZero();
        assertThat(sessions.ended(SessionEndReason.ADMINISTRATOR)).isEqualTo(1);
        assertThat(sessions.ended(SessionEndReason.BLOCK)).isZero();
    }

    @Test
    void endsSessionsOfAnAccountAndThoseItAuthenticated() {
        sessions.open(of(ALICE), line);
        sessions.open(delegated(ALICE, BOB), line);
        Session other = sessions.open(of(new Account("carol@example.org")), new FakeLine());

        assertThat(sessions.endAll(BOB, SessionEndReason.INCIDENT)).isEqualTo(1);
        assertThat(sessions.endAll(ALICE, SessionEndReason.BLOCK)).isEqualTo(1);
        assertThat(sessions.endAll(ALICE, SessionEndReason.BLOCK)).isZero();

        assertThat(line.ends()).containsExactly(SessionEndReason.INCIDENT, SessionEndReason.BLOCK);
        assertThat(other.barred()).isFalse();
    }

    @Test
    void endsAtOnceWhatABlockedAccountOpens() {
        blocked.add(ALICE);

        Session session = sessions.open(of(ALICE), line);

        assertThat(session.ended()).contains(SessionEndReason.BLOCK);
        assertThat(line.ends()).containsExactly(SessionEndReason.BLOCK);
        assertThat(sessions.count()).isZero();
    }

    @Test
    void barsWhatIsBlockedBeforeItIsEnded() {
        Session session = sessions.open(delegated(ALICE, BOB), line);
        blocked.add(BOB);

        assertThat(session.barred()).isTrue();

        assertThat(line.ends()).containsExactly(SessionEndReason.BLOCK);
        assertThat(sessions.endAll(BOB, SessionEndReason.BLOCK)).isZero();
        assertThat(sessions.ended(SessionEndReason.BLOCK)).isEqualTo(1);
    }

    @Test
    void endsThoseWhoseAccountIsBlockedByNow() {
        sessions.open(of(ALICE), line);
        sessions.open(of(BOB), new FakeLine());
        blocked.add(ALICE);

        assertThat(sessions.endBlocked()).isEqualTo(1);
        assertThat(sessions.endBlocked()).isZero();

        assertThat(line.ends()).containsExactly(SessionEndReason.BLOCK);
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void neverExpiresByDefault() {
        sessions.open(of(ALICE), line);

        sessions.expire(START.plus(Duration.ofDays(3650)));

        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void endsWhatIsTooOldHoweverActive() {
        Sessions limited = with(new SessionsConfig(Duration.ofHours(1), Duration.ZERO));
        Session session = limited.open(of(ALICE), line);
        clock.advance(Duration.ofHours(1));
        session.received(1);

        limited.expire(clock.instant());
        assertThat(line.ends()).isEmpty();

        limited.expire(clock.instant().plusMillis(1));
        assertThat(line.ends()).containsExactly(SessionEndReason.MAX_AGE);
    }

    @Test
    void endsWhatIsSilentForTooLongWhateverItIsSent() {
        Sessions limited = with(new SessionsConfig(Duration.ZERO, Duration.ofMinutes(10)));
        Session session = limited.open(of(ALICE), line);
        clock.advance(Duration.ofMinutes(9));
        session.received(1);
        clock.advance(Duration.ofMinutes(9));
        limited.expire(clock.instant());
        assertThat(line.ends()).isEmpty();

        session.sent(100);
        clock.advance(Duration.ofMinutes(2));
        limited.expire(clock.instant());

        assertThat(line.ends()).containsExactly(SessionEndReason.MAX_IDLE);
        assertThat(limited.ended(SessionEndReason.MAX_IDLE)).isEqualTo(1);
    }

    @Test
    void forgetsConnectionsThatVanished() {
        sessions.open(of(ALICE), line);
        line.vanish();

        sessions.expire(START);

        assertThat(sessions.count()).isZero();
        assertThat(line.ends()).isEmpty();
    }

    @Test
    void refusesLimitsThatWouldEndEverything() {
        assertThatThrownBy(() -> new SessionsConfig(Duration.ofSeconds(1), Duration.ZERO))
                .hasMessageContaining("expected a time from 1m to 365d");
        assertThatThrownBy(() -> new SessionsConfig(Duration.ZERO, Duration.ofSeconds(-1)))
                .hasMessageContaining("expected a time from 1m to 365d");
    }

    @Test
    void letsNoSessionSlipBetweenABlockAndItsEnd() throws Exception {
        int rounds = 300;
        ExecutorService doors = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < rounds; round++) {
                blocked.clear();
                assertAllEnded(doors);
            }
        } finally {
            doors.shutdownNow();
        }
        assertThat(sessions.count()).isZero();
        assertThat(sessions.ended(SessionEndReason.BLOCK)).isEqualTo(sessions.opened());
    }

    // Doors open sessions while the account is blocked: each is ended, by whichever of the two comes last.
    private void assertAllEnded(ExecutorService doors) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<FakeLine>>> opening = new ArrayList<>();
        for (int door = 0; door < 3; door++) {
            opening.add(doors.submit(() -> {
                start.await();
                return opened(20);
            }));
        }
        start.countDown();
        blocked.add(ALICE);
        sessions.endAll(ALICE, SessionEndReason.BLOCK);
        for (Future<List<FakeLine>> lines : opening) {
            assertThat(lines.get()).allSatisfy(end -> assertThat(end.ends()).containsExactly(SessionEndReason.BLOCK));
        }
    }

    private List<FakeLine> opened(int count) {
        List<FakeLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FakeLine fresh = new FakeLine();
            sessions.open(of(ALICE), fresh);
            lines.add(fresh);
        }
        return lines;
    }

    @Test
    void namesNoTwoSessionsAlike() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(sessions.open(of(ALICE), line).id());
        }
        assertThat(ids).hasSize(1000).allSatisfy(id -> assertThat(id).hasSize(36));
    }

    private LiveSession onlySession() {
        List<LiveSession> all = sessions.list(Optional.empty(), 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
