package io.mailwarden.scanner.mime;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Streams of which the beginning was read already. */
public final class Rejoined {

    private Rejoined() {}

    /** The bytes from that place on, and what follows, which is not closed at its end: parts follow in the same stream. */
    public static InputStream of(byte[] read, int from, InputStream rest) {
        InputStream open = new FilterInputStream(rest) {
            @Override
            public void close() {
                // The message's own.
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(read, from, read.length - from), open);
    }
}
