package io.mailwarden.engine.origin;

import io.mailwarden.engine.support.Text;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The provider of a network: its autonomous system.
 *
 * @param asn its autonomous system number
 * @param words the number and its holder's name, such as "AS2119 Telenor Norge AS"
 */
record Provider(long asn, String words) {

    private static final int LONGEST = 80;
    // RFC 6793: 32 bits.
    private static final long MOST_ASN = 0xFFFF_FFFFL;
    private static final Pattern ASN = Pattern.compile("(?i:AS)?([0-9]{1,10})");

    /** As a database tells it: a number, or text such as "AS2119"; empty when that is of no autonomous system. */
    static Optional<Provider> told(@Nullable Object number, @Nullable String name) {
        long asn = 0;
        if (number instanceof Number value) {
            asn = value.longValue();
        } else {
            Matcher digits = ASN.matcher(Place.text(number).orElse(""));
            asn = digits.matches() ? Long.parseLong(digits.group(1)) : 0;
        }
        // 0 is nobody's (RFC 7607).
        return asn > 0 && asn <= MOST_ASN ? Optional.of(of(asn, name == null ? "" : name)) : Optional.empty();
    }

    /** With the holder's name, which may be empty. */
    static Provider of(long asn, String name) {
        return new Provider(asn, Text.printable(("AS" + asn + " " + name).strip(), LONGEST));
    }
}
