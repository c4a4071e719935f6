package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.support.Require;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of origins: geography databases, lists of addresses, safe networks.
 *
 * @param databases MaxMind-format City, Country or ASN databases; later ones fill what earlier ones do not know
 * @param lists files that say which kind of network an address is of
 * @param safeNetworks networks that never count as an anomalous origin
 * @param reloadEvery how often files are looked at for replacement, 1 second to 1 day
 * @param dns what is asked by DNS
 * @param burntFor how long an address is malicious after it did harm here, 1 hour to 1 year
 */
public record OriginConfig(
        List<Path> databases,
        AddressListFiles lists,
        List<Network> safeNetworks,
        Duration reloadEvery,
        DnsBlocklistConfig dns,
        Duration burntFor) {

    /**
     * Which blocklists are asked by DNS.
     *
     * @param dnsBlocklists zones that are asked by DNS for addresses that nobody honest logs in from
     * @param dnsTimeout how long their answer counts, 1 to 30 seconds
     */
    public record DnsBlocklistConfig(List<String> dnsBlocklists, Duration dnsTimeout) {

        // RFC 1035 2.3.4: a name has 253 characters, and an IPv6 address takes 64 of them.
        private static final int LONGEST_ZONE = 189;
        private static final Pattern ZONE = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+");

        public DnsBlocklistConfig {
            dnsBlocklists = List.copyOf(dnsBlocklists);
            dnsBlocklists.forEach(DnsBlocklistConfig::requireZone);
            Require.within(dnsTimeout, Duration.ofSeconds(1), Duration.ofSeconds(30));
        }

        private static void requireZone(String zone) {
            if (zone.length() > LONGEST_ZONE || !ZONE.matcher(zone).matches()) {
                throw new IllegalArgumentException("expected zones such as dnsbl.example.org, in lower case");
            }
        }
    }

    /**
     * Files of addresses and networks, by the kind of network that they name.
     *
     * @param maliciousLists files of addresses and networks that nobody honest logs in from
     * @param anonymizerLists files of VPN, proxy and Tor exits
     * @param hostingLists files of data-centre networks
     */
    public record AddressListFiles(List<Path> maliciousLists, List<Path> anonymizerLists, List<Path> hostingLists) {

        /** No files. */
        public static final AddressListFiles NONE = new AddressListFiles(List.of(), List.of(), List.of());

        public AddressListFiles {
            maliciousLists = List.copyOf(maliciousLists);
            anonymizerLists = List.copyOf(anonymizerLists);
            hostingLists = List.copyOf(hostingLists);
        }
    }

    public OriginConfig {
        databases = List.copyOf(databases);
        safeNetworks = List.copyOf(safeNetworks);
        Require.within(reloadEvery, Duration.ofSeconds(1), Duration.ofDays(1));
        Require.within(burntFor, Duration.ofHours(1), Duration.ofDays(366));
    }

    /** No files and no zones: geography cannot be told. */
    public static OriginConfig defaults() {
        return new OriginConfig(
                List.of(),
                AddressListFiles.NONE,
                List.of(),
                Duration.ofMinutes(1),
                new DnsBlocklistConfig(List.of(), Duration.ofSeconds(2)),
                Duration.ofDays(30));
    }
}
