package io.mailwarden.engine.review;

import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.verdict.Modes;

/** Puts the overview of a running engine together. Thread-safe; may wait for the store. */
final class Overviews {

    private final Modes modes;
    private final EventCounters counters;
    private final PendingWork pending;
    private final SystemState state;

    Overviews(Modes modes, EventCounters counters, PendingWork pending, SystemState state) {
        this.modes = modes;
        this.counters = counters;
        this.pending = pending;
        this.state = state;
    }

    Overview now() {
        return new Overview(modes.general().label(), counters.activity(), pending.count(DomainFilter.ALL), state.now());
    }

    /** As {@link Review#pending}. */
    Overview.Pending pending(DomainFilter domains) {
        return pending.count(domains);
    }
}
