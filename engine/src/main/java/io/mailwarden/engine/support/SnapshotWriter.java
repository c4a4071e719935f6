package io.mailwarden.engine.support;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Writes numbers and texts as few bytes; {@link SnapshotReader} reads them in the same order. A small number takes one
 * byte. Not thread-safe.
 */
public final class SnapshotWriter {

    /** What {@link #sealed} adds: version and check. */
    static final int SEAL = 1 + Integer.BYTES;

    private static final int FIRST_ROOM = 256;
    private static final int DIGIT_BITS = 7;
    private static final int DIGIT = (1 << DIGIT_BITS) - 1;
    private static final int MOST_DIGITS = 10;

    private byte[] bytes = new byte[FIRST_ROOM];
    private int size;

    /** The bytes of all that was written. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * All that was written with the format's version before and a CRC-32 behind, for {@link SnapshotReader#ofSealed}.
     *
     * @param version 1 to 255
     */
    public byte[] sealed(int version) {
        byte[] sealed = new byte[size + SEAL];
        sealed[0] = (byte) version;
        System.arraycopy(bytes, 0, sealed, 1, size);
        CRC32 check = new CRC32();
        check.update(sealed, 0, size + 1);
        ByteBuffer.wrap(sealed).putInt(size + 1, (int) check.getValue());
        return sealed;
    }

    /** Seven bits in each byte, the lowest first: 1 byte below 128, 5 below 2^35, 10 for negative ones. */
    public void number(long value) {
        room(MOST_DIGITS);
        long left = value;
        while ((left & ~DIGIT) != 0) {
            bytes[size++] = (byte) (left & DIGIT | 1 << DIGIT_BITS);
            left >>>= DIGIT_BITS;
        }
        bytes[size++] = (byte) left;
    }

    /** A number that may be negative: those near 0 take least. */
    public void signed(long value) {
        number(value << 1 ^ value >> Long.SIZE - 1);
    }

    /** Writes the low eight bits. */
    public void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Writes a flag as one byte. */
    public void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** Four bytes, for what is as often large as small. */
    public void bits32(int value) {
        room(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Eight bytes, for what is as often large as small. */
    public void bits64(long value) {
        bits32((int) (value >>> Integer.SIZE));
        bits32((int) value);
    }

    /** Bit by bit the same, 1 to 5 bytes: whole numbers and 0 take least. */
    public void decimal(float value) {
        number(Integer.toUnsignedLong(Integer.reverse(Float.floatToRawIntBits(value))));
    }

    /** Bit by bit the same, 8 bytes. */
    public void decimal(double value) {
        bits64(Double.doubleToRawLongBits(value));
    }

    /** To the nanosecond; a whole second takes some 6 bytes. */
    public void time(Instant value) {
        signed(value.getEpochSecond());
        number(value.getNano());
    }

    /** Each char, halves of pairs that stand alone included: a text that was cut may end with one. */
    public void text(String value) {
        number(value.length());
        for (int i = 0; i < value.length(); i++) {
            number(value.charAt(i));
        }
    }

    /** As they are, without their number. */
    public void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * size));
        }
    }
}
