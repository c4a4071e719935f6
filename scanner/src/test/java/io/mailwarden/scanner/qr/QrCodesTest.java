package io.mailwarden.scanner.qr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodesTest {

    private static final String LINK = "https://login.evil.example/verify?id=4711";

    private static List<String> read(byte[]... files) {
        return new QrCodes().in(List.of(files));
    }

    private static List<String> read(BufferedImage image) {
        return read(Drawn.file(image, "png"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void readsWhatMailClientsShow(String format) {
        assertThat(read(Drawn.file(Drawn.image(LINK, 300, 4), format))).containsExactly(LINK);
    }

    @Test
    void readsColoursOfEveryDepth() {
        for (int type : List.of(
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR)) {
            BufferedImage image = new BufferedImage(300, 300, type);
            image.createGraphics().drawImage(Drawn.image(LINK, 300, 4), 0, 0, null);

            assertThat(read(image)).as("type " + type).containsExactly(LINK);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 20, 60})
    void readsCodesOfAnySize(int pixelsOfModule) {
        int modules = Drawn.image(LINK, 1, 2).getWidth();

        assertThat(read(Drawn.image(LINK, modules * pixelsOfModule, 2))).containsExactly(LINK);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 45, 90, 180, 250})
    void readsCodesThatAreTurned(int degrees) {
        BufferedImage turned = Drawn.page(700, 700, graphics -> {
            graphics.rotate(Math.toRadians(degrees), 350, 350);
            graphics.drawImage(Drawn.image(LINK, 350, 4), 175, 175, null);
        });

        assertThat(read(Drawn.file(turned, "jpeg"))).containsExactly(LINK);
    }

    @Test
    void readsLightOnDarkAndBlackOnNothing() {
        BufferedImage inverted = Drawn.image(LINK, 300, 4);
        BufferedImage transparent = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
        for (int at = 0; at < 300 * 300; at++) {
            int colour = inverted.getRGB(at % 300, at / 300);
            transparent.setRGB(at % 300, at / 300, colour == Color.BLACK.getRGB() ? colour : 0);
            inverted.setRGB(at % 300, at / 300, ~colour);
        }

        assertThat(read(inverted)).containsExactly(LINK);
        assertThat(read(transparent)).containsExactly(LINK);
    }

    @Test
    void readsASmallCodeOnAScannedPage() {
        BufferedImage page = Drawn.page(2480, 3508, graphics -> {
            graphics.setColor(Color.BLACK);
            for (int y = 100; y < 3000; y += 40) {
                graphics.fillRect(200, y, 1800, 14);
            }
            graphics.drawImage(Drawn.image(LINK, 350, 4), 2000, 3100, null);
        });

        assertThat(read(page)).containsExactly(LINK);
    }

    @Test
    void readsACodeInAPhotoButSeesNoneElsewhere() {
        BufferedImage photo = Drawn.photo();

        assertThat(read(Drawn.file(photo, "jpeg"))).isEmpty();
        photo.createGraphics().drawImage(Drawn.image(LINK, 260, 2), 700, 500, null);
        assertThat(read(Drawn.file(photo, "jpeg"))).containsExactly(LINK);
    }

    @Test
    void readsAllCodesOfALeaflet() {
        BufferedImage leaflet = Drawn.page(900, 300, graphics -> IntStream.range(0, 3)
                .forEach(i -> graphics.drawImage(Drawn.image(LINK + i, 300, 4), 300 * i, 0, null)));

        assertThat(read(leaflet)).containsExactlyInAnyOrder(LINK + 0, LINK + 1, LINK + 2);
    }

    @Test
    void tellsEachTextOnce() {
        assertThat(read(Drawn.code(LINK), Drawn.code("4711"), Drawn.code(LINK)))
                .containsExactlyInAnyOrder(LINK, "4711");
    }

    @Test
    void looksAtNothingElse() {
        assertThat(read(new byte[0], "GIF".getBytes(UTF_8), "BMP is the name of this text".getBytes(UTF_8)))
                .isEmpty();
        assertThat(read(Drawn.page(20, 20, graphics -> {}))).isEmpty();
    }

    @Test
    void aRuntimeWithoutPicturesIsAskedOnce() {
        AtomicInteger asked = new AtomicInteger();
        QrCodes codes = new QrCodes(picture -> {
            asked.incrementAndGet();
            throw new NoClassDefFoundError("javax/imageio/ImageIO");
        });
        byte[] code = Drawn.code(LINK);

        assertThat(codes.in(List.of(code, code))).isEmpty();
        assertThat(codes.in(List.of(code))).isEmpty();
        assertThat(asked).hasValue(1);
    }
}
