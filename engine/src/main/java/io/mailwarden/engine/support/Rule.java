package io.mailwarden.engine.support;

import java.time.Instant;
import java.util.Optional;

/** What an administrator made while the server runs, and may take back: a safe network, an exception. Immutable. */
public interface Rule {

    /** The most characters of what says why. */
    int LONGEST_TEXT = 500;

    /** Unique. */
    String id();

    /** When it was made, to the microsecond. */
    Instant createdAt();

    /** When it ends by itself; empty for never. */
    Optional<Instant> expires();

    /** Whether it is in force at that time. */
    default boolean holds(Instant at) {
        return expires().filter(end -> !end.isAfter(at)).isEmpty();
    }
}
