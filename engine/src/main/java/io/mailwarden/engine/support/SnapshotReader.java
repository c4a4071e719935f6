package io.mailwarden.engine.support;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Reads what {@link SnapshotWriter} wrote, and trusts none of it: damaged bytes give {@link UnreadableSnapshot}, never
 * more memory or time than so many bytes can need. Not thread-safe.
 */
public final class SnapshotReader {

    private static final int DIGIT_BITS = 7;
    private static final int DIGIT = (1 << DIGIT_BITS) - 1;

    // Years -29719 to 33658: what is reckoned with such times stays a time.
    private static final long LAST_SECOND = 1_000_000_000_000L;
    private static final int LAST_NANO = 999_999_999;

    private final byte[] bytes;
    private final int version;
    private final int end;
    private int place;

    /** Of what {@link SnapshotWriter#bytes} gave. */
    public SnapshotReader(byte[] bytes) {
        this(bytes.clone(), 0, 0, bytes.length);
    }

    private SnapshotReader(byte[] bytes, int version, int place, int end) {
        this.bytes = bytes;
        this.version = version;
        this.place = place;
        this.end = end;
    }

    /**
     * Of what {@link SnapshotWriter#sealed} gave, when its check is right.
     *
     * @param newest the latest version of the format that can be read
     */
    public static SnapshotReader ofSealed(byte[] sealed, int newest) throws UnreadableSnapshot {
        if (sealed.length < SnapshotWriter.SEAL) {
            throw new UnreadableSnapshot("only " + sealed.length + " bytes");
        }
        int version = sealed[0] & 0xFF;
        if (version == 0 || version > newest) {
            throw new UnreadableSnapshot("format " + version + "; 1 to " + newest + " can be read");
        }
        int end = sealed.length - Integer.BYTES;
        CRC32 check = new CRC32();
        check.update(sealed, 0, end);
        if ((int) check.getValue() != ByteBuffer.wrap(sealed).getInt(end)) {
            throw new UnreadableSnapshot("damaged: the check of its " + sealed.length + " bytes is wrong");
        }
        return new SnapshotReader(sealed.clone(), version, 1, end);
    }

    /** Of the format; 0 for what was not sealed. */
    public int version() {
        return version;
    }

    /** Reads a number of up to 64 bits, in as few bytes as it needs. */
    public long number() throws UnreadableSnapshot {
        // Nearly all of them: profiles are read for each message.
        if (place < end && bytes[place] >= 0) {
            return bytes[place++];
        }
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            int octet = octet();
            value |= (long) (octet & DIGIT) << shift;
            if (octet <= DIGIT) {
                return value;
            }
        }
        throw unreadable("number of more than 64 bits");
    }

    /** From 0 to {@code most}; anything else is unreadable. */
    public int number(int most) throws UnreadableSnapshot {
        return (int) number((long) most);
    }

    /** From 0 to {@code most}; anything else is unreadable. */
    public long number(long most) throws UnreadableSnapshot {
        long value = number();
        if (value < 0 || value > most) {
            throw unreadable("number " + value + ", which must be within 0 to " + most);
        }
        return value;
    }

    /** How many things follow that take a byte or more each, from 0 to {@code most}. */
    public int count(int most) throws UnreadableSnapshot {
        int value = number(most);
        if (value > left()) {
            throw unreadable(value + " things in " + left() + " bytes");
        }
        return value;
    }

    /** A number that may be negative. */
    public long signed() throws UnreadableSnapshot {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /** Reads a byte as a number from 0 to 255. */
    int octet() throws UnreadableSnapshot {
        need(1);
        return bytes[place++] & 0xFF;
    }

    /** One byte, 0 or 1. */
    public boolean flag() throws UnreadableSnapshot {
        return number(1) == 1;
    }

    /** Reads a number of four bytes. */
    public int bits32() throws UnreadableSnapshot {
        need(Integer.BYTES);
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << Byte.SIZE | bytes[place++] & 0xFF;
        }
        return value;
    }

    /** Reads a number of eight bytes. */
    public long bits64() throws UnreadableSnapshot {
        long high = bits32();
        return high << Integer.SIZE | Integer.toUnsignedLong(bits32());
    }

    /** Reads a float of four bytes. */
    public float decimal32() throws UnreadableSnapshot {
        return Float.intBitsToFloat(Integer.reverse((int) number(0xFFFF_FFFFL)));
    }

    /** Reads a double of eight bytes. */
    public double decimal64() throws UnreadableSnapshot {
        return Double.longBitsToDouble(bits64());
    }

    /** A time that can be reckoned with. */
    public Instant time() throws UnreadableSnapshot {
        return Instant.ofEpochSecond(second(), number(LAST_NANO));
    }

    /** Seconds since 1970, of a time that can be reckoned with. */
    public long second() throws UnreadableSnapshot {
        long second = signed();
        if (Math.abs(second) > LAST_SECOND || second == Long.MIN_VALUE) {
            throw unreadable("second " + second);
        }
        return second;
    }

    /** A text of at most so many chars. */
    public String text(int most) throws UnreadableSnapshot {
        char[] chars = new char[count(most)];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) number(Character.MAX_VALUE);
        }
        return new String(chars);
    }

    /** Reads that many bytes. */
    public byte[] raw(int count) throws UnreadableSnapshot {
        need(count);
        place += count;
        return Arrays.copyOfRange(bytes, place - count, place);
    }

    /** Checks that nothing follows. */
    public void end() throws UnreadableSnapshot {
        if (left() > 0) {
            throw unreadable(left() + " bytes too many");
        }
    }

    /** What the caller found wrong with what it just read. */
    public UnreadableSnapshot unreadable(String what) {
        return new UnreadableSnapshot(what + " before byte " + place + " of " + bytes.length);
    }

    private int left() {
        return end - place;
    }

    private void need(int count) throws UnreadableSnapshot {
        if (count > left()) {
            throw unreadable(count + " bytes wanted and " + left() + " left");
        }
    }
}
