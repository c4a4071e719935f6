package io.mailwarden.scanner.qr;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
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

    static Grey grey(BufferedImage image) {
        int times = Math.max(image.getWidth(), image.getHeight()) <= SMALL ? 3 : 1;
        int width = image.getWidth() * times;
        int height = image.getHeight() * times;
        byte[] shades = new byte[width * height];
        Row row = Row.of(image);
        for (int y = 0; y < height; y++) {
            byte[] read = row.shades(y / times);
            if (times == 1) {
                System.arraycopy(read, 0, shades, y * width, width);
                continue;
            }
            for (int x = 0; x < width; x++) {
                shades[y * width + x] = read[x / times];
            }
        }
        return new Grey(width, height, shades);
    }

    /** Reads rows of shades of one picture. */
    private interface Row {

        /** That row's; to be read before the next is asked for. */
        byte[] shades(int y);

        static Row of(BufferedImage image) {
            if (image.getType() == BufferedImage.TYPE_BYTE_INDEXED
                    && image.getColorModel() instanceof IndexColorModel palette) {
                return indexed(image, palette);
            }
            return switch (image.getType()) {
                case BufferedImage.TYPE_3BYTE_BGR -> interleaved(image, 3);
                case BufferedImage.TYPE_4BYTE_ABGR -> interleaved(image, 4);
                default -> any(image);
            };
        }

        // GIF, and PNG with a palette: each colour's shade once.
        private static Row indexed(BufferedImage image, IndexColorModel palette) {
            byte[] shadeOf = new byte[1 << Byte.SIZE];
            for (int i = 0; i < palette.getMapSize(); i++) {
                shadeOf[i] = shade(palette.getRGB(i));
            }
            byte[] row = new byte[image.getWidth()];
            return y -> {
                image.getRaster().getDataElements(0, y, row.length, 1, row);
                for (int x = 0; x < row.length; x++) {
                    row[x] = shadeOf[row[x] & 0xFF];
                }
                return row;
            };
        }

        // JPEG, and other PNG. Whatever lies how in memory, the elements come as red, green, blue, opacity.
        private static Row interleaved(BufferedImage image, int bands) {
            byte[] elements = new byte[bands * image.getWidth()];
            byte[] row = new byte[image.getWidth()];
            return y -> {
                image.getRaster().getDataElements(0, y, row.length, 1, elements);
                for (int x = 0; x < row.length; x++) {
                    int at = bands * x;
                    int opaque = bands == 4 ? elements[at + 3] & 0xFF : 0xFF;
                    row[x] = shade(elements[at] & 0xFF, elements[at + 1] & 0xFF, elements[at + 2] & 0xFF, opaque);
                }
                return row;
            };
        }

        private static Row any(BufferedImage image) {
            int[] colours = new int[image.getWidth()];
            byte[] row = new byte[image.getWidth()];
            return y -> {
                image.getRGB(0, y, row.length, 1, colours, 0, row.length);
                for (int x = 0; x < row.length; x++) {
                    row[x] = shade(colours[x]);
                }
                return row;
            };
        }
    }

    private static byte shade(int colour) {
        return shade(colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF, colour >>> 24);
    }

    // Green counts twice, as ZXing does it; what is transparent shows the white page behind it.
    private static byte shade(int red, int green, int blue, int opaque) {
        int shade = (red + 2 * green + blue) / 4;
        return (byte) (opaque == 255 ? shade : (shade * opaque + 255 * (255 - opaque)) / 255);
    }
}
