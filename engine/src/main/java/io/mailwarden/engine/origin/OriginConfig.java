package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.support.Require;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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
