package io.mailwarden.scanner.qr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Of a GIF (GIF89a Specification, CompuServe 1990): its first frame, with its palette and transparency. */
final class Gif {

    private static final int EXTENSION = 0x21;
    private static final int TRANSPARENCY = 0xF9;
    private static final int FRAME = 0x2C;
    private static final byte END = 0x3B;

    private Gif() {}

    static Optional<PictureFile> essence(ByteBuffer in) {
        in.order(ByteOrder.LITTLE_ENDIAN);
        if (in.get() != 'G' || in.get() != 'I' || in.get() != 'F' || in.get() != '8') {
            return Optional.empty();
        }
        ByteBuffer out = ByteBuffer.allocate(in.capacity() + 2);
        copy(in.position(0), out, 13);
        copy(in, out, palette(in.get(10)));
        int block = in.get() & 0xFF;
        while (block == EXTENSION) {
            extension(in, out);
            block = in.get() & 0xFF;
        }
        return block == FRAME ? frame(in, out) : Optional.empty();
    }

    // How long the table of colours is that the flags announce.
    private static int palette(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static void extension(ByteBuffer in, ByteBuffer out) {
        int from = in.position() - 1;
        int label = in.get() & 0xFF;
        int length = in.get() & 0xFF;
        boolean kept = label == TRANSPARENCY && length == 4;
        while (length > 0) {
            in.position(in.position() + length);
            length = in.get() & 0xFF;
        }
        if (kept && in.position() == from + 8) {
            copy(in.position(from), out, 8);
        }
    }

    private static Optional<PictureFile> frame(ByteBuffer in, ByteBuffer out) {
        int from = in.position();
        int width = in.getShort(from + 4) & 0xFFFF;
        int height = in.getShort(from + 6) & 0xFFFF;
        int head = 9 + palette(in.get(from + 8));
        int codeSize = in.get(from + head);
        if (codeSize < 1 || codeSize > 8) {
            return Optional.empty();
        }
        out.put((byte) FRAME);
        copy(in, out, head + 1);
        for (int length = in.get() & 0xFF; length > 0 && length < in.remaining(); length = in.get() & 0xFF) {
            out.put((byte) length);
            copy(in, out, length);
        }
        out.put((byte) 0).put(END);
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return Optional.of(new PictureFile("gif", bytes, width, height));
    }

    private static void copy(ByteBuffer in, ByteBuffer out, int length) {
        out.put(in.slice(in.position(), length));
        in.position(in.position() + length);
    }
}
