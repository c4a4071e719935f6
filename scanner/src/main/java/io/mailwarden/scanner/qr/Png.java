package io.mailwarden.scanner.qr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Of a PNG (RFC 2083): its header, palette, transparency and pixels. */
final class Png {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int HEADER = 0x49484452;
    private static final int HEADER_LENGTH = 13;
    private static final int PALETTE = 0x504C5445;
    private static final int TRANSPARENCY = 0x74524E53;
    private static final int PIXELS = 0x49444154;
    private static final int END = 0x49454E44;

    private final ByteBuffer in;
    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    private Optional<ByteBuffer> palette = Optional.empty();
    private Optional<ByteBuffer> transparency = Optional.empty();

    private Png(ByteBuffer in) {
        this.in = in;
    }

    static Optional<PictureFile> essence(ByteBuffer in) {
        return new Png(in).essence();
    }

    private Optional<PictureFile> essence() {
        if (in.getLong() != SIGNATURE || in.getInt() != HEADER_LENGTH || in.getInt() != HEADER) {
            return Optional.empty();
        }
        ByteBuffer header = in.slice(in.position(), HEADER_LENGTH);
        in.position(in.position() + HEADER_LENGTH + 4);
        read();
        ByteBuffer out = ByteBuffer.allocate(pixels.size() + 1200);
        out.putLong(SIGNATURE);
        put(out, HEADER, header.duplicate());
        palette.ifPresent(colours -> put(out, PALETTE, colours));
        transparency.ifPresent(shares -> put(out, TRANSPARENCY, shares));
        put(out, PIXELS, ByteBuffer.wrap(pixels.toByteArray()));
        put(out, END, ByteBuffer.allocate(0));
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return Optional.of(new PictureFile("png", bytes, header.getInt(0), header.getInt(4)));
    }

    private void read() {
        while (in.remaining() >= 8) {
            int length = in.getInt();
            int type = in.getInt();
            if (type == END || length < 0 || length > in.remaining()) {
                return;
            }
            take(type, in.slice(in.position(), length));
            in.position(Math.min(in.limit(), in.position() + length + 4));
        }
    }

    private void take(int type, ByteBuffer content) {
        if (type == PIXELS) {
            // Joined to one chunk, so that how many there were costs nothing.
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            pixels.writeBytes(bytes);
        } else if (type == PALETTE && content.remaining() <= 3 * 256) {
            palette = palette.or(() -> Optional.of(content));
        } else if (type == TRANSPARENCY && content.remaining() <= 256) {
            transparency = transparency.or(() -> Optional.of(content));
        }
    }

    // The JDK does not compare checksums.
    private static void put(ByteBuffer out, int type, ByteBuffer content) {
        out.putInt(content.remaining()).putInt(type).put(content).putInt(0);
    }
}
