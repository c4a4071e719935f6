package io.mailwarden.engine.incident;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of what was committed: an incident that opens or becomes graver once, in the log too; the rest is counted. */
final class IncidentPublisher {

    // Operators know the lines of the incidents by this name.
    private static final Logger LOGGER = LoggerFactory.getLogger(Incidents.class);

    private final IncidentListener listener;

    IncidentPublisher(IncidentListener listener) {
        this.listener = listener;
    }

    /** The account's incident as it was before one change was committed, and as the change left it, if it did any. */
    record Commit(Optional<Incident> before, Optional<Incident> after) {

        static final Commit NOTHING = new Commit(Optional.empty(), Optional.empty());

        Optional<Incident> now() {
            return after.or(() -> before).filter(incident -> !incident.over());
        }

        private boolean graver(Incident incident) {
            return !incident.over()
                    && before.filter(one -> one.due().compareTo(incident.due()) >= 0 && !cameIn(one, incident))
                            .isEmpty();
        }

        private boolean decided(Incident incident) {
            return incident.state() != IncidentState.LAPSED
                    && before.filter(one -> one.state() != incident.state()).isPresent();
        }

        private static boolean cameIn(Incident before, Incident after) {
            return after.inside()
                    .filter(now -> before.inside()
                            .filter(was -> was.compareTo(now) >= 0)
                            .isEmpty())
                    .isPresent();
        }
    }

    // Where nobody listens, it happens in an engine that only tries something: operators hear nothing either.
    void tell(Commit commit) {
        if (listener == IncidentListener.NONE) {
            return;
        }
        commit.after().ifPresent(incident -> {
            if (commit.decided(incident)) {
                LOGGER.info(
                        "incident {} {} account={}",
                        incident.id(),
                        incident.state().label(),
                        incident.account());
            }
            if (commit.graver(incident)) {
                warn(incident);
                guarded(() -> listener.opened(incident), incident);
            }
            guarded(() -> listener.committed(incident), incident);
        });
    }

    // It is committed: whoever cannot hear of it must not undo that.
    private static void guarded(Runnable telling, Incident incident) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOGGER.error("incident {} could not be told", incident.id(), e);
        }
    }

    private static void warn(Incident incident) {
        // The gravest in words, all by name: the incident has the rest.
        LOGGER.warn(
                "incident {} {} account={} found: {} {}",
                incident.id(),
                incident.severity().label(),
                incident.account(),
                incident.gravest()
                        .map(finding -> finding.gravest().explanation().text())
                        .orElse(""),
                incident.findings().stream()
                        .map(finding -> finding.gravest().type())
                        .toList());
    }
}
