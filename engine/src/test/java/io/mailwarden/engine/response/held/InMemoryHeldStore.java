package io.mailwarden.engine.response.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.Key;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Held mail's rows in memory, as long as the process lives; of one node. */
public final class InMemoryHeldStore implements HeldStore {

    private static final Comparator<Row> OLDEST_FIRST = Comparator.comparing(row -> HeldQuery.place(row.message));

    private final TreeMap<String, Row> rows = new TreeMap<>();

    private static final class Row {
        private HeldMessage message;
        private Instant changed;
        private @Nullable Instant sent;
        private @Nullable Instant alertedAt;
        private @Nullable String token;

        private Row(HeldMessage message, Instant changed) {
            this.message = message;
            this.changed = changed;
        }

        private boolean in(HeldState state) {
            return message.state() == state;
        }

        private boolean over() {
            return !in(HeldState.WAITING) && !in(HeldState.RELEASING);
        }

        private void become(HeldState state, Instant now) {
            message = message.in(state);
            changed = now;
            sent = null;
        }

        private HeldRow view() {
            return new HeldRow(message, true, Optional.ofNullable(alertedAt));
        }
    }

    private Optional<Row> row(Key key) {
        return Optional.ofNullable(rows.get(key.id()))
                .filter(row -> row.message.account().equals(key.account()));
    }

    @Override
    public synchronized boolean add(HeldMessage message, Instant now) {
        return rows.putIfAbsent(message.id(), new Row(message.expiring(Optional.empty()), now)) == null;
    }

    @Override
    public synchronized Optional<HeldRow> find(String id) {
        return Optional.ofNullable(rows.get(id)).map(Row::view);
    }

    @Override
    public synchronized Page<HeldRow> search(HeldQuery query) {
        return Page.newestFirst(
                select(row -> row.in(HeldState.WAITING) && query.fits(row.message))
                        .map(Row::view),
                row -> HeldQuery.place(row.message()),
                query.cursor(),
                query.limit());
    }

    @Override
    public synchronized long count(DomainFilter domains) {
        return select(row -> row.in(HeldState.WAITING)
                        && domains.include(row.message.account().domain()))
                .count();
    }

    @Override
    public synchronized Map<Account, Long> bytes() {
        return select(row -> !row.over())
                .collect(Collectors.groupingBy(
                        row -> row.message.account(),
                        Collectors.summingLong(row -> row.message.summary().bytes())));
    }

    @Override
    public synchronized boolean move(Key key, HeldState from, HeldState to, Instant now) {
        Optional<Row> found = row(key).filter(row -> row.in(from));
        found.ifPresent(row -> row.become(to, now));
        return found.isPresent();
    }

    @Override
    public synchronized boolean moveToQuarantine(Key key, String reason, Optional<String> incident) {
        Optional<Row> found = row(key).filter(row -> row.in(HeldState.WAITING));
        found.ifPresent(row -> row.message = row.message.quarantined(reason, incident));
        return found.isPresent();
    }

    @Override
    public synchronized long releaseAll(String incident, Instant now) {
        List<Row> found = select(row -> row.in(HeldState.WAITING)
                        && row.message.decision().incident().equals(Optional.of(incident)))
                .toList();
        found.forEach(row -> row.become(HeldState.RELEASING, now));
        return found.size();
    }

    @Override
    public synchronized Claim claim(Key key, String token, Instant now) {
        Row row = row(key).orElse(null);
        if (row == null) {
            return Claim.UNKNOWN;
        }
        if (row.in(HeldState.WAITING) || row.in(HeldState.RELEASING) || row.in(HeldState.GONE)) {
            row.become(HeldState.RELEASED, now);
            row.token = token;
            return Claim.PASS;
        }
        return row.in(HeldState.RELEASED) && token.equals(row.token) ? Claim.PASS : Claim.DROP;
    }

    @Override
    public synchronized void sent(Key key, Instant now) {
        row(key).filter(row -> row.in(HeldState.RELEASING)).ifPresent(row -> row.sent = now);
    }

    @Override
    public synchronized List<HeldRow> unsent(Instant releasedBefore, Instant sentBefore, int limit) {
        return select(row -> row.in(HeldState.RELEASING)
                        && (row.sent == null ? row.changed.isBefore(releasedBefore) : row.sent.isBefore(sentBefore)))
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .map(Row::view)
                .toList();
    }

    @Override
    public synchronized Map<String, HeldState> states(Collection<String> ids) {
        Map<String, HeldState> states = new HashMap<>();
        ids.forEach(id -> find(id).ifPresent(row -> states.put(id, row.message().state())));
        return states;
    }

    @Override
    public synchronized List<HeldMessage> mine(String afterId, int limit) {
        return rows.tailMap(afterId, false).values().stream()
                .filter(row -> !row.over())
                .limit(limit)
                .map(row -> row.message)
                .toList();
    }

    @Override
    public synchronized List<HeldMessage> unannounced(Instant heldBefore, int limit) {
        return oldest(
                row -> row.in(HeldState.WAITING)
                        && row.alertedAt == null
                        && row.message.heldAt().isBefore(heldBefore),
                limit);
    }

    @Override
    public synchronized void announced(Collection<Key> keys, Instant now) {
        keys.forEach(key -> row(key).ifPresent(row -> row.alertedAt = now));
    }

    @Override
    public synchronized List<HeldMessage> expired(Instant heldBefore, Instant announcedBefore, int limit) {
        return oldest(
                row -> row.in(HeldState.WAITING)
                        && row.message.heldAt().isBefore(heldBefore)
                        && row.alertedAt != null
                        && !row.alertedAt.isAfter(announcedBefore),
                limit);
    }

    @Override
    public synchronized List<HeldMessage> over(Instant before, int limit) {
        return select(row -> row.over() && row.changed.isBefore(before))
                .sorted(Comparator.comparing(row -> row.changed))
                .limit(limit)
                .map(row -> row.message)
                .toList();
    }

    @Override
    public synchronized void forget(Key key) {
        row(key).ifPresent(row -> rows.remove(key.id()));
    }

    private Stream<Row> select(Predicate<Row> wanted) {
        return rows.values().stream().filter(wanted);
    }

    private List<HeldMessage> oldest(Predicate<Row> wanted, int limit) {
        return select(wanted)
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .map(row -> row.message)
                .toList();
    }
}
