package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.ReplayClock;

/** An engine in memory whose time is that of what it hears. */
record TimedTrial(TrialEngine engine, ReplayClock clock) implements TrialEngine {

    @Override
    public void learn(Event event) {
        clock.sawEventAt(event.at());
        engine.learn(event);
    }

    @Override
    public Assessment examine(Event event) {
        clock.sawEventAt(event.at());
        return engine.examine(event);
    }

    @Override
    public void repeat(Reviewed decision) {
        clock.sawEventAt(decision.at());
        engine.repeat(decision);
    }

    @Override
    public void close() {
        engine.close();
    }
}
