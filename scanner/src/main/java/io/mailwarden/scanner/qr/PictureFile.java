package io.mailwarden.scanner.qr;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A picture of a size that is worth decoding, with nothing in its file but what its pixels need: no texts, colour
 * profiles, thumbnails or further frames, which is where files hide what unpacks to gigabytes, or takes a decoder
 * hours.
 *
 * @param format as the JDK names it
 * @param bytes the file, written anew
 * @param width in pixels, at least {@value #LEAST_SIDE}
 * @param height likewise
 */
record PictureFile(String format, byte[] bytes, int width, int height) {

    /** The smallest QR code has so many modules a side (ISO/IEC 18004). */
    static final int LEAST_SIDE = 21;
    /** Far beyond any screen and any page that is scanned for mail; bounds a row. */
    static final int MAX_SIDE = 20_000;
    /** A page of A4 at 300 dpi has 8.7 million, a common camera 12. */
    static final long MAX_PIXELS = 16_000_000;

    /** Empty for what is no such picture, or is broken. */
    static Optional<PictureFile> of(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).asReadOnlyBuffer();
        try {
            return form(in).filter(PictureFile::worthDecoding);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Cut off, or its lengths are wrong.
            return Optional.empty();
        }
    }

    private static Optional<PictureFile> form(ByteBuffer in) {
        if (in.remaining() < 16) {
            return Optional.empty();
        }
        return switch (in.get(0)) {
            case (byte) 0x89 -> Png.essence(in);
            case (byte) 0xFF -> Jpeg.essence(in);
            case 'G' -> Gif.essence(in);
            case 'B' -> Bmp.essence(in);
            default -> Optional.empty();
        };
    }

    private static boolean worthDecoding(PictureFile picture) {
        return within(picture.width) && within(picture.height) && picture.pixels() <= MAX_PIXELS;
    }

    private static boolean within(int side) {
        return side >= LEAST_SIDE && side <= MAX_SIDE;
    }

    long pixels() {
        return (long) width * height;
    }
}
