package io.mailwarden.engine.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The latest wrong passwords, told apart by their 12-bit marks: bounded, the oldest go first. A wrong password without
 * a mark counts as one and the same. Thread-safe.
 */
public final class Failures {

    /**
     * One wrong password.
     *
     * @param at when
     * @param who account and network, as the keeper distinguishes them
     * @param mark 0 to 4095, or -1 when not known
     */
    record Failure(Instant at, Object who, int mark) {}

    private final int most;
    private final ArrayDeque<Failure> failures = new ArrayDeque<>(2);

    Failures(int most) {
        this.most = most;
    }

    synchronized void add(Failure failure) {
        failures.addLast(failure);
        if (failures.size() > most) {
            failures.removeFirst();
        }
    }

    /** How many different wrong passwords of those that fit there were in the window before that time. */
    int distinctMarks(Instant at, Duration window, Predicate<Object> fits) {
        return distinct(at, window, fits, Failure::mark);
    }

    /** How many different pairs of who and wrong password there were in the window before that time. */
    int distinctTries(Instant at, Duration window) {
        return distinct(at, window, who -> true, failure -> List.of(failure.who(), failure.mark()));
    }

    private synchronized int distinct(
            Instant at, Duration window, Predicate<Object> fits, Function<Failure, Object> kind) {
        Instant from = at.minus(window);
        Set<Object> kinds = new HashSet<>();
        for (Failure failure : failures) {
            if (!failure.at().isBefore(from) && !failure.at().isAfter(at) && fits.test(failure.who())) {
                kinds.add(kind.apply(failure));
            }
        }
        return kinds.size();
    }
}
