package io.mailwarden.engine.eventlog;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of the latest event so far, so that a recorded history is assessed as it would have been then. Written by
 * one thread, read by any.
 */
public final class ReplayClock extends Clock {

    // The engine's file watch may ask from its own thread.
    private volatile Instant now = Instant.EPOCH;

    /** It is that time now, unless it is later already. */
    public void sawEventAt(Instant time) {
        if (time.isAfter(now)) {
            now = time;
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
