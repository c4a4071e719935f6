package io.mailwarden.plugin;

import io.mailwarden.engine.event.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.james.dnsservice.api.DNSService;

/**
 * One DNS block list (RFC 5782). It is believed only while it lists its test address and does not list 127.0.0.1
 * (section 5): a zone that was given up may list the whole world. Thread-safe; asking takes as long as DNS takes.
 */
final class BlocklistZone {

    private static final String LISTED_FOR_TEST = "2.0.0.127";
    private static final String NEVER_LISTED = "1.0.0.127";
    private static final Duration TRUSTED_FOR = Duration.ofHours(1);
    private static final Duration DISTRUSTED_FOR = Duration.ofMinutes(5);

    private final DNSService dns;
    private final String zone;
    private final Clock clock;
    private Instant nextTest = Instant.EPOCH;
    private String distrust = "";

    BlocklistZone(DNSService dns, String zone, Clock clock) {
        this.dns = dns;
        this.zone = zone;
        this.clock = clock;
    }

    /** Whether the zone lists the address; throws IllegalStateException, saying why, when it cannot be believed. */
    boolean lists(Address address) {
        String problem = test();
        if (!problem.isEmpty()) {
            throw new IllegalStateException(problem);
        }
        return listsReversed(reversed(address));
    }

    String name() {
        return zone;
    }

    private synchronized String test() {
        Instant now = clock.instant();
        if (!now.isBefore(nextTest)) {
            distrust = tested();
            nextTest = now.plus(distrust.isEmpty() ? TRUSTED_FOR : DISTRUSTED_FOR);
        }
        return distrust;
    }

    private String tested() {
        try {
            if (!listsReversed(LISTED_FOR_TEST)) {
                return zone + " does not list its test address 127.0.0.2: it is no block list, or DNS does not answer";
            }
            return listsReversed(NEVER_LISTED) ? zone + " lists 127.0.0.1, and so the whole world" : "";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private boolean listsReversed(String reversed) {
        List<byte[]> codes = answers(reversed + "." + zone + ".").stream()
                .map(InetAddress::getAddress)
                .filter(code -> code.length == 4 && code[0] == 127)
                .toList();
        for (byte[] code : codes) {
            // Spamhaus: the query was refused, as from a public resolver or without a key.
            if (code[1] == (byte) 255 && code[2] == (byte) 255) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT, "%s refuses to answer this resolver (code 127.255.255.%d)", zone, code[3] & 0xFF));
            }
        }
        return codes.stream().anyMatch(this::counts);
    }

    // The dot at the name's end keeps James from trying its search domains.
    private Collection<InetAddress> answers(String name) {
        try {
            return dns.getAllByName(name);
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    // Spamhaus PBL: addresses that should not deliver mail themselves, such as everybody's home.
    private boolean counts(byte[] code) {
        boolean policy = zone.contains("spamhaus") && code[1] == 0 && code[2] == 0 && (code[3] == 10 || code[3] == 11);
        return !policy;
    }

    /** The address as block lists name it: octets, or nibbles, from last to first (RFC 5782, 2.1 and 2.4). */
    static String reversed(Address address) {
        byte[] bytes = address.inet().getAddress();
        StringBuilder name = new StringBuilder();
        for (int i = bytes.length - 1; i >= 0; i--) {
            int value = bytes[i] & 0xFF;
            if (bytes.length == 4) {
                name.append(value);
            } else {
                name.append(Integer.toHexString(value & 0xF)).append('.').append(Integer.toHexString(value >>> 4));
            }
            name.append(i == 0 ? "" : ".");
        }
        return name.toString();
    }
}
