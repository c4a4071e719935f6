package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The properties that a winmail.dat has of a message or an attachment (MS-OXTNEF 2.1.3.4). Immutable. */
final class MapiProperties {

    // MS-OXPROPS.
    static final int BODY = 0x1000;
    static final int COMPRESSED_RTF = 0x1009;
    static final int HTML = 0x1013;
    static final int ATTACHED_OBJECT = 0x3701;
    static final int LONG_FILE_NAME = 0x3707;

    private static final int FIRST_NAMED = 0x8000;
    private static final int MULTIPLE = 0x1000;
    private static final int UNICODE = 0x1F;
    private static final int NULL = 0x01;

    private record Value(int type, byte[] bytes) {}

    private final Map<Integer, Value> values = new HashMap<>();

    private MapiProperties() {}

    /** Throws BufferUnderflowException or IllegalArgumentException where they are cut off or have no form that is known. */
    static MapiProperties read(ByteBuffer in) {
        MapiProperties properties = new MapiProperties();
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            int type = in.getShort() & 0xFFFF;
            int id = in.getShort() & 0xFFFF;
            if (id >= FIRST_NAMED) {
                skipName(in);
            }
            properties.values.putIfAbsent(id, new Value(type & ~MULTIPLE, first(in, type)));
        }
        return properties;
    }

    private static void skipName(ByteBuffer in) {
        bytes(in, 16);
        boolean named = in.getInt() == 1;
        int length = in.getInt();
        if (named) {
            bytes(in, padded(length));
        }
    }

    // The first of its values; the types are those of MS-OXCDATA 2.11.1.
    private static byte[] first(ByteBuffer in, int type) {
        int single = type & ~MULTIPLE;
        if (type <= NULL) {
            return new byte[0];
        }
        boolean variable = single == 0x0D || single == 0x1E || single == UNICODE || single == 0x102;
        int count = variable || single != type ? in.getInt() : 1;
        byte[] first = new byte[0];
        for (int i = 0; i < count; i++) {
            int length = variable ? in.getInt() : fixed(single);
            byte[] value = bytes(in, length);
            bytes(in, padded(length) - length);
            first = i == 0 ? value : first;
        }
        return first;
    }

    // Bytes of a value of that type.
    private static int fixed(int type) {
        return switch (type) {
            case 0x02, 0x0B -> 2;
            case 0x03, 0x04, 0x0A -> 4;
            case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
            case 0x48 -> 16;
            default -> throw new IllegalArgumentException("no type of a property: " + type);
        };
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    /** So many bytes; throws BufferUnderflowException when there are fewer. */
    static byte[] bytes(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** The bytes of a property; none when it is not there. */
    byte[] binary(int id) {
        Value value = values.get(id);
        return value == null ? new byte[0] : value.bytes;
    }

    /** The text of a property, which may be in that character set; empty when it is not there. */
    String text(int id, String charset) {
        Value value = values.get(id);
        if (value == null) {
            return "";
        }
        return value.type == UNICODE ? untilZero(new String(value.bytes, UTF_16LE)) : text(value.bytes, charset);
    }

    static String text(byte[] bytes, String charset) {
        return untilZero(Charsets.text(bytes, charset));
    }

    private static String untilZero(String text) {
        int zero = text.indexOf('\0');
        return zero < 0 ? text : text.substring(0, zero);
    }
}
