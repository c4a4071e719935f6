package io.mailwarden.engine.origin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Geo;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.Text;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where an address is and who stands behind it: MaxMind-format databases, address lists, DNS
 * block lists, addresses that did harm here, safe networks. What
 * an event line tells itself goes before what is looked up; a safe network goes before every list. No I/O but in
 * {@link #refresh()}; nobody waits for DNS. Thread-safe.
 */
public final class OriginLookup {

    private static final Logger LOGGER = LoggerFactory.getLogger(OriginLookup.class);

    // Clients come back from the address they had. Room for twice as many origins as accounts: with 100 000 accounts
    // some 100 MB when full, and hardly a miss.
    private static final long ACCOUNTS = 100_000;
    private static final long FEWEST_REMEMBERED = 60_000;
    private static final long MOST_REMEMBERED = 4_000_000;
    private static final int LONGEST_REASON = 200;
    private static final int BURNT_VERSION = 2;

    private record ListOf(NetworkKind kind, Watched<AddressList> list) {}

    private final GeoDatabases databases;
    private final List<ListOf> lists;
    private final List<Network> safeNetworks;
    private final AskedBlocklists blocklists;
    private final BurntAddresses burnt;
    private final Alarms alarms;
    private final long mostRemembered;
    private volatile Cache<Address, Origin> remembered;

    /** As the other, for 100 000 accounts. */
    public OriginLookup(OriginConfig config, DnsBlocklists dns, Alarms alarms, Clock clock) {
        this(config, ACCOUNTS, dns, alarms, clock);
    }

    /**
     * Reads the configured files; what cannot be read is alarmed.
     *
     * @param accounts how many log in
     */
    public OriginLookup(OriginConfig config, long accounts, DnsBlocklists dns, Alarms alarms, Clock clock) {
        this.alarms = alarms;
        mostRemembered = Math.max(FEWEST_REMEMBERED, Math.min(MOST_REMEMBERED, 2 * accounts));
        remembered = ofMost(mostRemembered);
        boolean asks = !config.dns().dnsBlocklists().isEmpty();
        blocklists = new AskedBlocklists(
                asks ? dns : DnsBlocklists.NONE, config.dns().dnsTimeout(), alarms, clock);
        burnt = new BurntAddresses(config.burntFor());
        databases = new GeoDatabases(config.databases(), alarms, clock);
        lists = new ArrayList<>();
        watch(NetworkKind.MALICIOUS, config.lists().maliciousLists());
        watch(NetworkKind.ANONYMIZER, config.lists().anonymizerLists());
        watch(NetworkKind.HOSTING, config.lists().hostingLists());
        safeNetworks = config.safeNetworks();
        refresh();
    }

    // Kept in order by whoever uses it: handing that to another thread costs more.
    private static Cache<Address, Origin> ofMost(long entries) {
        return Caffeine.newBuilder()
                .maximumSize(entries)
                .executor(Runnable::run)
                .build();
    }

    private void watch(NetworkKind kind, List<Path> files) {
        files.forEach(file -> lists.add(new ListOf(kind, new Watched<>(file, AddressList::read, alarms))));
    }

    /** Reads the files that were replaced. Not for a mail server's I/O thread. */
    public void refresh() {
        boolean changed = databases.refresh();
        for (ListOf list : lists) {
            changed |= list.list().refresh();
        }
        if (changed) {
            // Whoever still finds by the old files keeps it in the old cache.
            remembered = ofMost(mostRemembered);
            LOGGER.info("knowledge about addresses: {}", knowledge());
        }
    }

    /**
     * What is known: databases with their dates and what each tells, lists with their sizes; says so when geography cannot
     * be told.
     */
    public List<String> knowledge() {
        List<String> known = new ArrayList<>();
        known.addAll(databases.summaries());
        if (!knowsGeography()) {
            known.add("no database tells countries");
        }
        for (ListOf list : lists) {
            list.list()
                    .content()
                    .ifPresent(content -> known.add(String.format(
                            Locale.ROOT,
                            "%s: %d %s networks, %d lines skipped",
                            content.name(),
                            content.size(),
                            list.kind().label(),
                            content.badLines())));
        }
        blocklists.summary().ifPresent(known::add);
        return known;
    }

    /** Whether any database tells countries or positions. */
    public boolean knowsGeography() {
        return databases.knowGeography();
    }

    /** What of geography is not as it should be, each in a sentence: what cannot be told, and what is old. */
    public List<String> gaps() {
        return databases.gaps();
    }

    /** The databases that are there and cannot be used, each with the reason; there is an alarm for each. */
    public Map<Path, String> refusedDatabases() {
        return databases.refused();
    }

    /**
     * The address did harm to that organisation: from that time on, and as long as configured, it is malicious for it,
     * and for all when it did so to several. A safe or private address stays what it is.
     */
    public void burn(Address address, String organisation, String why, Instant at) {
        if (!isSafe(address)) {
            burnt.burn(address, organisation, Text.printable(why, LONGEST_REASON), at);
        }
    }

    /** What an older store burnt for everybody is forgotten: whom it harmed was read of the log. */
    public void forgetEverybodysBurns() {
        burnt.forgetEverybodys();
    }

    /** All burnt addresses, which {@link #restoreBurnt} reads. */
    public byte[] burntSnapshot() {
        SnapshotWriter out = new SnapshotWriter();
        burnt.write(out);
        return out.sealed(BURNT_VERSION);
    }

    /** Burns again what was burnt when {@link #burntSnapshot} wrote it, beside what is burnt already. */
    public void restoreBurnt(byte[] snapshot) throws UnreadableSnapshot {
        SnapshotReader in = SnapshotReader.ofSealed(snapshot, BURNT_VERSION);
        burnt.read(in);
        in.end();
    }

    /** As the other, for an organisation of which nothing is known. */
    public Origin locate(Optional<Address> address, Optional<Geo> told, Instant at) {
        return locate(address, told, "", at);
    }

    /**
     * The origin of an address at an event's time; what the event line tells of itself is believed.
     *
     * @param organisation for which it may be burnt
     */
    public Origin locate(Optional<Address> address, Optional<Geo> told, String organisation, Instant at) {
        if (address.isEmpty()) {
            return told.map(geo -> merge(geo, Origin.UNKNOWN)).orElse(Origin.UNKNOWN);
        }
        Origin found = locate(address.get());
        Origin origin = told.isPresent() ? merge(told.get(), found) : found;
        return origin.safe() ? origin : withReputation(origin, address.get(), organisation, at);
    }

    private Origin withReputation(Origin origin, Address address, String organisation, Instant at) {
        Optional<String> reason = burnt.why(address, organisation, at);
        if (reason.isEmpty() && origin.kind() != NetworkKind.MALICIOUS) {
            reason = blocklists.zoneOf(address, at);
        }
        return reason.isPresent() ? origin.malicious(reason.get()) : origin;
    }

    private Origin locate(Address address) {
        return remembered.get(address, this::find);
    }

    private Origin find(Address address) {
        boolean safe = isSafe(address);
        Optional<ListOf> listed = safe
                ? Optional.empty()
                : lists.stream()
                        .filter(list -> list.list().content().stream().anyMatch(content -> content.contains(address)))
                        .findFirst();
        Optional<Provider> provider = databases.provider(address);
        return new Origin(
                Optional.of(address),
                Optional.of(address.network()),
                databases.place(address),
                provider.map(Provider::words).orElse(""),
                provider.map(one -> OptionalLong.of(one.asn())).orElse(OptionalLong.empty()),
                listed.map(ListOf::kind).orElse(NetworkKind.RESIDENTIAL),
                listed.flatMap(list -> list.list().content())
                        .map(AddressList::name)
                        .orElse(""),
                safe ? Trust.ALL : Trust.NONE);
    }

    private boolean isSafe(Address address) {
        return !address.isPublic() || safeNetworks.stream().anyMatch(network -> network.contains(address));
    }

    private static Origin merge(Geo told, Origin found) {
        Optional<Place> place = told.country()
                .map(country -> country.toUpperCase(Locale.ROOT))
                .filter(Place::isCountry)
                .map(country -> new Place(
                        country,
                        Optional.empty(),
                        told.position(),
                        told.accuracyKm().orElse(Place.ASSUMED_ACCURACY_KM)));
        String provider = told.asn().isPresent()
                ? Provider.of(told.asn().getAsLong(), told.asnName().orElse("")).words()
                : found.provider();
        NetworkKind kind = told.network().map(NetworkKind::ofLabel).orElse(found.kind());
        // A line that tells where its address was, tells of a public one, whatever pseudonym it carries.
        boolean safe = found.safe() && place.isEmpty();
        return new Origin(
                found.address(),
                found.network(),
                place.or(found::place),
                provider,
                told.asn().isPresent() ? told.asn() : found.asn(),
                safe ? found.kind() : kind,
                told.network().isPresent() ? "the event's own line" : found.listedBy(),
                safe ? Trust.ALL : Trust.NONE);
    }
}
