package io.mailwarden.engine.incident;

/**
 * Hears of incidents that this node committed: from the writer's thread, or an administrator's. Must not block, nor
 * wait for a profile.
 */
public interface IncidentListener {

    /** Hears nothing; and nothing is logged. */
    IncidentListener NONE = new IncidentListener() {

        @Override
        public void opened(Incident incident) {}

        @Override
        public void committed(Incident incident) {}
    };

    /**
     * It was opened or made graver, by an administrator who confirms it, too: the moment to act. Called by one node of
     * all, the one whose change did so, before
     * {@link #committed}.
     */
    void opened(Incident incident);

    /** The store has it so: other nodes are to look at it again. */
    void committed(Incident incident);
}
