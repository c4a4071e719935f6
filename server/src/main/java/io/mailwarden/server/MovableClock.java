package io.mailwarden.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that runs, and can be moved ahead: a working day passes in a minute, and the server believes it. Thread-safe.
 */
public final class MovableClock extends Clock {

    private final Clock running;
    private final AtomicReference<Duration> ahead;

    private MovableClock(Clock running, AtomicReference<Duration> ahead) {
        this.running = running;
        this.ahead = ahead;
    }

    /** The system's clock, moved so that it begins at that time. */
    public static MovableClock startingAt(Instant start) {
        Clock system = Clock.systemUTC();
        return new MovableClock(system, new AtomicReference<>(Duration.between(system.instant(), start)));
    }

    /** The system's clock, that much ahead: clocks of several processes that are as much ahead agree. */
    public static MovableClock ahead(Duration by) {
        return new MovableClock(Clock.systemUTC(), new AtomicReference<>(by));
    }

    /** How much it is ahead of the system's clock by now. */
    public Duration ahead() {
        return Objects.requireNonNull(ahead.get());
    }

    /** Sets it ahead or back, as somebody does who repairs a wrong clock. */
    public void jump(Duration by) {
        ahead.accumulateAndGet(by, Duration::plus);
    }

    /** Moves the clock ahead by that time. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + by);
        }
        ahead.accumulateAndGet(by, Duration::plus);
    }

    /** Moves it ahead to that time; does nothing when it is later already. */
    public void advanceTo(Instant time) {
        Duration missing = Duration.between(instant(), time);
        if (!missing.isNegative()) {
            advance(missing);
        }
    }

    @Override
    public Instant instant() {
        return running.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return running.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MovableClock(running.withZone(zone), ahead);
    }
}
