package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.origin.Origin;
import java.time.Instant;

/**
 * A login as habits see it: the key of each trait, 0 where it is not known, and its hour and day by UTC (a habit is the
 * account's own, so the zone does not matter).
 *
 * @param hourOfWeek whole hours since Monday, 0:00
 */
public record Footprint(
        long address, long network, long asn, long country, long client, long family, long system, int hourOfWeek) {

    private static final int DAY = 24;
    private static final long UNNAMED = Keys.of("[]");

    /** Of a login from there. */
    public static Footprint of(Login login, Origin origin) {
        Footprint told = of(login.at(), origin, login.client());
        return told.family == 0 && login.protocol() == Protocol.SMTP ? told.unnamed() : told;
    }

    /** Of a login at that time, from there, by that client. */
    public static Footprint of(Instant at, Origin origin, Client client) {
        long family = Keys.of(client.family());
        long system = Keys.of(client.system());
        Address address = origin.address().orElse(null);
        return new Footprint(
                address == null ? 0 : Keys.of(address),
                // Made anew: that of a remembered origin lies far off in memory.
                address == null ? 0 : Keys.ofNetwork(address),
                origin.asn().orElse(0),
                origin.place().isPresent() ? Keys.ofCountry(origin.place().get().country()) : 0,
                family == 0 ? 0 : Keys.joined(family, Keys.of(client.version()), system),
                family,
                system,
                DAY * Hours.weekday(at) + Hours.hour(at));
    }

    // Whoever submits mail names himself or does not, and does so as a habit. That is known at the login, while IMAP's
    // programs tell their names after it, if at all.
    private Footprint unnamed() {
        return new Footprint(address, network, asn, country, client, UNNAMED, system, hourOfWeek);
    }

    /** Whether it is of a program that did not name itself where it could. */
    public boolean isUnnamed() {
        return family == UNNAMED;
    }

    /** As much of it as is learned: what was only excused stays strange. */
    public Footprint learnable(EventOutcome outcome) {
        if (outcome.marks().isEmpty()) {
            return this;
        }
        boolean network = !outcome.has(Mark.NETWORK_STRANGE);
        boolean program = !outcome.has(Mark.CLIENT_STRANGE);
        return new Footprint(
                network ? address : 0,
                network ? this.network : 0,
                outcome.has(Mark.PROVIDER_STRANGE) ? 0 : asn,
                outcome.has(Mark.COUNTRY_STRANGE) ? 0 : country,
                program ? client : 0,
                program ? family : 0,
                program ? system : 0,
                hourOfWeek);
    }

    /** Hour of the day, 0 to 23. */
    public int hour() {
        return hourOfWeek % DAY;
    }

    /** Day of the week, 0 for Monday to 6. */
    public int weekday() {
        return hourOfWeek / DAY;
    }

    /** The key of that trait of a login; 0 when it is not known. */
    public long key(Trait trait) {
        return switch (trait) {
            case ADDRESS -> address;
            case NETWORK -> network;
            case ASN -> asn;
            case COUNTRY -> country;
            case CLIENT -> client;
            case FAMILY -> family;
            case SYSTEM -> system;
            case SENDER, REPLY_TO, ATTACHMENT, PROGRAM, ID_DOMAIN, ID_FORM, BANK_ACCOUNT -> 0;
        };
    }
}
