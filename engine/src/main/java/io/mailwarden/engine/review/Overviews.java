package io.mailwarden.engine.review;

import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.verdict.Modes;
import java.util.function.Supplier;

/** Puts the overview of a running engine together. Thread-safe; may wait for the store. */
final class Overviews {

    private final Supplier<Modes> modes;
    private final EventCounters counters;
    private final PendingWork pending;
    private final SystemState state;

    Overviews(Supplier<Modes> modes, EventCounters counters, PendingWork pending, SystemState state) {
        this.modes = modes;
        this.counters = counters;
        this.pending = pending;
        this.state = state;
    }

    Overview now() {
        return new Overview(
                modes.get().general().label(), counters.activity(), pending.count(DomainFilter.ALL), state.now());
    }

    /** As {@link Review#pending}. */
    Overview.Pending pending(DomainFilter domains) {
        return pending.count(domains);
    }
}
