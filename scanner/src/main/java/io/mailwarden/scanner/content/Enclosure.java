package io.mailwarden.scanner.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * An attachment, as far as it is looked at: its beginning, where most formats say what they are, and its end, where an
 * archive lists what it holds. Archives are never unpacked. Immutable.
 */
public final class Enclosure {

    static final int MAX_HEAD = 1024 * 1024;
    static final int MAX_TAIL = 64 * 1024;
    /** A picture is kept whole or is not looked at. */
    static final int MAX_PICTURE = 2 * 1024 * 1024;

    private final String name;
    private final String type;
    private final byte[] bytes;
    private final int headLength;

    private Enclosure(String name, String type, byte[] bytes, int headLength) {
        this.name = name;
        this.type = type;
        this.bytes = bytes;
        this.headLength = headLength;
    }

    static Enclosure of(String name, String type, byte[] content) {
        return new Enclosure(name, type, content, content.length);
    }

    /** Reads all, keeps at most so much of the beginning, and the end. */
    static Enclosure read(String name, String type, InputStream body, int most) throws IOException {
        int room = Math.min(type.startsWith("image/") ? MAX_PICTURE : MAX_HEAD, most);
        byte[] head = body.readNBytes(room);
        if (head.length < room) {
            return of(name, type, head);
        }
        byte[] tail = new byte[0];
        byte[] buffer = new byte[MAX_TAIL];
        for (int read = body.readNBytes(buffer, 0, MAX_TAIL); read > 0; read = body.readNBytes(buffer, 0, MAX_TAIL)) {
            tail = last(tail, buffer, read);
        }
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return new Enclosure(name, type, all, head.length);
    }

    private static byte[] last(byte[] before, byte[] more, int count) {
        int kept = Math.min(before.length, MAX_TAIL - count);
        byte[] last = new byte[kept + count];
        System.arraycopy(before, before.length - kept, last, 0, kept);
        System.arraycopy(more, 0, last, kept, count);
        return last;
    }

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    /** How much is kept. */
    int length() {
        return bytes.length;
    }

    /** The last part of the file name, lower case, without its dot; empty when there is none. */
    public String extension() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : Plain.lower(name.substring(dot + 1)).strip();
    }

    /** All of it, when all is kept; not to be written to. */
    Optional<byte[]> whole() {
        return headLength == bytes.length ? Optional.of(bytes) : Optional.empty();
    }

    public boolean startsWith(int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= headLength || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the bytes stand at or after that place; -1 when they do not. */
    public int find(byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    public boolean contains(String ascii) {
        return find(ascii.getBytes(StandardCharsets.ISO_8859_1), 0) >= 0;
    }

    /** Likewise, as Windows writes names: two bytes for each letter. */
    public boolean containsWide(String ascii) {
        return find(ascii.getBytes(StandardCharsets.UTF_16LE), 0) >= 0;
    }

    /** Two bytes, the lower first; 0 beyond the end. */
    public int shortAt(int at) {
        return at + 1 < bytes.length ? (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 : 0;
    }

    /** So much from that place on, cut at the end. */
    public String text(int at, int length) {
        int from = Math.min(at, bytes.length);
        return new String(bytes, from, Math.min(length, bytes.length - from), StandardCharsets.UTF_8);
    }
}
