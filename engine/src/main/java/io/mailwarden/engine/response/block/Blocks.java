package io.mailwarden.engine.response.block;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.block.Block.Reach;
import io.mailwarden.engine.response.block.BlockStore.NodeFile;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks that hold, in memory for the doors and committed in the store. They lapse by themselves. One that is set
 * while the store is gone holds here at once, is kept in a file of this node, and goes into the store as soon as that
 * is back (ADR 30). Thread-safe: {@link #restriction} never waits; what changes or reads blocks waits for the store and
 * takes turns.
 */
public final class Blocks {

    private static final Logger LOGGER = LoggerFactory.getLogger(Blocks.class);

    // Who looks into last month's blocks has the event log beside them, which is as long.
    private static final Duration KEPT = Duration.ofDays(90);

    private final BlockStore store;
    private final UnsharedBlocks unshared;
    private final Clock clock;
    private final BiConsumer<Account, String> changed;
    private final ConcurrentMap<Account, List<Block>> holding = new ConcurrentHashMap<>();
    private volatile boolean lost;

    /**
     * Knows those of the file, before {@link #refreshAll}.
     *
     * @param file what this node knew before its last stop
     * @param changed told the account and the id of a block that this node has set or lifted
     */
    public Blocks(BlockStore store, NodeFile file, Clock clock, BiConsumer<Account, String> changed) {
        this.store = store;
        this.unshared = new UnsharedBlocks(file);
        this.clock = clock;
        this.changed = changed;
        unshared.known().stream()
                .filter(block -> block.holds(clock.instant()))
                .collect(Collectors.groupingBy(Block::account))
                .forEach(this::put);
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

    /** Those that hold now and fit, set last first; IllegalArgumentException for a cursor that is none. */
    public Page<Block> page(BlockQuery query) {
        Instant now = clock.instant();
        return Page.newestFirst(
                holding.values().stream().flatMap(List::stream).filter(block -> block.holds(now) && query.fits(block)),
                BlockQuery::place,
                query.cursor(),
                query.limit());
    }

    /** How many accounts of these domains are blocked now, for each restriction that holds. */
    public Map<Restriction, Long> counts(DomainFilter domains) {
        return holding.keySet().stream()
                .filter(account -> domains.include(account.domain()))
                .map(this::restriction)
                .filter(restriction -> restriction != Restriction.NONE)
                .collect(Collectors.groupingBy(restriction -> restriction, Collectors.counting()));
    }

    /**
     * Sets it: enforced here when this returns, committed, and enforced on all nodes within a second, unless the answer
     * says otherwise. A block of the same id that was set before stays as it is, lifted or not.
     *
     * @return how far it is known
     */
    public Reach set(Block block) {
        Reach reach;
        synchronized (this) {
            reach = place(block);
        }
        changed.accept(block.account(), block.id());
        LOGGER.warn(
                "block {} account={} restriction={} until={} by={} {} known={}: {}",
                block.id(),
                block.account(),
                block.restriction().label(),
                block.until().map(Instant::toString).orElse("lifted"),
                block.cause().author().label(),
                block.cause().by(),
                reach,
                block.cause().reason());
        return reach;
    }

    private Reach place(Block block) {
        try {
            restore();
            store.add(block);
            read(block.account());
            return Reach.SHARED;
        } catch (StoreUnavailable e) {
            LOGGER.warn("block {} account={} is not shared yet: the store is gone", block.id(), block.account(), e);
            put(block.account(), with(block));
            return unshared.add(block, known()) ? Reach.THIS_NODE : Reach.THIS_PROCESS;
        }
    }

    private List<Block> with(Block block) {
        List<Block> all = new ArrayList<>(holding.getOrDefault(block.account(), List.of()));
        all.removeIf(one -> one.id().equals(block.id()));
        all.add(block);
        return all;
    }

    private List<Block> known() {
        return holding.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Takes back what was set for the account here and is not shared yet, while the store is gone and nothing can be
     * lifted; how many.
     */
    public synchronized int withdraw(Account account) {
        Set<String> ids = unshared.of(account);
        if (!ids.isEmpty()) {
            put(
                    account,
                    of(account).stream()
                            .filter(block -> !ids.contains(block.id()))
                            .toList());
            unshared.remove(ids, known());
            LOGGER.info("{} unshared blocks withdrawn account={}", ids.size(), account);
        }
        return ids.size();
    }

    /** Those that were shared late, since the store was gone when they were set; each is given once. */
    public synchronized List<Block> sharedLate() {
        return unshared.takeLate();
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
        unshared.know(known());
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
        unshared.know(known());
    }

    // Before anything else is read or written: what the store has lost, or never had, would count as lifted.
    private void restore() {
        if (lost) {
            known().forEach(store::add);
            lost = false;
        }
        unshared.share(store, known());
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
