package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is in a winmail.dat (MS-OXTNEF), in which Outlook wraps texts and attachments, and which Outlook alone unwraps: its
 * text, as HTML where it has that, and its files. Hostile ones are cut, never refused. Immutable.
 */
public final class Tnef {

    /** The type under which it is sent; older programs write application/vnd.ms-tnef. */
    public static final String TYPE = "application/ms-tnef";

    /**
     * Something that is in it.
     *
     * @param type text/html or text/plain for its text; {@link #TYPE} for a message within it; else application/octet-stream
     * @param name file name; empty for its text
     * @param content its bytes
     * @param charset of a text; empty when it is not said
     */
    public record Piece(String type, String name, byte[] content, String charset) {}

    private static final int SIGNATURE = 0x223E9F78;
    private static final String UNKNOWN = "application/octet-stream";
    private static final int MOST_PIECES = 300;
    // Level, id, length and checksum.
    private static final int LEAST_ATTRIBUTE = 11;

    // 2.1.3.2, the lower half of each.
    private static final int TITLE = 0x8010;
    private static final int DATA = 0x800F;
    private static final int BODY = 0x800C;
    private static final int BEGIN_ATTACHMENT = 0x9002;
    private static final int MESSAGE_PROPERTIES = 0x9003;
    private static final int ATTACHMENT_PROPERTIES = 0x9005;
    private static final int CODE_PAGE = 0x9007;

    private final List<Piece> pieces = new ArrayList<>();
    private boolean whole = true;
    private String charset = "windows-1252";
    private boolean withinAttachment;
    private String title = "";
    private byte[] data = {};

    private Tnef() {}

    /** Whether a file of which these are the first bytes is such a file. */
    public static boolean begins(byte[] head) {
        return head.length >= 4 && buffer(head).getInt() == SIGNATURE;
    }

    /** Takes the file apart; not kept. */
    public static Tnef read(byte[] file) {
        Tnef tnef = new Tnef();
        try {
            tnef.attributes(buffer(file));
            tnef.endAttachment();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            tnef.whole = false;
        }
        return tnef;
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What is in it, in its order, as far as it could be read. */
    public List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** Whether all of it could be read. */
    public boolean whole() {
        return whole;
    }

    private void attributes(ByteBuffer in) {
        if (in.getInt() != SIGNATURE) {
            throw new IllegalArgumentException("no TNEF");
        }
        in.getShort();
        while (in.remaining() >= LEAST_ATTRIBUTE) {
            in.get();
            int id = in.getInt() & 0xFFFF;
            byte[] value = MapiProperties.bytes(in, in.getInt());
            in.getShort();
            attribute(id, value);
        }
    }

    private void attribute(int id, byte[] value) {
        switch (id) {
            case CODE_PAGE -> charset = "cp" + buffer(value).getInt();
            case BODY -> text("text/plain", value, charset);
            case MESSAGE_PROPERTIES -> text(MapiProperties.read(buffer(value)));
            case BEGIN_ATTACHMENT -> {
                endAttachment();
                withinAttachment = true;
            }
            case TITLE -> title = MapiProperties.text(value, charset);
            case DATA -> data = value;
            case ATTACHMENT_PROPERTIES -> attachment(MapiProperties.read(buffer(value)));
            default -> {
                // Dates, icons, and what the message's own head says again.
            }
        }
    }

    private void text(MapiProperties properties) {
        byte[] html = properties.binary(MapiProperties.HTML);
        byte[] rtf = properties.binary(MapiProperties.COMPRESSED_RTF);
        if (html.length > 0) {
            text("text/html", html, "");
        } else if (rtf.length > 0) {
            RtfText text = RtfText.of(CompressedRtf.decompressed(rtf));
            text(text.html() ? "text/html" : "text/plain", text.text().getBytes(UTF_8), "utf-8");
        } else {
            text("text/plain", properties.text(MapiProperties.BODY, charset).getBytes(UTF_8), "utf-8");
        }
    }

    private void text(String type, byte[] content, String of) {
        if (content.length > 0) {
            add(new Piece(type, "", content, of));
        }
    }

    private void add(Piece piece) {
        if (pieces.size() >= MOST_PIECES) {
            throw new IllegalArgumentException("more than " + MOST_PIECES + " pieces");
        }
        pieces.add(piece);
    }

    private void attachment(MapiProperties properties) {
        String name = properties.text(MapiProperties.LONG_FILE_NAME, charset);
        title = name.isEmpty() ? title : name;
        byte[] object = properties.binary(MapiProperties.ATTACHED_OBJECT);
        data = object.length > data.length ? object : data;
    }

    private void endAttachment() {
        if (withinAttachment) {
            // An object begins with the id of its interface.
            byte[] inner = data.length > 16 ? Arrays.copyOfRange(data, 16, data.length) : new byte[0];
            boolean message = begins(inner);
            add(new Piece(message ? TYPE : UNKNOWN, title, message ? inner : data, ""));
        }
        title = "";
        data = new byte[0];
    }
}
