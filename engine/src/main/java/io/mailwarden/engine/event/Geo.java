package io.mailwarden.engine.event;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where an address was, as an event line itself tells. Every part may be absent; what is absent stays "cannot tell".
 *
 * @param country ISO 3166-1 alpha-2 code, upper case
 * @param position latitude and longitude
 * @param accuracyKm radius around the position that holds the true one, in kilometres
 * @param asn autonomous system number
 * @param asnName who runs it
 * @param network hosting, vpn, tor or malicious
 */
public record Geo(
        Optional<String> country,
        Optional<Position> position,
        OptionalDouble accuracyKm,
        OptionalLong asn,
        Optional<String> asnName,
        Optional<String> network) {}
