package io.mailwarden.engine.support;

import io.mailwarden.engine.support.RuleStore.KeptRule;
import io.mailwarden.engine.support.RuleStore.Usage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The rules of one kind, in memory for whoever assesses events and committed in the store. What they do is counted here
 * and written later, many at once. Thread-safe: {@link #current} and {@link #did} never wait; what changes or reads
 * rules waits for the store and takes turns.
 *
 * @param <T> the kind
 * @param <I> how they are looked up
 */
public class Rules<T extends Rule, I> {

    private final RuleStore<T> store;
    private final Function<List<T>, I> indexing;
    private final Consumer<T> changed;
    private final Map<String, Usage> uncounted = new HashMap<>();
    private List<T> known = List.of();
    private boolean lost;
    private volatile I index;

    /**
     * None, before {@link #refresh}.
     *
     * @param indexing makes them ready to be looked up
     * @param changed told of a rule that this node has made or taken back
     */
    protected Rules(RuleStore<T> store, Function<List<T>, I> indexing, Consumer<T> changed) {
        this.store = store;
        this.indexing = indexing;
        this.changed = changed;
        this.index = indexing.apply(List.of());
    }

    /** Those that are known here, ready to be looked up. */
    protected final I current() {
        return index;
    }

    /** Reads all of them again; throws {@link StoreUnavailable}: what was known stays in force. */
    public final synchronized void refresh() {
        if (lost) {
            known.forEach(store::add);
            lost = false;
        }
        known = store.all().stream().map(KeptRule::rule).toList();
        index = indexing.apply(known);
    }

    /** The store has lost what it kept: what is known here is kept again with the next reading or change. */
    public final synchronized void keepAgain() {
        lost = true;
    }

    /**
     * Makes it: in force here when this returns, and on all nodes within a second. Throws {@link StoreUnavailable}: then
     * it is not.
     */
    public final void add(T rule) {
        synchronized (this) {
            var unused = store.add(rule);
            refresh();
        }
        changed.accept(rule);
    }

    /** Takes it back, as {@link #add} makes it; empty when there was none of that id. */
    public final Optional<T> remove(String id) {
        Optional<T> removed;
        synchronized (this) {
            refresh();
            removed = store.remove(id);
            refresh();
        }
        removed.ifPresent(changed);
        return removed;
    }

    /** All of them with what they did, as they are kept; throws {@link StoreUnavailable}. */
    public final List<KeptRule<T>> kept() {
        writeCounts();
        return store.all();
    }

    /** That rule did something at that time. Never waits for the store. */
    public final void did(String id, Instant at) {
        synchronized (uncounted) {
            uncounted.merge(id, Usage.once(at), Usage::plus);
        }
    }

    /** Writes what was counted since; throws {@link StoreUnavailable}: then it is written with the next. */
    public final void writeCounts() {
        Map<String, Usage> counted;
        synchronized (uncounted) {
            if (uncounted.isEmpty()) {
                return;
            }
            counted = Map.copyOf(uncounted);
            uncounted.clear();
        }
        try {
            store.count(counted);
        } catch (StoreUnavailable e) {
            synchronized (uncounted) {
                counted.forEach((id, usage) -> uncounted.merge(id, usage, Usage::plus));
            }
            throw e;
        }
    }
}
