package io.mailwarden.engine.incident;

import io.mailwarden.engine.incident.IncidentPublisher.Commit;
import java.util.Optional;

/**
 * One attempt to commit a change of an incident, with what it read and made. For one thread.
 *
 * <p>A store that failed may have kept a change all the same: what is found as a failed attempt at it left it, is done.
 */
final class CommitAttempt implements IncidentStore.Transition {

    private final IncidentStore.Transition step;
    private final Commit failed;
    private Commit commit;

    /**
     * Nothing asked yet.
     *
     * @param failed what came of it when it was tried before
     */
    CommitAttempt(IncidentStore.Transition step, Commit failed) {
        this.step = step;
        this.failed = failed;
        this.commit = failed;
    }

    @Override
    public Optional<Incident> from(Optional<Incident> current) {
        if (current.isPresent() && current.equals(failed.after())) {
            commit = failed;
            return Optional.empty();
        }
        Optional<Incident> after = step.from(current);
        commit = new Commit(after.isEmpty() ? current : step.before(current), after);
        return after;
    }

    /** What came of it when it was last asked, or tried before. */
    Commit commit() {
        return commit;
    }
}
