package io.mailwarden.engine.origin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses that did us harm: from then on, and for a time, they are malicious. IPv6 counts by /64, IPv4 by the single
 * address: a whole /24 has other people in it. By the time of events, not of the clock. Bounded, the least used go
 * first. Thread-safe.
 */
final class BurntAddresses {

    // Some 30 MB; a mail server sees fewer phishing sources a month.
    private static final int MOST = 100_000;
    private static final int LONGEST_ADDRESS = 16;
    private static final int LONGEST_REASON = 1_000;
    // The reason of what one flagged message burnt, in stores of the first format.
    private static final String PHISHING = "having sent phishing";

    private record Burn(Instant from, Instant last, String why) {

        private boolean stands(Instant at, Duration lasts) {
            return !at.isBefore(from) && at.isBefore(last.plus(lasts));
        }

        // One that lapsed before the next began is forgotten.
        private static Burn joined(Burn one, Burn two, Duration lasts) {
            Burn earlier = one.last.isBefore(two.last) ? one : two;
            Burn later = earlier == one ? two : one;
            boolean overlap = !later.from.isAfter(earlier.last.plus(lasts));
            Instant from = overlap && earlier.from.isBefore(later.from) ? earlier.from : later.from;
            return new Burn(from, later.last, later.why);
        }
    }

    // As many organisations must have been harmed before others count it. One tenant could harm itself.
    private static final int SEVERAL = 2;
    private static final int MOST_OF_ONE = 8;
    private static final int LONGEST_ORGANISATION = 1_000;

    /** As long as stores tell of no organisation, a burn is everybody's. */
    private static final String EVERYBODY = "*";

    private final Duration lasts;
    // By the organisations that were harmed.
    private final Cache<Address, Map<String, Burn>> burns =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private volatile boolean any;

    BurntAddresses(Duration lasts) {
        this.lasts = lasts;
    }

    void burn(Address address, String organisation, String why, Instant at) {
        burn(counted(address), organisation, new Burn(at, at, why));
    }

    private void burn(Address address, String organisation, Burn burn) {
        burns.asMap().merge(address, Map.of(organisation, burn), this::joined);
        any = true;
    }

    private Map<String, Burn> joined(Map<String, Burn> before, Map<String, Burn> added) {
        Map<String, Burn> all = new HashMap<>(before);
        added.forEach(
                (organisation, burn) -> all.merge(organisation, burn, (one, two) -> Burn.joined(one, two, lasts)));
        if (all.size() > MOST_OF_ONE) {
            all.entrySet().stream()
                    .min(Comparator.comparing(one -> one.getValue().last))
                    .map(Map.Entry::getKey)
                    .ifPresent(all::remove);
        }
        return Map.copyOf(all);
    }

    /**
     * Why the address is burnt for the organisation at that time: it, or several others were harmed; empty when it is
     * not, or not yet, or no longer.
     */
    Optional<String> why(Address address, String organisation, Instant at) {
        Map<String, Burn> all = any ? burns.getIfPresent(counted(address)) : null;
        if (all == null) {
            return Optional.empty();
        }
        Burn burn = all.getOrDefault(organisation, all.get(EVERYBODY));
        if (burn != null && burn.stands(at, lasts)) {
            return Optional.of(burn.why);
        }
        List<Burn> others =
                all.values().stream().filter(one -> one.stands(at, lasts)).toList();
        return others.size() < SEVERAL ? Optional.empty() : Optional.of(others.get(0).why);
    }

    /** What was burnt for everybody is forgotten: for whom it was is known now. */
    void forgetEverybodys() {
        burns.asMap().replaceAll((address, all) -> {
            Map<String, Burn> named = new HashMap<>(all);
            named.remove(EVERYBODY);
            return Map.copyOf(named);
        });
    }

    // The first address of an IPv6 network stands for all of it.
    private static Address counted(Address address) {
        return AddressBits.isIpv4(address.inet())
                ? address
                : new Address(address.network().base());
    }

    void write(SnapshotWriter out) {
        Map<Address, Map<String, Burn>> all = Map.copyOf(burns.asMap());
        out.number(all.values().stream().mapToInt(Map::size).sum());
        all.forEach((address, harmed) -> harmed.forEach((organisation, burn) -> {
            byte[] inet = address.inet().getAddress();
            out.number(inet.length);
            out.raw(inet);
            out.time(burn.from);
            out.time(burn.last);
            out.text(burn.why);
            out.text(organisation);
        }));
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        for (int left = in.count(MOST * MOST_OF_ONE); left > 0; left--) {
            Address address = address(in);
            Burn burn = new Burn(in.time(), in.time(), in.text(LONGEST_REASON));
            if (in.version() > 1) {
                burn(address, in.text(LONGEST_ORGANISATION), burn);
            } else if (!burn.why.startsWith(PHISHING)) {
                burn(address, EVERYBODY, burn);
            }
        }
    }

    private static Address address(SnapshotReader in) throws UnreadableSnapshot {
        byte[] bytes = in.raw(in.number(LONGEST_ADDRESS));
        try {
            return Address.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw in.unreadable("address of " + bytes.length + " bytes");
        }
    }
}
