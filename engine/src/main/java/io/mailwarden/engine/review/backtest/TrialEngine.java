package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.ReplayClock;

/**
 * Port to an engine in memory that hears a history over again, at the events' own time. It knows no profile of the
 * running engine, and changes none. For one thread.
 */
public interface TrialEngine extends AutoCloseable {

    /** Learns from an event what is normal; nothing is raised, held or denied. */
    void learn(Event event);

    /** What it makes of the event, and learns from it as it goes. */
    Assessment examine(Event event);

    /** An administrator decided so then. */
    void repeat(Reviewed decision);

    /** Forgets all. */
    @Override
    void close();

    /** The same, which moves that clock to the time of what it hears. */
    default TrialEngine timedBy(ReplayClock clock) {
        return new TimedTrial(this, clock);
    }
}
