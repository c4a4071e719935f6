package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.origin.SafeNetworks;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Tells which addresses the attacker of an incident used, and makes them count as malicious. Thread-safe. */
final class AttackerAddresses {

    // Whoever came in unseen was there before the first finding.
    private static final Duration BEFORE = Duration.ofDays(1);

    private final AccountLog log;
    private final Profiles profiles;
    private final OriginLookup origins;
    private final SafeNetworks safeNetworks;
    private final Supplier<IncidentConfig> opensAt;

    /** Those of logins that score at least what opens an incident. */
    AttackerAddresses(
            AccountLog log,
            Profiles profiles,
            OriginLookup origins,
            SafeNetworks safeNetworks,
            Supplier<IncidentConfig> opensAt) {
        this.log = log;
        this.profiles = profiles;
        this.origins = origins;
        this.safeNetworks = safeNetworks;
        this.opensAt = opensAt;
    }

    // Those of logins that were odd enough by themselves to open an incident; never one that the account is at home at:
    // others log in through a carrier's network, too.
    List<Address> of(Incident incident, Instant now) {
        return log.logins(incident.account()).stream()
                .filter(login -> !login.at().isBefore(incident.opened()))
                .filter(login -> Risk.of(login.outcome().found()).score()
                        >= opensAt.get().opensAt())
                .flatMap(login -> login.origin().address().stream())
                .filter(address -> !atHome(incident.account(), address, now))
                .distinct()
                .toList();
    }

    private boolean atHome(Account account, Address address, Instant now) {
        return profiles.tell(account, profile -> profile.knows(Trait.NETWORK, Keys.of(address.network()), now))
                .orElse(false);
    }

    /** Tells of each safe network from which the account was used shortly before the incident, or in it. */
    List<String> vouched(Incident incident) {
        return log.logins(incident.account()).stream()
                .filter(login -> login.origin().trust() == Trust.PLACE)
                .filter(login -> login.event().login().filter(Login::accepted).isPresent())
                .filter(login -> !login.at().isBefore(incident.opened().minus(BEFORE)))
                .map(this::words)
                .distinct()
                .toList();
    }

    private String words(EventAssessed login) {
        String address = login.origin().address().map(Address::toString).orElse("");
        String entry = login.origin()
                .address()
                .flatMap(one -> safeNetworks.with(login.account(), one, login.at()))
                .map(safe -> safe.network() + " (" + safe.description() + "), made by " + safe.createdBy() + " for "
                        + safe.scope().words() + ", id " + safe.id())
                .orElse("one that was taken back since");
        return "somebody logged in from " + address + ", within a safe network that silences what is strange about its"
                + " place: " + entry + "; if it was the thief, take it back";
    }

    void burn(Account account, List<Address> addresses, String why, Instant now) {
        String organisation = profiles.organisations().name(account);
        addresses.forEach(address -> origins.burn(address, organisation, why, now));
    }
}
