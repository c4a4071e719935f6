package io.mailwarden.scanner.mime;

import java.io.InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** Mime4j with all that it is told here. */
public final class MimeTokens {

    // Room for a To header of some ten thousand recipients; how many headers there are costs no memory.
    private static final int MAX_HEADER = 1024 * 1024;

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(MAX_HEADER)
            .setMaxLineLen(MAX_HEADER)
            .build();

    private MimeTokens() {}

    /**
     * The tokens of one message. Messages within it are parts, not opened: each is to have tokens of its own, see {@link
     * ShortBlanks}. Every body descriptor is a {@link PartDescriptor}.
     *
     * @param message what is read in blocks, so that it should be cheap to ask for one byte
     */
    public static MimeTokenStream of(InputStream message) {
        MimeTokenStream tokens = new MimeTokenStream(LENIENT, DecodeMonitor.SILENT, new PartDescriptorBuilder());
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(new ShortBlanks(new LineEnds(message)));
        return tokens;
    }
}
