package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.response.alert.AlertLimits.Sent;
import io.mailwarden.engine.response.alert.AlertRow.AlertState;
import io.mailwarden.engine.support.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An outbox in memory, as long as the process lives. Thread-safe. */
public final class InMemoryAlertStore implements AlertStore {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private static final Comparator<Alert> CRITICAL_FIRST =
            Comparator.comparing(Alert::severity, Comparator.reverseOrder());

    private record Key(Optional<Account> account, String once) {}

    private final Map<String, AlertRow> outbox = new LinkedHashMap<>();
    private final Map<Key, Instant> toldUntil = new HashMap<>();
    private final List<Alert> collected = new ArrayList<>();
    private @Nullable Instant digestAt;

    @Override
    public synchronized Admission raise(String id, Alert alert, AlertLimits limits, Instant now) {
        Key key = new Key(alert.account(), alert.once());
        Instant until = toldUntil.get(key);
        if (until != null && ahead(until, now, limits.period())) {
            return Admission.REPEATED;
        }
        toldUntil.put(key, now.plus(limits.period()));
        Sent own = new Sent(
                sentSince(now.minus(HOUR), now)
                        .filter(one -> one.account().equals(alert.account()))
                        .count(),
                sentSince(now.minus(TWO_DAYS), now)
                        .filter(one -> one.account().equals(alert.account()))
                        .count());
        Sent others = new Sent(others(alert, now.minus(HOUR), now), others(alert, now.minus(TWO_DAYS), now));
        if (limits.room(alert, own, others)) {
            put(id, alert.following(first(alert)), now);
            return Admission.QUEUED;
        }
        collected.add(alert);
        if (digestAt == null) {
            digestAt = now.plus(limits.digestEvery());
        }
        return Admission.COLLECTED;
    }

    // Further ahead than it can be set by a clock that is right: past.
    private static boolean ahead(Instant time, Instant now, Duration most) {
        return time.isAfter(now) && !time.isAfter(now.plus(most).plus(AlertLimits.SKEW));
    }

    private Stream<Alert> sentSince(Instant since, Instant now) {
        return outbox.values().stream()
                .filter(row -> !row.alert().digest())
                .filter(row -> row.raised().isAfter(since) && !row.raised().isAfter(now.plus(AlertLimits.SKEW)))
                .map(AlertRow::alert);
    }

    private long others(Alert alert, Instant since, Instant now) {
        return sentSince(since, now)
                .filter(one -> one.severity() == alert.severity())
                .map(Alert::account)
                .filter(account -> !account.equals(alert.account()))
                .distinct()
                .count();
    }

    private Optional<String> first(Alert alert) {
        return alert.incident().isEmpty()
                ? Optional.empty()
                : outbox.values().stream()
                        .filter(row -> row.alert().account().equals(alert.account())
                                && row.alert().incident().equals(alert.incident()))
                        .min(Comparator.comparing(AlertRow::raised).thenComparing(AlertRow::id))
                        .map(AlertRow::id);
    }

    private void put(String id, Alert alert, Instant now) {
        outbox.put(id, new AlertRow(id, alert, now, AlertState.WAITING, 0, now, Set.of(), ""));
    }

    @Override
    public synchronized boolean digest(String id, AlertLimits limits, Instant now) {
        if (digestAt == null || ahead(digestAt, now, limits.digestEvery())) {
            return false;
        }
        digestAt = null;
        long critical = collected.stream()
                .filter(alert -> alert.severity() == Severity.CRITICAL)
                .count();
        List<String> lines = collected.stream()
                .sorted(CRITICAL_FIRST)
                .limit(AlertContent.FINDINGS)
                .map(Alert::digestLine)
                .toList();
        put(id, Alert.digest(collected.size(), critical, lines, now), now);
        collected.clear();
        return true;
    }

    @Override
    public synchronized Optional<AlertRow> claim(Instant now, Duration lease) {
        Optional<AlertRow> claimed = outbox.values().stream()
                .filter(row -> row.state() == AlertState.WAITING && !ahead(row.due(), now, HOUR))
                .min(Comparator.comparing(AlertRow::due))
                .map(row -> row.claimed(now.plus(lease)));
        claimed.ifPresent(row -> outbox.put(row.id(), row));
        return claimed;
    }

    @Override
    public synchronized void delivered(String id, String channel, Instant now) {
        outbox.computeIfPresent(id, (same, row) -> {
            Set<String> delivered = new HashSet<>(row.delivered());
            delivered.add(channel);
            return row.at(delivered);
        });
    }

    @Override
    public synchronized void later(AlertRow claimed, Instant due, String error) {
        change(claimed, AlertState.WAITING, due, error);
    }

    @Override
    public synchronized void sent(AlertRow claimed) {
        change(claimed, AlertState.SENT, claimed.due(), "");
    }

    @Override
    public synchronized void giveUp(AlertRow claimed, String error) {
        change(claimed, AlertState.GIVEN_UP, claimed.due(), error);
    }

    private void change(AlertRow claimed, AlertState state, Instant due, String error) {
        outbox.computeIfPresent(claimed.id(), (id, row) -> {
            boolean held = row.attempt() == claimed.attempt() && row.state() == AlertState.WAITING;
            return held ? row.left(state, due, error) : row;
        });
    }

    @Override
    public synchronized Page<AlertRow> search(AlertQuery query) {
        return Page.newestFirst(
                outbox.values().stream().filter(query::fits), AlertQuery::place, query.cursor(), query.limit());
    }

    @Override
    public synchronized long waiting() {
        return collected.size()
                + outbox.values().stream()
                        .filter(row -> row.state() == AlertState.WAITING)
                        .count();
    }

    @Override
    public synchronized void forget(Instant before, Instant now) {
        outbox.values()
                .removeIf(
                        row -> row.state() != AlertState.WAITING && row.raised().isBefore(before));
        toldUntil.values().removeIf(until -> !until.isAfter(now));
    }
}
