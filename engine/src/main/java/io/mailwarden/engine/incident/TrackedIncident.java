package io.mailwarden.engine.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An account's current incident as this node knows it, with changes not yet committed. Immutable.
 *
 * @param kept as the store had it when it was last asked
 * @param waiting changes that the store does not have yet, in order
 * @param taken whether the first of them is being committed, or was tried, so that nothing may join it
 * @param shown what was kept, with the changes that wait
 */
record TrackedIncident(Optional<Incident> kept, List<WaitingChange> waiting, boolean taken, Optional<Incident> shown) {

    /** Nothing known. */
    static final TrackedIncident NONE = new TrackedIncident(Optional.empty(), List.of(), false, Optional.empty());

    /**
     * A change that is not kept yet.
     *
     * @param first number of the earliest change in it
     */
    record WaitingChange(IncidentChange change, long first) {}

    TrackedIncident {
        waiting = List.copyOf(waiting);
    }

    /** With one more change; it becomes one with the last that waits, unless that is taken. */
    TrackedIncident and(IncidentChange next, long number) {
        List<WaitingChange> all = new ArrayList<>(waiting);
        int last = all.size() - 1;
        Optional<IncidentChange> combined = last < (taken ? 1 : 0)
                ? Optional.empty()
                : all.get(last).change().and(next);
        combined.ifPresentOrElse(
                change -> all.set(last, new WaitingChange(change, all.get(last).first())),
                () -> all.add(new WaitingChange(next, number)));
        return new TrackedIncident(kept, all, taken, after(shown, next));
    }

    /** With its first change being committed. */
    TrackedIncident take() {
        return new TrackedIncident(kept, waiting, true, shown);
    }

    /** That change is committed, and that is how the account stands now. */
    TrackedIncident done(IncidentChange change, Optional<Incident> current) {
        boolean first = !waiting.isEmpty() && waiting.get(0).change() == change;
        List<WaitingChange> rest = first ? waiting.subList(1, waiting.size()) : waiting;
        return new TrackedIncident(current, rest, false, Optional.empty()).seen(current);
    }

    /** The store has lost it: all that is shown waits to be kept again, instead of what waited. */
    TrackedIncident lost(Incident known, long number) {
        Optional<WaitingChange> first = waiting.stream().findFirst();
        Optional<Incident> before =
                kept.or(() -> first.flatMap(one -> one.change().before(kept)));
        WaitingChange again = new WaitingChange(
                new IncidentChange.Again(known, before),
                first.map(WaitingChange::first).orElse(number));
        return new TrackedIncident(Optional.empty(), List.of(again), false, shown);
    }

    /** So the account stands in the store. */
    TrackedIncident seen(Optional<Incident> current) {
        Optional<Incident> with = current;
        for (WaitingChange one : waiting) {
            with = after(with, one.change());
        }
        return new TrackedIncident(current, waiting, taken, with);
    }

    private static Optional<Incident> after(Optional<Incident> current, IncidentChange change) {
        return change.from(current).or(() -> current).filter(incident -> !incident.over());
    }

    /** Whether there is nothing to remember. */
    boolean isEmpty() {
        return kept.isEmpty() && waiting.isEmpty();
    }

    /** Whether all changes up to that number are committed. */
    boolean keptUpTo(long number) {
        return waiting.isEmpty() || waiting.get(0).first() > number;
    }
}
