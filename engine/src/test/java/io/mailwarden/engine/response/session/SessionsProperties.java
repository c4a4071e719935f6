package io.mailwarden.engine.response.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to sessions in whatever order: the list, the count and the counters tell one story. */
class SessionsProperties {

    private static final int ACCOUNTS = 3;
    private static final int KINDS = 8;

    private final TestClock clock = TestClock.at("2026-05-03T06:50:00Z");
    private final Set<Account> blocked = new HashSet<>();
    private final List<Session> handles = new ArrayList<>();
    private final Sessions sessions = new Sessions(
            new SessionsConfig(Duration.ofHours(2), Duration.ofHours(1)), blocked::contains, address -> "", clock);
    private long endedByUs;
    private long closedByClients;

    @Property(tries = 300)
    void listAndCountersAgree(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 999) Integer> steps) {
        for (int step : steps) {
            take(step);
            check();
        }
    }

    private void take(int step) {
        Account account = new Account("user" + step % ACCOUNTS);
        switch (step % KINDS) {
            case 0, 1 -> handles.add(sessions.open(opening(account), reason -> endedByUs++));
            case 2 -> close(step);
            case 3 -> sessions.endAll(account, SessionEndReason.INCIDENT);
            case 4 -> block(account);
            case 5 -> clock.advance(Duration.ofMinutes(step));
            case 6 -> sessions.expire(clock.instant());
            default -> move(step);
        }
    }

    private static SessionDetails opening(Account account) {
        return new SessionDetails(
                account, Optional.of(new Account("user0")), Protocol.IMAP, Optional.empty(), Client.UNKNOWN, false);
    }

    private void close(int step) {
        if (!handles.isEmpty()) {
            int before = sessions.count();
            handles.remove(step % handles.size()).close();
            closedByClients += before - sessions.count();
        }
    }

    private void block(Account account) {
        if (!blocked.remove(account)) {
            blocked.add(account);
        }
    }

    private void move(int step) {
        handles.forEach(session -> {
            session.received(step);
            session.sent(step);
            session.moved();
            session.barred();
        });
    }

    private void check() {
        List<LiveSession> all = sessions.list(Optional.empty(), Integer.MAX_VALUE);
        assertThat(all).hasSize(sessions.count()).allSatisfy(live -> {
            assertThat(live.traffic().bytesReceived()).isNotNegative();
            assertThat(live.traffic().bytesSent()).isNotNegative();
            assertThat(live.traffic().messages()).isNotNegative();
            assertThat(live.lastActive()).isBetween(live.since(), clock.instant());
        });
        assertThat(all).extracting(LiveSession::id).doesNotHaveDuplicates();
        long ended = 0;
        for (SessionEndReason reason : SessionEndReason.values()) {
            ended += sessions.ended(reason);
        }
        assertThat(ended).isEqualTo(endedByUs);
        assertThat(sessions.opened()).isEqualTo(all.size() + endedByUs + closedByClients);
    }
}
