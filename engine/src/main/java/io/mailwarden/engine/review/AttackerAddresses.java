package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Instant;
import java.util.List;

/** Tells which addresses the attacker of an incident used, and makes them count as malicious. Thread-safe. */
final class AttackerAddresses {

    private final AccountLog log;
    private final Profiles profiles;
    private final OriginLookup origins;
    private final IncidentConfig opensAt;

    /** Those of logins that score at least what opens an incident. */
    AttackerAddresses(AccountLog log, Profiles profiles, OriginLookup origins, IncidentConfig opensAt) {
        this.log = log;
        this.profiles = profiles;
        this.origins = origins;
        this.opensAt = opensAt;
    }

    // Those of logins that were odd enough by themselves to open an incident; never one that the account is at home at:
    // others log in through a carrier's network, too.
    List<Address> of(Incident incident, Instant now) {
        return log.logins(incident.account()).stream()
                .filter(login -> !login.at().isBefore(incident.opened()))
                .filter(login -> Risk.of(login.outcome().found()).score() >= opensAt.opensAt())
                .flatMap(login -> login.origin().address().stream())
                .filter(address -> !atHome(incident.account(), address, now))
                .distinct()
                .toList();
    }

    private boolean atHome(Account account, Address address, Instant now) {
        return profiles.tell(account, profile -> profile.knows(Trait.NETWORK, Keys.of(address.network()), now))
                .orElse(false);
    }

    void burn(Account account, List<Address> addresses, String why, Instant now) {
        String organisation = profiles.organisations().name(account);
        addresses.forEach(address -> origins.burn(address, organisation, why, now));
    }
}
