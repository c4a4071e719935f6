package io.mailwarden.store.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.response.alert.AlertLimits;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow.AlertState;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalEntry.ContentHashes;
import io.mailwarden.engine.response.session.SessionDetails;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.store.Stores;
import io.mailwarden.store.alert.SqlAlertStore;
import io.mailwarden.store.rescan.SqlJournalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Alerts, sessions and sent messages for {@link ListsBenchmark}: 20,000 alerts told by mail and webhook, 50,000 live
 * sessions and 100,000 messages; a quarter of the two last is one account's. Logins are those of {@link EventFill}.
 */
final class AccountLists {

    private static final Account ODD = new Account("odd@example.org");
    private static final Account SOMEBODY = new Account("user7@example.org");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ALERTS = 20_000;
    private static final int SESSIONS = 50_000;
    private static final int MESSAGES = 100_000;
    private static final int BATCH = 1_000;
    private static final int ACCOUNTS = 40_000;

    private final Stores.Open open;
    private final SqlAlertStore alerts;
    private final SqlJournalStore journal;

    AccountLists(Stores.Open open) {
        this.open = open;
        alerts = new SqlAlertStore(open.database());
        journal = new SqlJournalStore(open.database());
    }

    void fill() {
        alert(0);
        for (int from = 1; from < ALERTS; from += BATCH) {
            int first = from;
            int unused = open.database().change("fill", handle -> more(handle, first));
        }
        int unused = open.database()
                .change(
                        "fill",
                        handle -> handle.execute(
                                "INSERT INTO alert_delivery (alert, channel, delivered_at) SELECT id, 'mail',"
                                        + " raised_at FROM alert UNION ALL SELECT id, 'webhook', raised_at FROM"
                                        + " alert"));
        for (int from = 0; from < MESSAGES; from += BATCH) {
            List<JournalEntry> batch = new ArrayList<>();
            for (int i = from; i < from + BATCH; i++) {
                batch.add(message(i));
            }
            journal.add(batch.get(0).id(), batch);
        }
    }

    // As the first one, of others and later.
    private static int more(Handle handle, int first) {
        PreparedBatch batch = handle.prepareBatch(
                """
                INSERT INTO alert (id, digest, raised_at, state, attempt, due_at, content, account, domain, severity, incident)
                SELECT ?, 0, ?, ?, 1, ?, content, ?, 'example.org', severity, ? FROM alert WHERE id = ?
                """);
        for (int i = first; i < Math.min(ALERTS, first + BATCH); i++) {
            long at = IncidentRow.micros(START.plusSeconds(4_000L * i));
            String state = i < ALERTS - 100 ? "sent" : "waiting";
            batch.add(id(i), at, state, at, "user" + i + "@example.org", "i" + i, id(0));
        }
        return batch.execute().length;
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "%08d", number);
    }

    private static Account account(int number) {
        return number % 4 == 0 ? ODD : new Account("user" + number % ACCOUNTS + "@example.org");
    }

    private void alert(int number) {
        Instant at = START.plusSeconds(4_000L * number);
        AlertContent content = new AlertContent(
                "3 messages held, login from Lagos, NG",
                List.of("40 messages to strangers alone within an hour (limit 8)"),
                List.of("its mail is held"),
                List.of());
        Account account = new Account("user" + number + "@example.org");
        alerts.raise(
                id(number),
                new Alert(
                        Optional.of(account),
                        "takeover",
                        Severity.CRITICAL,
                        Optional.of("i" + number),
                        at,
                        content,
                        Optional.empty()),
                new AlertLimits(Duration.ofMinutes(1), 1_000, 10_000, Duration.ofHours(1)),
                at);
    }

    private static JournalEntry message(int number) {
        Instant at = START.plusSeconds(number);
        return new JournalEntry(
                JournalEntry.nextId(at),
                account(number),
                at,
                "<" + number + "@example.org>",
                new MessageSummary(
                        account(number).name(),
                        List.of("contact" + number % 50 + "@far.example", "friend@far.example"),
                        "Minutes of Tuesday " + number,
                        12_345),
                ContentHashes.NONE,
                "blob" + number);
    }

    void lists(CallTimes times) {
        alerts(times);
        logins(times);
        messages(times);
        sessions(times);
    }

    private void alerts(CallTimes times) {
        times.measure("alerts", () -> alerts.search(AlertQuery.latest(100)));
        Optional<String> cursor = alerts.search(AlertQuery.latest(100)).nextCursor();
        times.measure(
                "alerts, next page",
                () -> alerts.search(new AlertQuery(DomainFilter.ALL, Optional.empty(), 100, cursor)));
        times.measure("alerts?limit=1000", () -> alerts.search(AlertQuery.latest(1_000)));
        for (AlertState state : AlertState.values()) {
            AlertQuery query = new AlertQuery(DomainFilter.ALL, Optional.of(state), 100, Optional.empty());
            times.measure("alerts?state=" + state.label(), () -> alerts.search(query));
        }
    }

    // As many as the route reads whatever its limit is: refused ones belong to those that came before.
    private void logins(CallTimes times) {
        times.measure("accounts/odd/logins", () -> open.log().logins(ODD, 1_000));
        times.measure("accounts/user7/logins", () -> open.log().logins(SOMEBODY, 1_000));
    }

    private void messages(CallTimes times) {
        times.measure("accounts/odd/messages", () -> journal.before(ODD, Instant.EPOCH, Optional.empty(), 100));
        List<JournalEntry> page = journal.before(ODD, Instant.EPOCH, Optional.empty(), 100);
        Optional<String> last = Optional.of(page.get(page.size() - 1).id());
        times.measure("accounts/odd/messages, next page", () -> journal.before(ODD, Instant.EPOCH, last, 100));
        times.measure(
                "accounts/odd/messages?limit=1000", () -> journal.before(ODD, Instant.EPOCH, Optional.empty(), 1_000));
        Instant late = START.plusSeconds(MESSAGES - 3_600);
        times.measure("accounts/odd/messages?since=", () -> journal.before(ODD, late, Optional.empty(), 100));
        times.measure("accounts/user7/messages", () -> journal.before(SOMEBODY, Instant.EPOCH, Optional.empty(), 100));
    }

    private void sessions(CallTimes times) {
        Sessions live = new Sessions(SessionsConfig.defaults(), account -> false, address -> "Oslo, NO", open.clock());
        for (int i = 0; i < SESSIONS; i++) {
            SessionDetails details = new SessionDetails(
                    account(i),
                    Optional.empty(),
                    Protocol.IMAP,
                    Address.parse("198.51.100." + i % 256),
                    new Client("Thunderbird", "128.0", "Linux"),
                    true);
            live.open(details, reason -> {});
        }
        times.measure("sessions", () -> live.list(Optional.empty(), 100));
        times.measure("sessions?limit=1000", () -> live.list(Optional.empty(), 1_000));
        times.measure("sessions?account=odd", () -> live.list(Optional.of(ODD), 100));
        times.measure("sessions?account=user7", () -> live.list(Optional.of(SOMEBODY), 100));
    }
}
