package io.mailwarden.engine.profile.habit;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Message.Attachment;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.profile.hand.MessageHand;
import io.mailwarden.engine.support.Text;
import java.util.Arrays;
import java.util.Locale;

/** Turns what is seen into the 64-bit keys that profiles keep. 0 is "not known"; nothing else gives it. */
public final class Keys {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int IPV4_BYTES = 4;

    private Keys() {}

    /** FNV-1a with a final mix; 0 for an empty text. */
    public static long of(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return ofHash(Text.hash(text));
    }

    /**
     * The key of an address's domain, which is that of the text "@" and the domain; of the whole text where there is no "@". Another
     * one than that of the domain's own name.
     */
    static long ofDomain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? of("@" + address) : ofHash(Text.hash(address, at));
    }

    /** The key of the text with that {@link Text#hash}. */
    public static long ofHash(long hash) {
        return mixed(hash);
    }

    /** The key of the bank account with that mark. */
    public static long ofBankAccount(int mark) {
        return mixed(Integer.toUnsignedLong(mark));
    }

    /** The key of an address. */
    public static long of(Address address) {
        return of(address.inet().getAddress());
    }

    /** The key of a network. */
    public static long of(Network network) {
        return mixed(of(network.base().getAddress()) + network.prefixLength());
    }

    /** The key of {@link Address#network()}, without making that. */
    static long ofNetwork(Address address) {
        byte[] bytes = address.inet().getAddress();
        int prefix = bytes.length == IPV4_BYTES ? Network.IPV4_NEIGHBOURHOOD : Network.IPV6_NEIGHBOURHOOD;
        Arrays.fill(bytes, prefix / Byte.SIZE, bytes.length, (byte) 0);
        return mixed(of(bytes) + prefix);
    }

    /** The key of an attachment's kind: the ending of its name, or its media type where it has none. */
    public static long of(Attachment attachment) {
        String name = attachment.name().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return of(dot < 0 ? attachment.type() : name.substring(dot + 1));
    }

    /** The key of that trait of a hand; 0 when it is not told. */
    public static long of(Trait trait, MessageHand hand) {
        return switch (trait) {
            case PROGRAM -> of(hand.program());
            case ID_DOMAIN -> of(hand.domain());
            case ID_FORM -> of(hand.form());
            default -> 0;
        };
    }

    private static long of(byte[] bytes) {
        long hash = FNV_OFFSET;
        for (byte one : bytes) {
            hash = (hash ^ one & 0xFF) * FNV_PRIME;
        }
        return mixed(hash);
    }

    /** The key of a country: its two letters, readable again by {@link #country}. */
    public static long ofCountry(String code) {
        return code.length() == 2 ? (long) code.charAt(0) << 16 | code.charAt(1) : 0;
    }

    public static String country(long key) {
        return new String(new char[] {(char) (key >>> 16), (char) key});
    }

    /** The key of several things together. */
    static long joined(long one, long two, long three) {
        return mixed((one * FNV_PRIME + two) * FNV_PRIME + three);
    }

    private static long mixed(long hash) {
        long mixed = hash ^ hash >>> 32;
        mixed *= 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        return mixed == 0 ? 1 : mixed;
    }
}
