/**
 * Reading QR codes in pictures that a stranger made. Of each file only the few parts that its pixels need are kept
 * ({@link io.mailwarden.scanner.qr.PictureFile}), then the JDK decodes and ZXing looks for codes, both within bounds.
 * Knows nothing of mail.
 */
@NullMarked
package io.mailwarden.scanner.qr;

import org.jspecify.annotations.NullMarked;
