package io.mailwarden.engine.event;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address; an IPv4-mapped one is its IPv4 address. An IPv4-mapped IPv6 address is its IPv4 address;
 * zones are dropped. Immutable.
 *
 * @param inet the address; never looked up by name
 */
public record Address(InetAddress inet) {

    static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowMask(false)
            .allowPrefix(false)
            .allowPrefixOnly(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allow_inet_aton(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .toParams();

    private static final int LONGEST_TEXT = 64;
    private static final int IPV4_BYTES = 4;

    /**
     * Reads an IP literal, with or without the brackets or the zone that protocols add. Empty for anything else, host
     * names included: nothing is resolved.
     */
    public static Optional<Address> parse(String literal) {
        String text = literal.strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
        }
        int zone = text.indexOf('%');
        return parseBare(zone < 0 ? text : text.substring(0, zone));
    }

    // The library throws for whatever is none, and most names of clients are none; and takes its time for the rest.
    private static Optional<Address> parseBare(String text) {
        if (!mayBeOne(text)) {
            return Optional.empty();
        }
        byte[] plain = plainIpv4(text);
        if (plain != null) {
            return Optional.of(new Address(Network.fromBytes(plain)));
        }
        IPAddress parsed = new IPAddressString(text, STRICT).getAddress();
        return parsed == null || parsed.isMultiple() ? Optional.empty() : Optional.of(of(parsed.toInetAddress()));
    }

    // Hexadecimal digits with dots or colons between.
    private static boolean mayBeOne(String text) {
        boolean parted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean part = c == '.' || c == ':';
            if (!part && (c > 'f' || Character.digit(c, 16) < 0)) {
                return false;
            }
            parted |= part;
        }
        return parted;
    }

    // Four numbers up to 255 without zeros before them; null for anything else, address or not.
    private static byte @Nullable [] plainIpv4(String text) {
        byte[] bytes = new byte[IPV4_BYTES];
        int at = 0;
        for (int i = 0; i < IPV4_BYTES; i++) {
            int end = i == IPV4_BYTES - 1 ? text.length() : text.indexOf('.', at);
            int number = end < 0 ? -1 : number(text, at, end);
            if (number < 0) {
                return null;
            }
            bytes[i] = (byte) number;
            at = end + 1;
        }
        return bytes;
    }

    // 0 to 255 as everybody writes it, else -1.
    private static int number(String text, int from, int to) {
        if (to <= from || to - from > 3 || (to - from > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number > 255 ? -1 : number;
    }

    /** The address of a socket's peer. */
    public static Address of(InetAddress inet) {
        // A scoped Inet6Address compares by its bytes, but prints its zone: rebuild it from the bytes.
        return new Address(Network.fromBytes(inet.getAddress()));
    }

    /** The network that counts as one place: /24 for IPv4, /64 for IPv6. */
    public Network network() {
        return Network.around(this);
    }

    /** Whether the address can be found in the world: not loopback, private, link-local or unspecified. */
    public boolean isPublic() {
        return !(inet.isLoopbackAddress()
                || inet.isSiteLocalAddress()
                || inet.isLinkLocalAddress()
                || inet.isAnyLocalAddress()
                || inet.isMulticastAddress()
                || isUniqueLocal());
    }

    // RFC 4193: fc00::/7.
    private boolean isUniqueLocal() {
        byte[] bytes = inet.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    }

    @Override
    public String toString() {
        return inet.getHostAddress();
    }
}
