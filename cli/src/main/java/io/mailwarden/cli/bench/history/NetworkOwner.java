package io.mailwarden.cli.bench.history;

import java.util.Optional;

/**
 * Who runs networks, with addresses of its own out of 248.0.0.0/5, which nobody else has.
 *
 * @param number one for each owner, 0 to 8191
 * @param name of it
 * @param network hosting or vpn; empty for homes, offices and mobile phones
 * @param accuracyKm how well its addresses are placed
 */
public record NetworkOwner(int number, String name, String network, double accuracyKm) {

    /** How many /24 networks each has. */
    static final int BLOCKS = 64;

    private static final int FIRST_ADDRESS = 0xF8000000;
    // RFC 6996: 32-bit numbers for private use.
    private static final long FIRST_ASN = 4_200_000_000L;

    /** A host of a block, seen in that town. */
    public From at(Town town, int block, int host) {
        int address =
                FIRST_ADDRESS + (number * BLOCKS + Math.floorMod(block, BLOCKS)) * 256 + 1 + Math.floorMod(host, 254);
        String ip = (address >>> 24) + "." + (address >>> 16 & 0xFF) + "." + (address >>> 8 & 0xFF) + "."
                + (address & 0xFF);
        return new From(ip, Optional.of(From.geo(town, accuracyKm, FIRST_ASN + number, name, network)));
    }

    /** Any of its hosts, seen in that town. */
    public From any(Town town, Dice dice) {
        return at(town, dice.between(0, BLOCKS), dice.between(0, 254));
    }
}
