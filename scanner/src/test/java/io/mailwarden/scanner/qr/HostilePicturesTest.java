package io.mailwarden.scanner.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that were made to hurt whoever opens them: they cost neither memory nor time, and throw nothing. */
@Timeout(120)
class HostilePicturesTest {

    private static final long MEGABYTE = 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String LINK = "https://evil.example/";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private List<String> cheaply(List<byte[]> files, long megabytes) {
        new QrCodes().in(List.of(Drawn.code("warm")));
        long time = threads.getCurrentThreadCpuTime();
        long memory = threads.getCurrentThreadAllocatedBytes();

        List<String> texts = new QrCodes().in(files);

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - time)).isLessThan(LONGEST);
        assertThat(threads.getCurrentThreadAllocatedBytes() - memory).isLessThan(megabytes * MEGABYTE);
        return texts;
    }

    private static byte[] with(byte[] file, int at, int value) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).putInt(at, value);
        return changed;
    }

    private static byte[] inserted(byte[] file, int at, byte[] more) {
        return ByteBuffer.allocate(file.length + more.length)
                .put(file, 0, at)
                .put(more)
                .put(file, at, file.length - at)
                .array();
    }

    @Test
    void pictureThatClaimsToBeHugeIsNotDecoded() {
        byte[] png = Drawn.code(LINK);
        byte[] bomb = with(with(png, 16, 60_000), 20, 60_000);

        assertThat(cheaply(List.of(bomb), 1)).isEmpty();
        assertThat(cheaply(List.of(with(png, 16, -1)), 1)).isEmpty();
        assertThat(cheaply(List.of(with(png, 20, Integer.MAX_VALUE)), 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void largestThatIsDecodedCostsSomeMegabytes(String format) {
        BufferedImage large =
                Drawn.page(4000, 4000, graphics -> graphics.drawImage(Drawn.image(LINK, 600, 4), 0, 0, null));
        byte[] file = Drawn.file(large, format);

        assertThat(cheaply(List.of(file, file, file), 64)).containsExactly(LINK);
        assertThat(PictureFile.of(Drawn.file(Drawn.page(4001, 4000, graphics -> {}), format)))
                .isEmpty();
    }

    @Test
    void inSeveralScansOnlySmallerOnesAreDecoded() {
        assertThat(cheaply(List.of(Drawn.progressive(Drawn.image(LINK, 600, 4))), 16))
                .containsExactly(LINK);
        assertThat(PictureFile.of(Drawn.progressive(Drawn.page(2100, 2000, graphics -> {}))))
                .isEmpty();
    }

    @Test
    void textThatUnpacksToHundredsOfMegabytesIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            byte[] nothing = new byte[(int) MEGABYTE];
            for (int i = 0; i < 300; i++) {
                out.write(nothing);
            }
        }
        ByteBuffer chunk = ByteBuffer.allocate(packed.size() + 15);
        chunk.putInt(packed.size() + 3)
                .putInt(0x7A545874)
                .put(new byte[] {'a', 0, 0})
                .put(packed.toByteArray());
        // With a palette the JDK reads such texts, though it is told not to.
        BufferedImage palette = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_INDEXED);
        palette.createGraphics().drawImage(Drawn.image(LINK, 300, 4), 0, 0, null);

        byte[] bomb = inserted(Drawn.file(palette, "png"), 33, chunk.array());

        assertThat(cheaply(List.of(bomb), 16)).containsExactly(LINK);
    }

    @Test
    void commentOfCountlessPiecesIsNotJoined() {
        byte[] comment = new byte[2_000_003];
        Arrays.fill(comment, (byte) 1);
        comment[0] = 0x21;
        comment[1] = (byte) 0xFE;
        comment[comment.length - 1] = 0;
        byte[] gif = Drawn.file(Drawn.image(LINK, 300, 4), "gif");

        byte[] bomb = inserted(gif, 13 + (3 << ((gif[10] & 7) + 1)), comment);

        assertThat(cheaply(List.of(bomb), 16)).containsExactly(LINK);
    }

    @Test
    void ofManyFramesTheFirstIsRead() {
        byte[] gif = Drawn.file(Drawn.image(LINK, 300, 4), "gif");
        int frame = 13 + (3 << ((gif[10] & 7) + 1));
        int length = gif.length - 1 - frame;
        byte[] frames = new byte[length * 500];
        for (int i = 0; i < 500; i++) {
            System.arraycopy(gif, frame, frames, i * length, length);
        }

        assertThat(cheaply(List.of(inserted(gif, frame, frames)), 16)).containsExactly(LINK);
    }

    @Test
    void jpegOfThousandsOfScansIsNotDecoded() {
        byte[] jpeg = Drawn.file(Drawn.image(LINK, 300, 4), "jpeg");
        int scan = 0;
        while (jpeg[scan] != (byte) 0xFF || jpeg[scan + 1] != (byte) 0xDA) {
            scan++;
        }
        byte[] head = Arrays.copyOfRange(jpeg, scan, scan + 14);
        byte[] scans = new byte[head.length * 5000];
        for (int i = 0; i < 5000; i++) {
            System.arraycopy(head, 0, scans, i * head.length, head.length);
        }

        assertThat(cheaply(List.of(inserted(jpeg, scan, scans)), 4)).isEmpty();
    }

    @Test
    void picturePavedWithCornersEndsTheSearch() {
        assertThat(cheaply(List.of(Drawn.file(Drawn.corners(1500), "png")), 64)).isEmpty();
    }

    @Test
    void fiftyPicturesCostNoMoreThanOneLargeOne() {
        byte[] corners = Drawn.file(Drawn.corners(1400), "png");

        assertThat(cheaply(Collections.nCopies(50, corners), 256)).isEmpty();
        assertThat(cheaply(Collections.nCopies(50, Drawn.code(LINK)), 256)).containsExactly(LINK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void brokenPicturesThrowNothing(String format) {
        byte[] file = Drawn.file(Drawn.image(LINK, 60, 4), format);
        Random random = new Random(3);
        QrCodes codes = new QrCodes();
        for (int length = 0; length < file.length; length += 1 + file.length / 300) {
            codes.in(List.of(Arrays.copyOf(file, length)));
        }
        for (int i = 0; i < 500; i++) {
            byte[] broken = file.clone();
            for (int change = 1 + random.nextInt(8); change > 0; change--) {
                int at = random.nextBoolean() ? random.nextInt(Math.min(80, file.length)) : random.nextInt(file.length);
                broken[at] = (byte) random.nextInt();
            }
            assertThat(codes.in(List.of(broken))).hasSizeLessThan(5);
        }
    }

    @Test
    void othersAreLeftAlone() {
        byte[] icon = new byte[2000];
        icon[2] = 1;
        icon[4] = 1;
        byte[] noise = new byte[5000];
        new Random(5).nextBytes(noise);
        for (int first : new int[] {0x89, 0xFF, 'G', 'B'}) {
            noise[0] = (byte) first;
            assertThat(cheaply(List.of(icon, noise), 1)).isEmpty();
        }
    }

    @Test
    void whatIsPaddedIsReadToItsEnd() {
        byte[] jpeg = Drawn.file(Drawn.image(LINK, 300, 4), "jpeg");

        assertThat(cheaply(List.of(Arrays.copyOf(jpeg, 2 * (int) MEGABYTE)), 32))
                .containsExactly(LINK);
    }
}
