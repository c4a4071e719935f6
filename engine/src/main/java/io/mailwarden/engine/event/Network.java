package io.mailwarden.engine.event;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import io.mailwarden.engine.support.Text;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of addresses in CIDR form, its host bits zero. Immutable.
 *
 * @param base the first address
 * @param prefixLength leading bits that all members share, 0 to 32 or 0 to 128
 */
public record Network(InetAddress base, int prefixLength) {

    // Masks, wildcards and ranges have other meanings in other places; "-" would be every address.
    private static final IPAddressStringParameters STRICT =
            Address.STRICT.toBuilder().allowPrefix(true).toParams();

    /** Leading bits of an IPv4 address that count as one place. */
    public static final int IPV4_NEIGHBOURHOOD = 24;

    /** Leading bits of an IPv6 address that count as one place. */
    public static final int IPV6_NEIGHBOURHOOD = 64;

    /** Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address; throws IllegalArgumentException. */
    public static Network parse(String text) {
        try {
            IPAddress parsed = new IPAddressString(text.strip(), STRICT).toAddress();
            if (parsed == null || text.isBlank()) {
                throw new IllegalArgumentException(problem(text));
            }
            IPAddress block = parsed.toPrefixBlock();
            int bits = block.isPrefixed() ? block.getNetworkPrefixLength() : block.getBitCount();
            InetAddress base = fromBytes(block.getLower().getBytes());
            // An IPv4-mapped network is its IPv4 network: 96 bits shorter.
            return new Network(base, bits - (block.getBitCount() - Byte.SIZE * base.getAddress().length));
        } catch (AddressStringException e) {
            throw new IllegalArgumentException(problem(text), e);
        }
    }

    private static String problem(String text) {
        return "not an address or a network such as 192.0.2.0/24: " + Text.printable(text, 60);
    }

    static Network around(Address address) {
        byte[] bytes = address.inet().getAddress();
        return of(bytes, bytes.length == 4 ? IPV4_NEIGHBOURHOOD : IPV6_NEIGHBOURHOOD);
    }

    /** That of the address with a prefix so long; empty where such an address has no prefix of that length. */
    public static Optional<Network> of(Address address, int prefixLength) {
        byte[] bytes = address.inet().getAddress();
        return prefixLength > Byte.SIZE * bytes.length ? Optional.empty() : Optional.of(of(bytes, prefixLength));
    }

    private static Network of(byte[] bytes, int prefix) {
        for (int i = prefix / 8; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(8, prefix - 8 * i));
            bytes[i] &= (byte) ~(0xFF >> kept);
        }
        return new Network(fromBytes(bytes), prefix);
    }

    static InetAddress fromBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }

    /** Whether the address lies in the network; never true across address families. */
    public boolean contains(Address address) {
        byte[] own = base.getAddress();
        byte[] other = address.inet().getAddress();
        if (own.length != other.length) {
            return false;
        }
        int whole = prefixLength / 8;
        for (int i = 0; i < whole; i++) {
            if (own[i] != other[i]) {
                return false;
            }
        }
        int rest = prefixLength % 8;
        return rest == 0 || sameHighBits(own[whole], other[whole], rest);
    }

    private static boolean sameHighBits(byte one, byte two, int bits) {
        return ((one ^ two) & 0xFF) >>> (8 - bits) == 0;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefixLength;
    }
}
