package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.eventlog.EventHistory;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.review.backtest.Backtest.Progress;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Has two engines in memory hear the log over again, one with the settings in force and one with the changed ones, and
 * compares what they make of it. Both learn from what was before the period; from its beginning on both judge, each by
 * what it has found itself. Of what administrators did then:
 * <ul>
 * <li>an incident that was confirmed, dismissed or given back is so in each engine that has one of that account then;
 * one that only one engine opens is decided by nobody, and goes on as long as it would have;
 * <li>who was turned away for a block, set by hand or by a workflow, is so in both, and mail that waited for a block is
 * judged; neither engine blocks anybody itself. What was released or deleted had been judged before, and changes nothing;
 * <li>safe networks, exceptions and modes are those of today in both, for all of the time.
 * </ul>
 * Not thread-safe.
 */
final class BacktestRun implements AutoCloseable {

    private final BacktestRequest request;
    private final Instant learnsFrom;
    private final Iterator<LoggedEntry> log;
    private final TrialEngine inForce;
    private final TrialEngine changed;
    private final Differences differences = new Differences();
    private final LogEntry.Visitor<Boolean> hearing = new Hearing();
    private Progress progress = Progress.NONE;

    BacktestRun(Backtest backtest, EventHistory history, TrialEngines engines) {
        request = backtest.request();
        learnsFrom = backtest.start().learnsFrom();
        log = history.since(learnsFrom);
        inForce = engines.open(Map.of());
        try {
            changed = engines.open(request.changes());
        } catch (RuntimeException e) {
            inForce.close();
            throw e;
        }
    }

    /**
     * Reads so many entries more; false at the end. All is read: what was imported stands behind what is younger.
     */
    boolean goOn(int entries) {
        for (int read = 0; read < entries && log.hasNext(); read++) {
            var unused = log.next().entry().accept(hearing);
        }
        return log.hasNext();
    }

    private boolean concerns(Instant at) {
        return !at.isBefore(learnsFrom) && at.isBefore(request.to());
    }

    /** Takes entries in; each says whether it was in time. */
    private final class Hearing implements LogEntry.Visitor<Boolean> {

        @Override
        public Boolean assessed(EventAssessed assessed) {
            boolean heard = concerns(assessed.at());
            if (heard) {
                hear(assessed);
            }
            return heard;
        }

        @Override
        public Boolean reviewed(Reviewed reviewed) {
            boolean heard = concerns(reviewed.at());
            if (heard) {
                inForce.repeat(reviewed);
                changed.repeat(reviewed);
            }
            return heard;
        }

        // Says nothing about the account.
        @Override
        public Boolean invalidated(CacheInvalidation invalidation) {
            return false;
        }
    }

    private void hear(EventAssessed assessed) {
        Event event = assessed.event();
        if (event.at().isBefore(request.from())) {
            inForce.learn(event);
            changed.learn(event);
            differences.learned();
        } else {
            Event asked = asShown(assessed);
            differences.compared(asked, assessed.outcome(), inForce.examine(asked), changed.examine(asked));
        }
        Instant latest = progress.reached().filter(event.at()::isBefore).orElse(event.at());
        progress = new Progress(progress.events() + 1, Optional.of(latest));
    }

    // Whoever was denied for what was found had the right password: whether he is denied again is the question.
    private static Event asShown(EventAssessed assessed) {
        return assessed.event()
                .login()
                .filter(login -> login.denied() && !assessed.outcome().has(Mark.BLOCKED))
                .<Event>map(Login::asShown)
                .orElse(assessed.event());
    }

    Progress progress() {
        return progress;
    }

    /** What it found; asked once, at the end. */
    BacktestResult result() {
        return differences.result();
    }

    @Override
    public void close() {
        try (inForce) {
            changed.close();
        }
    }
}
