package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.AlertRow.State;
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
import org.jspecify.annotations.Nullable;

/** An outbox in memory, as long as the process lives. Thread-safe. */
public final class InMemoryAlertStore implements AlertStore {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private static final Comparator<Alert> CRITICAL_FIRST =
            Comparator.comparing(Alert::severity, Comparator.reverseOrder());

    private record Key(Optional<Account> account, String cause) {}

    private record Entry(AlertRow row, Instant due) {}

    private final Map<String, Entry> outbox = new LinkedHashMap<>();
    private final Map<Key, Instant> toldUntil = new HashMap<>();
    private final List<Alert> collected = new ArrayList<>();
    private @Nullable Instant digestAt;

    @Override
    public synchronized Outcome raise(String id, Alert alert, AlertLimits limits, Instant now) {
        Key key = new Key(alert.account(), alert.cause());
        Instant until = toldUntil.get(key);
        if (until != null && ahead(until, now, limits.period())) {
            return Outcome.REPEATED;
        }
        toldUntil.put(key, now.plus(limits.period()));
        if (limits.room(alert.severity(), sentSince(now.minus(HOUR), now), sentSince(now.minus(TWO_DAYS), now))) {
            put(id, alert, now);
            return Outcome.QUEUED;
        }
        collected.add(alert);
        if (digestAt == null) {
            digestAt = now.plus(limits.digestEvery());
        }
        return Outcome.COLLECTED;
    }

    // Further ahead than it can be set by a clock that is right: past.
    private static boolean ahead(Instant time, Instant now, Duration most) {
        return time.isAfter(now) && !time.isAfter(now.plus(most).plus(AlertLimits.SKEW));
    }

    private long sentSince(Instant since, Instant now) {
        return outbox.values().stream()
                .map(Entry::row)
                .filter(row -> !row.alert().digest())
                .filter(row -> row.raised().isAfter(since) && !row.raised().isAfter(now.plus(AlertLimits.SKEW)))
                .count();
    }

    private void put(String id, Alert alert, Instant now) {
        outbox.put(id, new Entry(new AlertRow(id, alert, now, State.WAITING, 0, Set.of()), now));
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
                .limit(Alert.FINDINGS)
                .map(Digest::line)
                .toList();
        put(id, new Digest(collected.size(), critical, lines).alert(now), now);
        collected.clear();
        return true;
    }

    @Override
    public synchronized Optional<AlertRow> claim(Instant now, Duration lease) {
        Optional<AlertRow> claimed = outbox.values().stream()
                .filter(entry -> entry.row().state() == State.WAITING)
                .filter(entry -> !ahead(entry.due(), now, HOUR))
                .min(Comparator.comparing(Entry::due))
                .map(entry -> next(entry.row(), State.WAITING, entry.row().attempt() + 1));
        claimed.ifPresent(row -> outbox.put(row.id(), new Entry(row, now.plus(lease))));
        return claimed;
    }

    private static AlertRow next(AlertRow row, State state, long attempt) {
        return new AlertRow(row.id(), row.alert(), row.raised(), state, attempt, row.delivered());
    }

    @Override
    public synchronized void delivered(String id, String channel, Instant now) {
        outbox.computeIfPresent(id, (same, entry) -> {
            AlertRow row = entry.row();
            Set<String> delivered = new HashSet<>(row.delivered());
            delivered.add(channel);
            return new Entry(
                    new AlertRow(id, row.alert(), row.raised(), row.state(), row.attempt(), delivered), entry.due());
        });
    }

    @Override
    public synchronized void later(AlertRow claimed, Instant due) {
        change(claimed, State.WAITING, due);
    }

    @Override
    public synchronized void end(AlertRow claimed, State state) {
        change(claimed, state, Instant.MAX);
    }

    private void change(AlertRow claimed, State state, Instant due) {
        outbox.computeIfPresent(claimed.id(), (id, entry) -> {
            boolean held =
                    entry.row().attempt() == claimed.attempt() && entry.row().state() == State.WAITING;
            return held ? new Entry(next(entry.row(), state, claimed.attempt()), due) : entry;
        });
    }

    @Override
    public synchronized List<AlertRow> latest(int limit) {
        return outbox.values().stream()
                .map(Entry::row)
                .sorted(Comparator.comparing(AlertRow::raised)
                        .thenComparing(AlertRow::id)
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long waiting() {
        return collected.size()
                + outbox.values().stream()
                        .filter(entry -> entry.row().state() == State.WAITING)
                        .count();
    }

    @Override
    public synchronized void forget(Instant before, Instant now) {
        outbox.values()
                .removeIf(entry -> entry.row().state() != State.WAITING
                        && entry.row().raised().isBefore(before));
        toldUntil.values().removeIf(until -> !until.isAfter(now));
    }
}
