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

    private final Duration lasts;
    private final Cache<Address, Burn> burns =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private volatile boolean any;

    BurntAddresses(Duration lasts) {
        this.lasts = lasts;
    }

    void burn(Address address, String why, Instant at) {
        Burn burn = new Burn(at, at, why);
        burns.asMap().merge(counted(address), burn, (one, two) -> Burn.joined(one, two, lasts));
        any = true;
    }

    /** Why the address is burnt at that time; empty when it is not, or not yet, or no longer. */
    Optional<String> why(Address address, Instant at) {
        Burn burn = any ? burns.getIfPresent(counted(address)) : null;
        return burn != null && burn.stands(at, lasts) ? Optional.of(burn.why) : Optional.empty();
    }

    // The first address of an IPv6 network stands for all of it.
    private static Address counted(Address address) {
        return AddressBits.isIpv4(address.inet())
                ? address
                : new Address(address.network().base());
    }

    void write(SnapshotWriter out) {
        Map<Address, Burn> all = Map.copyOf(burns.asMap());
        out.number(all.size());
        all.forEach((address, burn) -> {
            byte[] inet = address.inet().getAddress();
            out.number(inet.length);
            out.raw(inet);
            out.time(burn.from);
            out.time(burn.last);
            out.text(burn.why);
        });
    }

    void read(SnapshotReader in) throws UnreadableSnapshot {
        for (int left = in.count(MOST); left > 0; left--) {
            Address address = address(in);
            Burn burn = new Burn(in.time(), in.time(), in.text(LONGEST_REASON));
            burns.asMap().merge(address, burn, (one, two) -> Burn.joined(one, two, lasts));
            any = true;
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
