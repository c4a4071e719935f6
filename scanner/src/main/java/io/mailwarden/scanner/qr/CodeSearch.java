package io.mailwarden.scanner.qr;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The codes in one picture, dark on light or light on dark, one after the other. */
final class CodeSearch {

    /** A leaflet has one for each shop of programs, and one of its own. */
    static final int MAX_CODES = 4;

    /**
     * What may look like the corner of a code before the search is given up: ZXing compares each three of them.
     * Photographs have some dozens; a picture paved with them would take hours.
     */
    static final int MAX_CORNERS = 250;

    private CodeSearch() {}

    /** Counts corners, and stops the search. */
    private static final class Patience implements ResultPointCallback {

        private int corners;

        @Override
        public void foundPossibleResultPoint(ResultPoint point) {
            corners++;
            if (corners > MAX_CORNERS) {
                throw new IllegalStateException("more than " + MAX_CORNERS + " corners of codes");
            }
        }
    }

    static List<String> texts(Grey picture) {
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(picture));
        List<String> texts = new ArrayList<>();
        try {
            BitMatrix matrix = bitmap.getBlackMatrix();
            for (int turn = 0; turn < 2; turn++) {
                Optional<Result> code = next(bitmap);
                while (code.isPresent() && texts.size() < MAX_CODES) {
                    texts.add(code.get().getText());
                    wipe(matrix, code.get().getResultPoints());
                    code = next(bitmap);
                }
                matrix.flip();
            }
        } catch (NotFoundException e) {
            // All of one shade.
            return texts;
        }
        return texts;
    }

    private static Optional<Result> next(BinaryBitmap bitmap) {
        Map<DecodeHintType, Object> hints =
                Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.NEED_RESULT_POINT_CALLBACK, new Patience());
        try {
            return Optional.of(new QRCodeReader().decode(bitmap, hints));
        } catch (ReaderException | RuntimeException e) {
            // Out of patience, or what broke the reader is no code that a phone could read.
            return Optional.empty();
        }
    }

    // The corners are three of a square's, within it.
    private static void wipe(BitMatrix matrix, ResultPoint[] corners) {
        float left = Math.min(corners[0].getX(), Math.min(corners[1].getX(), corners[2].getX()));
        float right = Math.max(corners[0].getX(), Math.max(corners[1].getX(), corners[2].getX()));
        float top = Math.min(corners[0].getY(), Math.min(corners[1].getY(), corners[2].getY()));
        float bottom = Math.max(corners[0].getY(), Math.max(corners[1].getY(), corners[2].getY()));
        float around = Math.max(right - left, bottom - top) / 4;
        for (int y = Math.max(0, (int) (top - around)); y < Math.min(matrix.getHeight(), bottom + around); y++) {
            for (int x = Math.max(0, (int) (left - around)); x < Math.min(matrix.getWidth(), right + around); x++) {
                matrix.unset(x, y);
            }
        }
    }
}
