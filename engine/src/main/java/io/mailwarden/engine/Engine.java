package io.mailwarden.engine;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.response.HeldMail;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Clock;

/** The engine put together: the flow from events to verdicts and incidents. Thread-safe. */
public final class Engine implements Warden, AutoCloseable {

    private Engine() {}

    /** With these settings; files that they name are read before this returns, what is wrong with them is alarmed. */
    public static Engine create(EngineConfig config, Alarms alarms, Clock clock) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Verdict assess(Event event) {
        return Verdict.ALLOW;
    }

    @Override
    public Verdict failed(Message message, String cause, Throwable error) {
        return Verdict.ALLOW;
    }

    /** What administrators see of this engine, with the held mail of that port. */
    public Review review(HeldMail held) {
        throw new UnsupportedOperationException();
    }

    /** Stops looking at files. */
    @Override
    public void close() {}
}
