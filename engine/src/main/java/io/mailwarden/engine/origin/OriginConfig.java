package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.event.Require;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where knowledge about addresses comes from.
 *
 * @param databases MaxMind-format City, Country or ASN databases; later ones fill what earlier ones do not know
 * @param maliciousLists files of addresses and networks that nobody honest logs in from
 * @param anonymizerLists files of VPN, proxy and Tor exits
 * @param hostingLists files of data-centre networks
 * @param safeNetworks networks that never count as an anomalous origin
 * @param reloadEvery how often files are looked at for replacement, 1 second to 1 day
 */
public record OriginConfig(
        List<Path> databases,
        List<Path> maliciousLists,
        List<Path> anonymizerLists,
        List<Path> hostingLists,
        List<Network> safeNetworks,
        Duration reloadEvery) {

    public OriginConfig {
        databases = List.copyOf(databases);
        maliciousLists = List.copyOf(maliciousLists);
        anonymizerLists = List.copyOf(anonymizerLists);
        hostingLists = List.copyOf(hostingLists);
        safeNetworks = List.copyOf(safeNetworks);
        Require.within(reloadEvery, Duration.ofSeconds(1), Duration.ofDays(1));
    }

    /** No files: geography cannot be told. */
    public static OriginConfig defaults() {
        return new OriginConfig(List.of(), List.of(), List.of(), List.of(), List.of(), Duration.ofMinutes(1));
    }
}
