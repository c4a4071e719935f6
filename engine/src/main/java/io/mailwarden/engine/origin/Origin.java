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
 * @param trust for how much of it somebody vouches
 */
public record Origin(
        Optional<Address> address,
        Optional<Network> network,
        Optional<Place> place,
        String provider,
        OptionalLong asn,
        NetworkKind kind,
        String listedBy,
        Trust trust) {

    /** For how much of an origin somebody vouches. Ordered: the later, the more. */
    public enum Trust {
        /** Nobody does. */
        NONE,
        /** An administrator's safe network: for its place, and for nothing else. */
        PLACE,
        /** The configuration, or an address that is not public: it never counts as an anomalous origin. */
        ALL
    }

    /** An origin of which nothing is known. */
    public static final Origin UNKNOWN = new Origin(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            OptionalLong.empty(),
            NetworkKind.RESIDENTIAL,
            "",
            Trust.NONE);

    /** The country; empty when it cannot be told. */
    public Optional<String> country() {
        return place.map(Place::country);
    }

    /** The same, made malicious by that list or reason. */
    Origin malicious(String by) {
        return new Origin(address, network, place, provider, asn, NetworkKind.MALICIOUS, by, trust);
    }

    /** Whether it never counts as an anomalous origin: a safe network of the configuration, or not a public address. */
    public boolean safe() {
        return trust == Trust.ALL;
    }

    /** Whether somebody vouches for its place: nobody is strange there. */
    public boolean placeVouched() {
        return trust != Trust.NONE;
    }

    /** The same, for whose place an administrator vouches. */
    public Origin vouched() {
        return trust == Trust.NONE ? with(Trust.PLACE) : this;
    }

    /** The same, as if no administrator vouched for its place. */
    public Origin unvouched() {
        return trust == Trust.PLACE ? with(Trust.NONE) : this;
    }

    private Origin with(Trust other) {
        return new Origin(address, network, place, provider, asn, kind, listedBy, other);
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
