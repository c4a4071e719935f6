package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.EventLog;
import io.mailwarden.engine.profile.Keys;
import io.mailwarden.engine.profile.LogEntry.Decision;
import io.mailwarden.engine.profile.LogEntry.Reviewed;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.Risk;
import io.mailwarden.engine.profile.Trait;
import io.mailwarden.engine.response.Deed;
import io.mailwarden.engine.response.DeedStore;
import io.mailwarden.engine.response.block.Blocks;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What administrators decide about incidents. First what nobody would do again, then what makes it show as done: who is
 * told nothing, because the store was gone, repeats it. Thread-safe: one at a time, so that of two who decide differently
 * at once the second sees what the first did, and what he can no longer decide leaves no trace. Every method may wait, and
 * throws {@link StoreUnavailable}.
 *
 * @param incidents the cases
 * @param opensAt when a case opens
 * @param blocks which accounts are restricted
 * @param deeds what was done about cases
 * @param profiles of the accounts
 * @param log what happened
 * @param origins what is known of addresses
 * @param clock the time
 */
public record Decisions(
        Incidents incidents,
        IncidentConfig opensAt,
        Blocks blocks,
        DeedStore deeds,
        Profiles profiles,
        EventLog log,
        OriginLookup origins,
        Clock clock) {

    /** Among what was done about an incident: the account was given back. */
    private static final String UNBLOCK = "unblock";

    /** As {@link Review#confirm}. */
    synchronized boolean confirm(String incidentId) {
        return whichMay(incidentId, IncidentState.CONFIRMED)
                .filter(this::confirm)
                .isPresent();
    }

    private boolean confirm(Incident incident) {
        Instant now = clock.instant();
        List<Address> burnt = usedByThief(incident, now);
        String why = "used in the confirmed incident " + incident.id();
        write(new Reviewed(now, incident.account(), Decision.CONFIRMED, burnt, why));
        burnt.forEach(address -> origins.burn(address, why, now));
        return incidents.become(incident.id(), IncidentState.CONFIRMED).isPresent();
    }

    /** As {@link Review#dismiss}. */
    synchronized boolean dismiss(String incidentId) {
        return whichMay(incidentId, IncidentState.DISMISSED)
                .filter(this::dismiss)
                .isPresent();
    }

    private boolean dismiss(Incident incident) {
        write(burningNone(incident, Decision.DISMISSED));
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

    /** As {@link Controls#unblock}. */
    public synchronized Unblocked unblock(Account account, String by) {
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
        write(burningNone(incident, Decision.RESOLVED));
        deeds.add(new Deed(
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

    private void write(Reviewed reviewed) {
        accountLog().write(reviewed);
    }

    // Those of logins that were odd enough by themselves to open a case; never one that the account is at home at:
    // others log in through a carrier's network, too.
    private List<Address> usedByThief(Incident incident, Instant now) {
        return accountLog().logins(incident.account()).stream()
                .filter(login -> !login.at().isBefore(incident.opened()))
                .filter(login -> Risk.of(login.judgement().found()).score() >= opensAt.opensAt())
                .flatMap(login -> login.origin().address().stream())
                .filter(address -> !atHome(incident.account(), address, now))
                .distinct()
                .toList();
    }

    private boolean atHome(Account account, Address address, Instant now) {
        return profiles.tell(account, profile -> profile.knows(Trait.NETWORK, Keys.of(address.network()), now))
                .orElse(false);
    }

    private AccountLog accountLog() {
        return new AccountLog(profiles, log);
    }
}
