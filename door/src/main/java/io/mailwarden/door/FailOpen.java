package io.mailwarden.door;

import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.support.Alarms;
import java.util.function.Supplier;

/**
 * Runs what a door does beside James: should it fail, an alarm is raised, and James's own answer stands. Thread-safe.
 */
final class FailOpen {

    private final Alarms alarms;

    FailOpen(Alarms alarms) {
        this.alarms = alarms;
    }

    /**
     * What the work gives, or the other value where it fails.
     *
     * @param protocol the door
     * @param missed what was not done when it fails, as a sentence for the operator
     */
    <T> T call(Protocol protocol, String missed, T otherwise, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            alarms.happened(protocol.label() + "-hook-failed", protocol.name() + ": " + missed, e);
            return otherwise;
        }
    }

    /** As {@link #call}, for work that gives nothing. */
    void run(Protocol protocol, String missed, Runnable work) {
        call(protocol, missed, false, () -> {
            work.run();
            return true;
        });
    }
}
