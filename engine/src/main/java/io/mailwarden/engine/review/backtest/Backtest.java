package io.mailwarden.engine.review.backtest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One back-test as it stands. Immutable.
 *
 * @param id unique; sorts by time of its start
 * @param request what it looks at
 * @param start who began it
 * @param status where it stands
 * @param progress how far it is
 * @param result what it found; empty until it is through
 */
public record Backtest(
        String id,
        BacktestRequest request,
        Start start,
        Status status,
        Progress progress,
        Optional<BacktestResult> result) {

    /**
     * How it was begun.
     *
     * @param by the administrator
     * @param at when, to the microsecond
     * @param learnsFrom from then until the period begins, it only learns what is normal
     */
    public record Start(String by, Instant at, Instant learnsFrom) {

        public Start {
            at = at.truncatedTo(ChronoUnit.MICROS);
            learnsFrom = learnsFrom.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * Where it stands.
     *
     * @param state so
     * @param at since when, for one that runs its last sign of life; to the microsecond
     * @param words why it is so, for administrators; may be empty
     * @param task the task that works on it; empty when there is none yet
     */
    public record Status(BacktestState state, Instant at, String words, String task) {

        public Status {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * How far it is.
     *
     * @param events that it has read, those that it only learned from, too
     * @param reached the time of the latest of them, to the microsecond; empty before the first
     */
    public record Progress(long events, Optional<Instant> reached) {

        /** Nothing is read yet. */
        public static final Progress NONE = new Progress(0, Optional.empty());

        public Progress {
            reached = reached.map(at -> at.truncatedTo(ChronoUnit.MICROS));
        }
    }

    /** One that has just begun. */
    static Backtest begin(String id, BacktestRequest request, Start start) {
        Status status = new Status(BacktestState.RUNNING, start.at(), "", "");
        return new Backtest(id, request, start, status, Progress.NONE, Optional.empty());
    }

    /** Whether somebody works on it, or is going to. */
    public boolean running() {
        return status.state() == BacktestState.RUNNING;
    }

    /** How much of the time that it reads is read, 0 to 1: by the clock, not by events. */
    public double share() {
        if (status.state() == BacktestState.DONE) {
            return 1;
        }
        double all = millis(start.learnsFrom(), request.to());
        double read = progress.reached()
                .map(at -> millis(start.learnsFrom(), at) / all)
                .orElse(0.0);
        return Math.max(0, Math.min(1, read));
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    /** The same, worked on by that task. */
    public Backtest as(String task) {
        return with(new Status(status.state(), status.at(), status.words(), task));
    }

    /** The same, so far at that time. */
    public Backtest at(Progress reached, Instant now) {
        Status alive = new Status(status.state(), now, status.words(), status.task());
        return new Backtest(id, request, start, alive, reached, result);
    }

    /** The same, ended so. */
    public Backtest ended(BacktestState state, String words, Instant now) {
        return with(new Status(state, now, words, status.task()));
    }

    /** The same, through. */
    public Backtest done(BacktestResult found, Instant now) {
        Status done = new Status(BacktestState.DONE, now, "", status.task());
        return new Backtest(id, request, start, done, progress, Optional.of(found));
    }

    private Backtest with(Status next) {
        return new Backtest(id, request, start, next, progress, result);
    }

    /** The same without what it found, for lists. */
    public Backtest withoutResult() {
        return new Backtest(id, request, start, status, progress, Optional.empty());
    }
}
