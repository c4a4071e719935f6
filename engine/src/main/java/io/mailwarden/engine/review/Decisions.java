package io.mailwarden.engine.review;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.ResponseRecordStore;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what administrators decide about incidents: confirm, dismiss, unblock. First what nobody would do again,
 * then what makes it show as done: who is told nothing, because the store was gone, repeats it. Thread-safe: one at a
 * time, so that of two who decide differently at once the second sees what the first did, and what he can no longer
 * decide leaves no trace. Every method may wait, and throws {@link StoreUnavailable}.
 */
final class Decisions {

    private static final Logger LOGGER = LoggerFactory.getLogger(Decisions.class);

    /** Among what was done about an incident: somebody came from a safe network. */
    private static final String SAFE_NETWORK = "safe-network";

    /** Likewise: an exception explained it. */
    private static final String EXCEPTION = "exception";

    /** Among what was done about an incident: the account was given back. */
    private static final String UNBLOCK = "unblock";

    private final Incidents incidents;
    private final Blocks blocks;
    private final ResponseRecordStore records;
    private final AccountLog log;
    private final AttackerAddresses attackers;
    private final Clock clock;

    Decisions(
            Incidents incidents,
            Blocks blocks,
            ResponseRecordStore records,
            AccountLog log,
            AttackerAddresses attackers,
            Clock clock) {
        this.incidents = incidents;
        this.blocks = blocks;
        this.records = records;
        this.log = log;
        this.attackers = attackers;
        this.clock = clock;
    }

    /** As {@link Review#confirm}. */
    synchronized boolean confirm(String incidentId) {
        return whichMay(incidentId, IncidentState.CONFIRMED)
                .filter(this::confirm)
                .isPresent();
    }

    private boolean confirm(Incident incident) {
        Instant now = clock.instant();
        List<Address> burnt = attackers.of(incident, now);
        String why = "it was used in the confirmed incident " + incident.id();
        log.write(new Reviewed(now, incident.account(), Decision.CONFIRMED, burnt, why));
        attackers.burn(incident.account(), burnt, why, now);
        List<String> vouched = attackers.vouched(incident);
        if (!vouched.isEmpty()) {
            warn(incident, String.join("; ", vouched), now);
        }
        return incidents.become(incident.id(), IncidentState.CONFIRMED).isPresent();
    }

    private void warn(Incident incident, String words, Instant now) {
        LOGGER.warn(
                "SAFE NETWORK IN A CONFIRMED INCIDENT: incident {} account={}: {}",
                incident.id(),
                incident.account(),
                words);
        records.add(new ResponseRecord(incident.account(), incident.id(), Severity.CRITICAL, SAFE_NETWORK, now, words));
    }

    /**
     * Dismisses an open incident for that reason, which stands among what was done; false when it is not open any more, or
     * when more was found since it was looked at.
     */
    synchronized boolean dismissOpen(Incident seen, String why) {
        return whichMay(seen.id(), IncidentState.DISMISSED)
                .filter(incident -> incident.state() == IncidentState.OPEN && found(incident) == found(seen))
                .filter(incident -> {
                    records.add(new ResponseRecord(
                            incident.account(), incident.id(), incident.due(), EXCEPTION, clock.instant(), why));
                    return dismiss(incident);
                })
                .isPresent();
    }

    private static long found(Incident incident) {
        return incident.findings().stream().mapToLong(Finding::count).sum();
    }

    /** As {@link Review#dismiss}. */
    synchronized boolean dismiss(String incidentId, Optional<IncidentState> seen) {
        return whichMay(incidentId, IncidentState.DISMISSED)
                .filter(incident -> seen.map(incident.state()::equals).orElse(true))
                .filter(this::dismiss)
                .isPresent();
    }

    private boolean dismiss(Incident incident) {
        log.write(burningNone(incident, Decision.DISMISSED));
        liftBlocks(incident);
        boolean became =
                incidents.become(incident.id(), IncidentState.DISMISSED).isPresent();
        if (became) {
            // What answered it meanwhile.
            liftBlocks(incident);
        }
        return became;
    }

    private void liftBlocks(Incident incident) {
        blocks.lift(incident.account(), Optional.of(incident.id()), "dismissal of incident " + incident.id());
    }

    /** Lifts every block of the account, as {@link Controls#unblock} says. */
    synchronized Unblocked unblock(Account account, String by) {
        Optional<Incident> containing =
                incidents.kept(account).filter(incident -> incident.contains().isPresent());
        containing.ifPresent(incident -> giveBack(incident, by));
        int lifted = blocks.lift(account, Optional.empty(), by);
        Optional<Incident> resolved =
                containing.flatMap(incident -> incidents.become(incident.id(), IncidentState.RESOLVED));
        if (resolved.isPresent()) {
            // What answered it meanwhile.
            lifted += blocks.lift(account, Optional.empty(), by);
        }
        return new Unblocked(lifted, resolved.map(Incident::id));
    }

    private void giveBack(Incident incident, String by) {
        log.write(burningNone(incident, Decision.RESOLVED));
        records.add(new ResponseRecord(
                incident.account(),
                incident.id(),
                incident.due(),
                UNBLOCK,
                clock.instant(),
                "given back to its owner by " + by));
    }

    private Optional<Incident> whichMay(String incidentId, IncidentState next) {
        return incidents.find(incidentId).filter(incident -> incident.state().mayBecome(next));
    }

    private Reviewed burningNone(Incident incident, Decision decision) {
        return new Reviewed(clock.instant(), incident.account(), decision, List.of(), "");
    }
}
