package io.mailwarden.engine.origin;

import java.net.InetAddress;

/** An address as two numbers of 64 bits; IPv4 in its IPv6-mapped form, which no {@code Address} has otherwise. */
final class AddressBits {

    /** What an IPv4 prefix length lacks to the mapped one. */
    static final int MAPPED = 96;

    private static final long MAPPED_MARK = 0xFFFFL << 32;

    private AddressBits() {}

    static boolean isIpv4(InetAddress inet) {
        return inet.getAddress().length == 4;
    }

    static long high(InetAddress inet) {
        byte[] bytes = inet.getAddress();
        return bytes.length == 4 ? 0 : part(bytes, 0, Long.BYTES);
    }

    static long low(InetAddress inet) {
        byte[] bytes = inet.getAddress();
        return bytes.length == 4 ? MAPPED_MARK | part(bytes, 0, 4) : part(bytes, Long.BYTES, Long.BYTES);
    }

    private static long part(byte[] bytes, int from, int length) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            value = value << Byte.SIZE | (bytes[i] & 0xFF);
        }
        return value;
    }
}
