package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * An alert in the outbox. Immutable.
 *
 * @param id the same for each attempt and channel, so that a receiver can drop what it has already; at most 64 letters,
 *     digits and hyphens
 * @param alert what is told
 * @param raised when it was put there
 * @param state where it stands
 * @param attempt how often it was claimed; whoever claimed it holds it by this number
 * @param due while it waits: when it is tried next, at the earliest
 * @param delivered names of the channels that have it
 * @param error why the others did not have it at the last attempt; at most {@value #ERROR} characters, empty at first
 */
public record AlertRow(
        String id,
        Alert alert,
        Instant raised,
        AlertState state,
        long attempt,
        Instant due,
        Set<String> delivered,
        String error) {

    /** Most characters of an error. */
    public static final int ERROR = 500;

    public AlertRow {
        delivered = Set.copyOf(delivered);
        error = Text.printable(error, ERROR);
    }

    /** The same one at the channels that have it. */
    public AlertRow at(Set<String> channels) {
        return new AlertRow(id, alert, raised, state, attempt, due, channels, error);
    }

    /** The same one, claimed once more until then. */
    public AlertRow claimed(Instant until) {
        return new AlertRow(id, alert, raised, state, attempt + 1, until, delivered, error);
    }

    /** The same one after an attempt. */
    AlertRow left(AlertState current, Instant next, String why) {
        return new AlertRow(id, alert, raised, current, attempt, next, delivered, why);
    }

    /** The state of an alert in the outbox. */
    public enum AlertState {
        /** Some channel does not have it yet. */
        WAITING,
        /** Every channel has it. */
        SENT,
        /** It was tried for long enough; some channel does not have it. */
        GIVEN_UP;

        /** The name in the API and in stores: lower case, with a hyphen. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
