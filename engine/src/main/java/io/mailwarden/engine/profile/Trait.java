package io.mailwarden.engine.profile;

/** What an account's habits are about. Each kind has room for so many; the least used go first. */
public enum Trait {
    /** Single addresses it logs in from. */
    ADDRESS(14),
    /** Networks (/24 or /64) it logs in from. */
    NETWORK(22),
    /** Autonomous systems, by their numbers. */
    ASN(8),
    /** Countries, by their two letters. */
    COUNTRY(8),
    /** Clients with version. */
    CLIENT(8),
    /** Client programs, whatever their version. */
    FAMILY(6),
    /** Operating systems of its clients. */
    SYSTEM(5),
    /** Addresses in the From header of what it sends. */
    SENDER(6),
    /** Addresses in the Reply-To header. */
    REPLY_TO(4),
    /** Kinds of attachments. */
    ATTACHMENT(8);

    private final int most;

    Trait(int most) {
        this.most = most;
    }

    /** How many of them a profile remembers. */
    int most() {
        return most;
    }

    // Four bits tell the kind, 28 the value: numbers below 2^28 stay as they are, so that they can be read again.
    private static final int VALUE_BITS = 28;
    private static final int VALUE_MASK = (1 << VALUE_BITS) - 1;
    private static final Trait[] ALL = values();

    static final Trait[] OF_LOGINS = {ADDRESS, NETWORK, ASN, COUNTRY, CLIENT, FAMILY, SYSTEM};

    /** The key under which that value is kept: the kind in the highest bits. */
    int tagged(long value) {
        return ordinal() << VALUE_BITS | (int) value & VALUE_MASK;
    }

    /** Whether that key is one of this kind. */
    boolean tags(int key) {
        return key >>> VALUE_BITS == ordinal();
    }

    /** The value of one of its keys. */
    static int value(int key) {
        return key & VALUE_MASK;
    }

    /** The kind of a key. */
    static Trait of(int key) {
        return ALL[key >>> VALUE_BITS];
    }
}
