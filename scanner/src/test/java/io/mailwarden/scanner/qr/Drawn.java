package io.mailwarden.scanner.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures that a test draws. */
public final class Drawn {

    private Drawn() {}

    /** A QR code of 300 pixels a side, as a PNG. */
    public static byte[] code(String text) {
        return file(image(text, 300, 4), "png");
    }

    /** Such a code of so many pixels a side; 1 makes each module one pixel. */
    public static BufferedImage image(String text, int side, int margin) {
        try {
            BitMatrix code = new QRCodeWriter()
                    .encode(text, BarcodeFormat.QR_CODE, side, side, Map.of(EncodeHintType.MARGIN, margin));
            BufferedImage image = new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < code.getHeight(); y++) {
                for (int x = 0; x < code.getWidth(); x++) {
                    image.setRGB(x, y, code.get(x, y) ? 0 : 0xFFFFFF);
                }
            }
            return image;
        } catch (WriterException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A white page with something painted on it. */
    public static BufferedImage page(int width, int height, Consumer<Graphics2D> painter) {
        BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        painter.accept(graphics);
        graphics.dispose();
        return page;
    }

    /** What a camera might have seen: many things, none of them a code. */
    public static BufferedImage photo() {
        Random random = new Random(11);
        return page(1600, 1200, graphics -> {
            for (int i = 0; i < 2000; i++) {
                graphics.setColor(new Color(random.nextInt(0xFFFFFF)));
                graphics.fillOval(random.nextInt(1600), random.nextInt(1200), random.nextInt(60), random.nextInt(60));
            }
        });
    }

    /** Paved with what codes have in their corners. */
    public static BufferedImage corners(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int ring = Math.max(Math.abs(x % 8 - 3), Math.abs(y % 8 - 3));
                image.setRGB(x, y, ring == 3 || ring <= 1 ? 0 : 0xFFFFFF);
            }
        }
        return image;
    }

    /** A JPEG in several scans. */
    public static byte[] progressive(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam scans = writer.getDefaultWriteParam();
            scans.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), scans);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** The file of it; the format as the JDK names it. */
    public static byte[] file(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException(format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
