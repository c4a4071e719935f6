package io.mailwarden.engine.origin;

import io.mailwarden.engine.support.Text;

/**
 * The provider of a network: its autonomous system.
 *
 * @param asn its autonomous system number
 * @param words the number and its holder's name, such as "AS2119 Telenor Norge AS"
 */
record Provider(long asn, String words) {

    private static final int LONGEST = 80;

    /** With the holder's name, which may be empty. */
    static Provider of(long asn, String name) {
        return new Provider(asn, Text.printable(("AS" + asn + " " + name).strip(), LONGEST));
    }
}
