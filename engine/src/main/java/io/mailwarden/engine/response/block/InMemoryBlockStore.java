package io.mailwarden.engine.response.block;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Blocks as long as the process lives. Thread-safe. */
public final class InMemoryBlockStore implements BlockStore {

    private record StoredBlock(Block block, Optional<Instant> lifted) {

        private boolean holds(Instant at) {
            return lifted.isEmpty() && block.holds(at);
        }

        private boolean overBefore(Instant before) {
            return lifted.or(block::until).filter(end -> end.isBefore(before)).isPresent();
        }
    }

    private final Map<String, StoredBlock> rows = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(Block block) {
        return rows.putIfAbsent(block.id(), new StoredBlock(block, Optional.empty())) == null;
    }

    @Override
    public synchronized int lift(Account account, Optional<String> incident, Instant at, String by) {
        List<StoredBlock> lifted = rows.values().stream()
                .filter(row -> row.block().account().equals(account) && row.holds(at))
                .filter(row -> incident.isEmpty()
                        || incident.equals(row.block().cause().incident()))
                .toList();
        lifted.forEach(row -> rows.put(row.block().id(), new StoredBlock(row.block(), Optional.of(at))));
        return lifted.size();
    }

    @Override
    public List<Block> of(Account account, Instant at) {
        return holding(at, block -> block.account().equals(account));
    }

    @Override
    public List<Block> all(Instant at) {
        return holding(at, block -> true);
    }

    private synchronized List<Block> holding(Instant at, Predicate<Block> wanted) {
        return rows.values().stream()
                .filter(row -> row.holds(at))
                .map(StoredBlock::block)
                .filter(wanted)
                .sorted(Comparator.comparing(Block::since).thenComparing(Block::id))
                .toList();
    }

    @Override
    public synchronized int forget(Instant before) {
        int all = rows.size();
        rows.values().removeIf(row -> row.overBefore(before));
        return all - rows.size();
    }
}
