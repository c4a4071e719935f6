package io.mailwarden.scanner.qr;

import com.google.zxing.LuminanceSource;

/** A picture in shades of grey, as ZXing asks for it: a byte a pixel, 0 is black. Never changed once made. */
final class Grey extends LuminanceSource {

    private final byte[] shades;

    Grey(int width, int height, byte[] shades) {
        super(width, height);
        this.shades = shades;
    }

    @Override
    public byte[] getRow(int y, byte[] row) {
        byte[] filled = row == null || row.length < getWidth() ? new byte[getWidth()] : row;
        System.arraycopy(shades, y * getWidth(), filled, 0, getWidth());
        return filled;
    }

    @Override
    public byte[] getMatrix() {
        return shades;
    }
}
