package io.mailwarden.engine.event;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.InetAddress;
import java.util.Optional;

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
        IPAddress parsed = new IPAddressString(zone < 0 ? text : text.substring(0, zone), STRICT).getAddress();
        return parsed == null || parsed.isMultiple() ? Optional.empty() : Optional.of(of(parsed.toInetAddress()));
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
