package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.review.backtest.BacktestResult.Change;
import io.mailwarden.engine.review.backtest.BacktestResult.Delta;
import io.mailwarden.engine.review.backtest.BacktestResult.Kind;
import io.mailwarden.engine.review.backtest.BacktestResult.Row;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts differences by name; of very many names, those that come first. Not thread-safe. */
final class DeltaTable {

    private final int most;
    private final Map<String, Counts> rows = new HashMap<>();
    // By what tells them apart in four bytes: a few of millions may count as one.
    private final Set<Integer> others = new HashSet<>();

    DeltaTable(int most) {
        this.most = most;
    }

    private static final class Counts {

        private final Map<Kind, Long> raised = new EnumMap<>(Kind.class);
        private final Map<Kind, Long> spared = new EnumMap<>(Kind.class);

        private void count(Kind kind, boolean more) {
            (more ? raised : spared).merge(kind, 1L, Long::sum);
        }

        private Change change(Kind kind) {
            return new Change(raised.getOrDefault(kind, 0L), spared.getOrDefault(kind, 0L));
        }

        private Delta delta() {
            return new Delta(change(Kind.INCIDENT), change(Kind.CRITICAL), change(Kind.MESSAGE), change(Kind.LOGIN));
        }
    }

    void count(String name, Kind kind, boolean more) {
        if (rows.size() >= most && !rows.containsKey(name)) {
            others.add(name.hashCode());
            return;
        }
        rows.computeIfAbsent(name, key -> new Counts()).count(kind, more);
    }

    /** Those with most differences. */
    List<Row> rows(int limit) {
        return rows.entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue().delta()))
                .sorted(Comparator.comparingLong((Row row) -> row.delta().all())
                        .reversed()
                        .thenComparing(Row::name))
                .limit(limit)
                .toList();
    }

    /** How many names there were. */
    long size() {
        return rows.size() + (long) others.size();
    }
}
