package io.mailwarden.cli.bench.history;

import io.mailwarden.engine.event.Geo;
import io.mailwarden.engine.event.Position;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where an event came from.
 *
 * @param ip the address
 * @param geo where that is; empty when nobody knows
 */
public record From(String ip, Optional<Geo> geo) {

    /** All that a good database tells; {@code network} is empty for a home or an office. */
    static Geo geo(Town town, double accuracyKm, long asn, String provider, String network) {
        return new Geo(
                Optional.of(town.country()),
                Optional.of(town.position()),
                OptionalDouble.of(accuracyKm),
                OptionalLong.of(asn),
                Optional.of(provider),
                Optional.of(network).filter(kind -> !kind.isEmpty()));
    }

    /** Where it is, when that is known. */
    public Optional<Position> position() {
        return geo.flatMap(Geo::position);
    }
}
