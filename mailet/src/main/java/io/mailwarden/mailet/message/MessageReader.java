package io.mailwarden.mailet.message;

import io.mailwarden.engine.event.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;

/**
 * From the bytes of a message to what the engine wants to know of it, in one pass. An attachment is counted, never kept:
 * memory stays within a few megabytes whatever the size. The parts of an attached message count as parts of the message
 * itself. Hostile mail is cut, never refused. Immutable, thread-safe.
 */
public final class MessageReader {

    /**
     * Reads the stream to its end; does not close it.
     *
     * @throws IOException only when the stream itself cannot be read
     */
    public Reading read(InputStream message) throws IOException {
        SourceStream source = new SourceStream(message);
        MessageWalk walk = new MessageWalk();
        Optional<String> problem;
        try {
            problem = walk.through(source);
        } catch (IOException | MimeException | RuntimeException | StackOverflowError e) {
            problem = Optional.of(Text.printable(String.valueOf(e.getMessage()), 200));
        }
        return new Reading(walk.content(source.finish()), problem);
    }
}
