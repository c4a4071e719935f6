package io.mailwarden.scanner.qr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the QR codes in pictures say: PNG, JPEG, GIF (its first frame) and uncompressed BMP. Whatever the files are made
 * of, nothing is thrown, and time and memory are bounded: see {@link PictureFile}, {@link Pixels}, {@link CodeSearch}.
 * Where the JDK has no pictures (a runtime without java.desktop), it says so once in the log and finds nothing.
 * Thread-safe.
 */
public final class QrCodes {

    /** Pixels of all pictures of one message that are decoded: one from a large camera, or a page of scans. */
    static final long MAX_PIXELS = 24_000_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(QrCodes.class);

    private final Function<PictureFile, Optional<Grey>> decoder;
    private final AtomicBoolean noPictures = new AtomicBoolean();

    public QrCodes() {
        this(Pixels::decode);
    }

    QrCodes(Function<PictureFile, Optional<Grey>> decoder) {
        this.decoder = decoder;
    }

    /**
     * The texts of all codes in those files of one message that are pictures, each once; the smallest pictures first.
     */
    public List<String> in(List<byte[]> files) {
        List<PictureFile> pictures = files.stream()
                .flatMap(file -> PictureFile.of(file).stream())
                .sorted(Comparator.comparingLong(PictureFile::pixels))
                .toList();
        List<String> texts = new ArrayList<>();
        long left = MAX_PIXELS;
        for (PictureFile picture : pictures) {
            left -= picture.pixels();
            if (left < 0 || noPictures.get()) {
                break;
            }
            texts.addAll(read(picture));
        }
        return texts.stream().distinct().toList();
    }

    private List<String> read(PictureFile picture) {
        try {
            return decoder.apply(picture).map(CodeSearch::texts).orElse(List.of());
        } catch (RuntimeException e) {
            // The JDK's decoders throw all kinds at broken files, of which mail is full.
            LOGGER.debug("picture of {} x {} cannot be read", picture.width(), picture.height(), e);
            return List.of();
        } catch (LinkageError e) {
            if (!noPictures.getAndSet(true)) {
                LOGGER.warn("this Java runtime reads no pictures, so QR codes are not looked for: {}", e.toString());
            }
            return List.of();
        }
    }
}
