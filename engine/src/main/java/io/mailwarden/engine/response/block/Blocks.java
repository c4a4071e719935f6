package io.mailwarden.engine.response.block;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks that hold, in memory for the doors and committed in the store. They lapse by themselves. Thread-safe:
 * {@link #restriction} never waits; what changes or reads blocks waits for the store and takes turns.
 */
public final class Blocks {

    private static final Logger LOGGER = LoggerFactory.getLogger(Blocks.class);

    // Who looks into last month's blocks has the event log beside them, which is as long.
    private static final Duration KEPT = Duration.ofDays(90);

    private final BlockStore store;
    private final Clock clock;
    private final BiConsumer<Account, String> changed;
    private final ConcurrentMap<Account, List<Block>> holding = new ConcurrentHashMap<>();
    private volatile boolean lost;

    /**
     * Knows none before {@link #refreshAll}.
     *
     * @param changed told the account and the id of a block that this node has committed or lifted
     */
    public Blocks(BlockStore store, Clock clock, BiConsumer<Account, String> changed) {
        this.store = store;
        this.clock = clock;
        this.changed = changed;
    }

    /** The strictest that holds for the account now. */
    public Restriction restriction(Account account) {
        return strictest(account).map(Block::restriction).orElse(Restriction.NONE);
    }

    /** The strictest block that holds for the account now. */
    public Optional<Block> strictest(Account account) {
        List<Block> blocks = holding.get(account);
        if (blocks == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return blocks.stream()
                .filter(block -> block.holds(now))
                .reduce((one, other) -> other.restriction().compareTo(one.restriction()) > 0 ? other : one);
    }

    /** Those that hold for the account now, in order of setting. */
    public List<Block> of(Account account) {
        Instant now = clock.instant();
        return holding.getOrDefault(account, List.of()).stream()
                .filter(block -> block.holds(now))
                .toList();
    }

    /** How many accounts are blocked now, for each restriction that holds. */
    public Map<Restriction, Long> counts() {
        return holding.keySet().stream()
                .map(this::restriction)
                .filter(restriction -> restriction != Restriction.NONE)
                .collect(Collectors.groupingBy(restriction -> restriction, Collectors.counting()));
    }

    /**
     * Sets it, committed and enforced here when this returns, and on all nodes within a second; a block of the same id
     * that was set before stays as it is, lifted or not. Throws {@link StoreUnavailable}.
     *
     * @return false when there was one of that id
     */
    public boolean set(Block block) {
        boolean added;
        synchronized (this) {
            restore();
            added = store.add(block);
            read(block.account());
        }
        changed.accept(block.account(), block.id());
        if (added) {
            LOGGER.warn(
                    "block {} account={} restriction={} until={} by={} {}: {}",
                    block.id(),
                    block.account(),
                    block.restriction().label(),
                    block.until().map(Instant::toString).orElse("lifted"),
                    block.cause().author().label(),
                    block.cause().by(),
                    block.cause().reason());
        }
        return added;
    }

    /**
     * Lifts every block of the account, or those that answer one incident; lifted here when this returns, and on all
     * nodes within a second. Throws {@link StoreUnavailable}.
     *
     * @return how many were lifted
     */
    public int lift(Account account, Optional<String> incident, String by) {
        int lifted;
        synchronized (this) {
            restore();
            lifted = store.lift(account, incident, clock.instant(), by);
            read(account);
        }
        if (lifted > 0) {
            changed.accept(account, "");
            LOGGER.info("{} blocks lifted account={} by={}", lifted, account, by);
        }
        return lifted;
    }

    /** Another node changed the account's blocks; throws {@link StoreUnavailable}. */
    public synchronized void refresh(Account account) {
        restore();
        read(account);
    }

    private void read(Account account) {
        put(account, store.of(account, clock.instant()));
    }

    private void put(Account account, List<Block> blocks) {
        if (blocks.isEmpty()) {
            holding.remove(account);
        } else {
            holding.put(account, List.copyOf(blocks));
        }
    }

    /** Reads all blocks from the store again. Throws {@link StoreUnavailable}: what was known holds on. */
    public synchronized void refreshAll() {
        restore();
        Instant now = clock.instant();
        Map<Account, List<Block>> all = store.all(now).stream().collect(Collectors.groupingBy(Block::account));
        holding.keySet().stream()
                .filter(account -> !all.containsKey(account))
                .toList()
                .forEach(account -> {
                    holding.remove(account);
                    LOGGER.info("no block holds any more account={}", account);
                });
        all.forEach(this::put);
    }

    // Before anything else is read or written: what the store has lost would count as lifted.
    private void restore() {
        if (lost) {
            holding.values().stream().flatMap(List::stream).forEach(store::add);
            lost = false;
        }
    }

    /** Forgets what ended long ago; throws {@link StoreUnavailable}. */
    public void forgetOld() {
        int forgotten = store.forget(clock.instant().minus(KEPT));
        LOGGER.debug("forgot {} blocks that ended {} ago", forgotten, KEPT);
    }

    /** The store has lost what it kept: what is known here is kept again with the next reading or change. */
    public void keepAgain() {
        lost = true;
    }
}
