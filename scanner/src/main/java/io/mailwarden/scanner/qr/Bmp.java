package io.mailwarden.scanner.qr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/**
 * Of a BMP (Microsoft, BITMAPINFOHEADER and its successors): its palette and its pixels, if these are not compressed.
 */
final class Bmp {

    private static final int FILE_HEADER = 14;
    private static final int INFO_HEADER = 40;
    private static final Set<Integer> DEPTHS = Set.of(1, 4, 8, 24, 32);

    private Bmp() {}

    static Optional<PictureFile> essence(ByteBuffer in) {
        in.order(ByteOrder.LITTLE_ENDIAN);
        if (in.get(1) != 'M' || in.remaining() < FILE_HEADER + INFO_HEADER) {
            return Optional.empty();
        }
        int pixels = in.getInt(10);
        int header = in.getInt(14);
        int height = in.getInt(22);
        int depth = in.getShort(28);
        int colours = depth > 8 ? 0 : colours(in.getInt(46), depth);
        int palette = FILE_HEADER + header;
        boolean plain = header >= INFO_HEADER && header <= 124 && in.getInt(30) == 0 && DEPTHS.contains(depth);
        if (!plain || pixels < palette + 4 * colours || pixels > in.capacity()) {
            return Optional.empty();
        }
        int beginning = FILE_HEADER + INFO_HEADER + 4 * colours;
        ByteBuffer out = ByteBuffer.allocate(beginning + in.capacity() - pixels).order(ByteOrder.LITTLE_ENDIAN);
        out.put(in.slice(0, FILE_HEADER + INFO_HEADER));
        out.put(in.slice(palette, 4 * colours)).put(in.slice(pixels, in.capacity() - pixels));
        out.putInt(2, out.capacity()).putInt(10, beginning);
        out.putInt(14, INFO_HEADER).putInt(34, 0).putInt(46, colours);
        return Optional.of(new PictureFile("bmp", out.array(), in.getInt(18), Math.abs(height)));
    }

    private static int colours(int told, int depth) {
        int all = 1 << depth;
        return told < 1 || told > all ? all : told;
    }
}
