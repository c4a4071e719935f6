package io.mailwarden.engine.review;

import io.mailwarden.engine.verdict.Modes;

/** Puts the overview of a running engine together. Thread-safe; may wait for the store. */
public final class Overviews {

    private final Modes modes;
    private final Counts counts;
    private final PendingWork pending;
    private final SystemState state;

    public Overviews(Modes modes, Counts counts, PendingWork pending, SystemState state) {
        this.modes = modes;
        this.counts = counts;
        this.pending = pending;
        this.state = state;
    }

    Overview now() {
        return new Overview(modes.general().label(), counts.activity(), pending.count(), state.now());
    }
}
