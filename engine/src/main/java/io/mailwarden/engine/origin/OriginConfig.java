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
 * @param maliciousLists files of addresses and networks that nobody honest logs in from
 * @param anonymizerLists files of VPN, proxy and Tor exits
 * @param hostingLists files of data-centre networks
 * @param safeNetworks networks that never count as an anomalous origin
 * @param reloadEvery how often files are looked at for replacement, 1 second to 1 day
 * @param dnsBlocklists zones that are asked by DNS for addresses that nobody honest logs in from
 * @param dnsTimeout how long their answer counts, 1 to 30 seconds
 * @param burntFor how long an address is malicious after it did harm here, 1 hour to 1 year
 */
public record OriginConfig(
        List<Path> databases,
        List<Path> maliciousLists,
        List<Path> anonymizerLists,
        List<Path> hostingLists,
        List<Network> safeNetworks,
        Duration reloadEvery,
        List<String> dnsBlocklists,
        Duration dnsTimeout,
        Duration burntFor) {

    // RFC 1035 2.3.4: a name has 253 characters, and an IPv6 address takes 64 of them.
    private static final int LONGEST_ZONE = 189;
    private static final Pattern ZONE = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+");

    public OriginConfig {
        databases = List.copyOf(databases);
        maliciousLists = List.copyOf(maliciousLists);
        anonymizerLists = List.copyOf(anonymizerLists);
        hostingLists = List.copyOf(hostingLists);
        safeNetworks = List.copyOf(safeNetworks);
        Require.within(reloadEvery, Duration.ofSeconds(1), Duration.ofDays(1));
        dnsBlocklists = List.copyOf(dnsBlocklists);
        dnsBlocklists.forEach(OriginConfig::requireZone);
        Require.within(dnsTimeout, Duration.ofSeconds(1), Duration.ofSeconds(30));
        Require.within(burntFor, Duration.ofHours(1), Duration.ofDays(366));
    }

    private static void requireZone(String zone) {
        if (zone.length() > LONGEST_ZONE || !ZONE.matcher(zone).matches()) {
            throw new IllegalArgumentException("expected zones such as dnsbl.example.org, in lower case");
        }
    }

    /** No files and no zones: geography cannot be told. */
    public static OriginConfig defaults() {
        return new OriginConfig(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofMinutes(1),
                List.of(),
                Duration.ofSeconds(2),
                Duration.ofDays(30));
    }
}
