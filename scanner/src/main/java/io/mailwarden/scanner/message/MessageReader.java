package io.mailwarden.scanner.message;

import java.io.IOException;
import java.io.InputStream;

/**
 * From the bytes of a message to what the engine wants to know of it, in one pass. An attachment is counted, never
 * kept: memory stays within a few megabytes whatever the size. The parts of an attached message count as parts of the
 * message itself. Hostile mail is cut, never refused. Immutable, thread-safe.
 */
public final class MessageReader {

    /**
     * Reads the stream to its end; does not close it.
     *
     * @throws IOException only when the stream itself cannot be read
     */
    public ReadMessage read(InputStream message) throws IOException {
        ContentGatherer gatherer = new ContentGatherer();
        PartWalk walk = new PartWalk(gatherer);
        long bytes = walk.read(message);
        return new ReadMessage(gatherer.content(bytes), walk.problem().or(gatherer::problem));
    }
}
