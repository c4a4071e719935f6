package io.mailwarden.engine.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this node wants done to an account's current incident, whichever that is when it is done. Pure and immutable.
 */
sealed interface IncidentChange extends IncidentStore.Transition
        permits IncidentDelta, IncidentChange.Lapse, IncidentChange.Refresh, IncidentChange.Again {

    /** This one and the next as one change; empty when they must be done one after the other. */
    Optional<IncidentChange> and(IncidentChange next);

    /** It lapses, when it is suspected only, nobody reviewed it, and nothing new came for the quiet time. */
    record Lapse(Instant at, Duration quietTime) implements IncidentChange {

        @Override
        public Optional<Incident> from(Optional<Incident> current) {
            return current.filter(incident -> incident.quiet(at, quietTime))
                    .map(incident -> incident.in(IncidentState.LAPSED));
        }

        @Override
        public Optional<IncidentChange> and(IncidentChange next) {
            if (next instanceof Lapse lapse) {
                return Optional.of(lapse.at.isAfter(at) ? lapse : this);
            }
            return next instanceof Refresh ? Optional.of(this) : Optional.empty();
        }
    }

    /** Nothing happens to it; whoever asks learns how it stands in the store. */
    record Refresh() implements IncidentChange {

        @Override
        public Optional<Incident> from(Optional<Incident> current) {
            return Optional.empty();
        }

        @Override
        public Optional<IncidentChange> and(IncidentChange next) {
            return Optional.of(next);
        }
    }

    /**
     * The store has lost it: it is kept again as it was known here, or joins what was opened since.
     *
     * @param lost as the store had it, which is no news
     */
    record Again(Incident incident, Optional<Incident> lost) implements IncidentChange {

        @Override
        public Optional<Incident> before(Optional<Incident> current) {
            return lost.or(() -> current);
        }

        @Override
        public Optional<Incident> from(Optional<Incident> current) {
            return current.filter(other -> !other.id().equals(incident.id()))
                    .map(other -> other.and(IncidentDelta.of(incident)))
                    .or(() -> Optional.of(incident).filter(known -> !current.equals(Optional.of(known))));
        }

        @Override
        public Optional<IncidentChange> and(IncidentChange next) {
            return next instanceof Refresh ? Optional.of(this) : Optional.empty();
        }
    }
}
