package io.mailwarden.engine.profile.habit;

/**
 * The traits of logins and messages that habits are kept of, such as network, country and program. Each kind has room for
 * so many; the least used go first.
 */
public enum Trait {
    /** Single addresses it logs in from. */
    ADDRESS(0, 14),
    /** Networks (/24 or /64) it logs in from. */
    NETWORK(1, 22),
    /** Autonomous systems, by their numbers. */
    ASN(2, 8),
    /** Countries, by their two letters. */
    COUNTRY(3, 8),
    /** Clients with version. */
    CLIENT(4, 8),
    /** Client programs, whatever their version. */
    FAMILY(5, 6),
    /** Operating systems of its clients. */
    SYSTEM(6, 5),
    /** Addresses in the From header of what it sends. */
    SENDER(7, 6),
    /** Addresses in the Reply-To header. */
    REPLY_TO(8, 4),
    /** Kinds of attachments. */
    ATTACHMENT(9, 8),
    /** Programs that its messages are written with, by User-Agent or X-Mailer. */
    PROGRAM(10, 4),
    /** Whose the Message-IDs of its messages are. */
    ID_DOMAIN(11, 4),
    /** How these are made. */
    ID_FORM(12, 5),
    /** Bank accounts that its messages name. */
    BANK_ACCOUNT(13, 4);

    private final int number;
    private final int most;

    Trait(int number, int most) {
        this.number = number;
        this.most = most;
    }

    /** By which it is stored, 0 to 15, whatever its place here: never changed, and never given to another one. */
    public int number() {
        return number;
    }

    /** How many of them a profile remembers. */
    public int most() {
        return most;
    }

    // Four bits tell the kind, 28 the value: numbers below 2^28 stay as they are, so that they can be read again.
    private static final int VALUE_BITS = 28;
    private static final int VALUE_MASK = (1 << VALUE_BITS) - 1;
    private static final Trait[] BY_NUMBER = new Trait[values().length];

    static {
        for (Trait trait : values()) {
            BY_NUMBER[trait.number] = trait;
        }
    }

    public static final Trait[] OF_LOGINS = {ADDRESS, NETWORK, ASN, COUNTRY, CLIENT, FAMILY, SYSTEM};

    /** Those of the hand that wrote a message. */
    public static final Trait[] OF_HANDS = {PROGRAM, ID_DOMAIN, ID_FORM};

    /** The key under which that value is kept: the kind in the highest bits. */
    public int tagged(long value) {
        return number << VALUE_BITS | (int) value & VALUE_MASK;
    }

    /** Whether that key is one of this kind. */
    boolean tags(int key) {
        return key >>> VALUE_BITS == number;
    }

    /** The value of one of its keys. */
    public static int value(int key) {
        return key & VALUE_MASK;
    }

    /** The kind of a key. */
    static Trait of(int key) {
        return BY_NUMBER[key >>> VALUE_BITS];
    }

    /** Whether there is a kind of that key. */
    static boolean isKey(int key) {
        return key >>> VALUE_BITS < BY_NUMBER.length;
    }
}
