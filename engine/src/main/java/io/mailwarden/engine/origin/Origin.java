package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where an event came from, as far as can be told.
 *
 * @param address the address; empty when the door cannot tell
 * @param network the network that counts as one place
 * @param place where on Earth; empty is "cannot tell"
 * @param provider who runs the network, such as "AS2119 Telenor Norge AS"; may be empty
 * @param asn that network's autonomous system number; empty when it cannot be told
 * @param kind who usually stands behind it
 * @param listedBy the list or the reason that made it so; may be empty
 * @param safe whether it never counts as an anomalous origin: a safe network, or not a public address
 */
public record Origin(
        Optional<Address> address,
        Optional<Network> network,
        Optional<Place> place,
        String provider,
        OptionalLong asn,
        NetworkKind kind,
        String listedBy,
        boolean safe) {

    /** An origin of which nothing is known. */
    public static final Origin UNKNOWN = new Origin(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            OptionalLong.empty(),
            NetworkKind.RESIDENTIAL,
            "",
            false);

    /** The country; empty when it cannot be told. */
    public Optional<String> country() {
        return place.map(Place::country);
    }

    /** The same, made malicious by that list or reason. */
    Origin malicious(String by) {
        return new Origin(address, network, place, provider, asn, NetworkKind.MALICIOUS, by, safe);
    }

    /** Where it was in few words, such as "Lagos, NG", else the address; empty when neither is known. */
    public String shortly() {
        return place.map(Place::name).or(() -> address.map(Address::toString)).orElse("");
    }

    /** Place and provider in words; empty when neither is known. */
    public String words() {
        String where = place.map(Place::name).orElse("");
        return where.isEmpty() || provider.isEmpty() ? where + provider : where + " (" + provider + ")";
    }
}
