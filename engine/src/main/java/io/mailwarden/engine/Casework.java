package io.mailwarden.engine;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.profile.Evidence.Stream;
import io.mailwarden.engine.profile.Risk;
import io.mailwarden.engine.profile.Suspicion;
import io.mailwarden.engine.verdict.Takeover;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weighs what was found in one event together with what stands against its account. Thread-safe. */
final class Casework {

    private final Takeover takeover;
    private final Incidents incidents;
    private final IncidentConfig config;

    Casework(Takeover takeover, Incidents incidents, IncidentConfig config) {
        this.takeover = takeover;
        this.incidents = incidents;
        this.config = config;
    }

    /** What was found, and the joined anomaly when it comes to one. */
    List<Anomaly> joined(List<Anomaly> found, List<Suspicion> standing, Instant at) {
        Optional<Anomaly> joined = takeover.join(found, standing, at);
        if (joined.isEmpty()) {
            return found;
        }
        List<Anomaly> all = new ArrayList<>(found);
        all.add(joined.get());
        return all;
    }

    /** Whether the account is under suspicion: it has an open incident, or what stands and was found makes one. */
    boolean suspects(Account account, Instant at, List<Suspicion> standing) {
        return incidents.current(account, at).isPresent()
                || (!standing.isEmpty() && Risk.of(standing).score() >= config.opensAt());
    }

    /**
     * Whether either stream alone would open an incident.
     *
     * @param login what stands against the logins behind what is sent
     * @param against all that stands against the account
     */
    boolean suspectsBoth(Risk login, List<Suspicion> against) {
        return login.score() >= config.opensAt()
                && Risk.of(against).of(Stream.SENDING).score() >= config.opensAt();
    }

    /**
     * Whether a login must wait before it is learned: else its network would be the account's home, and what is sent from
     * there the owner's, before the signs against it are weighed with that.
     */
    boolean waits(List<Suspicion> standing, boolean suspected) {
        return suspected || takeover.weighs(standing);
    }

    Incidents incidents() {
        return incidents;
    }

    /** The account's incident with that added, when it is under suspicion. */
    Optional<Incident> file(Account account, Instant at, List<Anomaly> found, boolean suspected, boolean rejected) {
        return suspected && !found.isEmpty()
                ? Optional.of(incidents.found(account, at, found, rejected))
                : Optional.empty();
    }

    static List<Suspicion> suspicions(List<Anomaly> found, Instant at, long network) {
        return found.isEmpty()
                ? List.of()
                : found.stream().map(anomaly -> anomaly.since(at, network)).toList();
    }
}
