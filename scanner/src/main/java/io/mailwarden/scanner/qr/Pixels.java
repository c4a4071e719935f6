package io.mailwarden.scanner.qr;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** From a file to shades of grey, by the JDK's own decoders alone, in memory. */
final class Pixels {

    /** What is left of larger ones, by leaving out rows and columns: a code on a scanned page stays legible. */
    static final int MAX_LOOKED_AT = 2_250_000;

    /** Enlarged threefold: pages show a code of one pixel a module as large as they like, ZXing needs two. */
    static final int SMALL = 120;

    private static final String BUILT_IN = "com.sun.imageio.plugins.";

    private Pixels() {}

    /** Empty for what the JDK cannot read. */
    static Optional<Grey> decode(PictureFile picture) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(picture.format());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            try {
                if (reader.getClass().getName().startsWith(BUILT_IN)) {
                    return read(reader, picture);
                }
            } catch (IOException e) {
                return Optional.empty();
            } finally {
                reader.dispose();
            }
        }
        return Optional.empty();
    }

    private static Optional<Grey> read(ImageReader reader, PictureFile picture) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(picture.bytes());
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != picture.width() || reader.getHeight(0) != picture.height()) {
                return Optional.empty();
            }
            ImageReadParam every = reader.getDefaultReadParam();
            int step = (int) Math.ceil(Math.sqrt((double) picture.pixels() / MAX_LOOKED_AT));
            every.setSourceSubsampling(step, step, 0, 0);
            return Optional.of(grey(reader.read(0, every)));
        }
    }

    private static Grey grey(BufferedImage image) {
        int times = Math.max(image.getWidth(), image.getHeight()) <= SMALL ? 3 : 1;
        int width = image.getWidth() * times;
        int height = image.getHeight() * times;
        byte[] shades = new byte[width * height];
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y / times, row.length, 1, row, 0, row.length);
            for (int x = 0; x < width; x++) {
                shades[y * width + x] = (byte) shade(row[x / times]);
            }
        }
        return new Grey(width, height, shades);
    }

    // Green counts twice, as ZXing does it; what is transparent shows the white page behind it.
    private static int shade(int colour) {
        int opaque = colour >>> 24;
        int shade = ((colour >> 16 & 0xFF) + 2 * (colour >> 8 & 0xFF) + (colour & 0xFF)) / 4;
        return (shade * opaque + 255 * (255 - opaque)) / 255;
    }
}
