package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A winmail.dat that a test writes. Not thread-safe. */
public final class WrittenTnef {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public WrittenTnef() {
        out.writeBytes(little(6).putInt(0x223E9F78).putShort((short) 1).array());
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    WrittenTnef attribute(int id, byte[] value) {
        out.writeBytes(little(9)
                .put((byte) 1)
                .putInt(0x60000 | id)
                .putInt(value.length)
                .array());
        out.writeBytes(value);
        out.writeBytes(new byte[2]);
        return this;
    }

    public WrittenTnef file(String name, byte[] content) {
        return file(name.getBytes(ISO_8859_1), content);
    }

    // Outlook writes the name behind the bytes.
    WrittenTnef file(byte[] name, byte[] content) {
        return attribute(0x9002, new byte[14]).attribute(0x800F, content).attribute(0x8010, name);
    }

    /** With that HTML as its text. */
    public WrittenTnef html(byte[] html) {
        return attribute(0x9003, properties(0x1013, 0x102, html));
    }

    /** With that RTF as its text. */
    public WrittenTnef rtf(String rtf) {
        return attribute(0x9003, properties(0x1009, 0x102, uncompressed(rtf)));
    }

    /** Two numbers, one of them with a name, and that one. */
    static byte[] properties(int id, int type, byte[] value) {
        int padded = (value.length + 3) & ~3;
        ByteBuffer properties = little(64 + padded);
        properties.putInt(3);
        properties.putShort((short) 3).putShort((short) 0x3705).putInt(1);
        properties.putShort((short) 0x0B).putShort((short) 0x8001);
        properties
                .put(new byte[16])
                .putInt(1)
                .putInt(6)
                .put(new byte[] {'a', 0, 'b', 0, 0, 0, 0, 0})
                .putInt(1);
        properties
                .putShort((short) type)
                .putShort((short) id)
                .putInt(1)
                .putInt(value.length)
                .put(value);
        return Arrays.copyOf(properties.array(), properties.position() + padded - value.length);
    }

    static byte[] uncompressed(String rtf) {
        byte[] text = rtf.getBytes(ISO_8859_1);
        ByteBuffer head = little(16 + text.length).putInt(text.length + 12).putInt(text.length);
        return head.putInt(0x414C454D).putInt(0).put(text).array();
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
