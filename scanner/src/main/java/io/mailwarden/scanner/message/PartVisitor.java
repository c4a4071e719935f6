package io.mailwarden.scanner.message;

import java.io.IOException;
import java.io.InputStream;

/** Is shown the parts of one message in their order by a {@link PartWalk}. */
public interface PartVisitor {

    /** Whether it wants to be shown headers of that name, in lower case: most messages have dozens that nobody reads. */
    default boolean reads(String header) {
        return true;
    }

    /** A header of the message itself, not of those within it, name in lower case, body as it stands. */
    void header(String name, String body);

    /** The character set that a text of that message says to be in, before it is shown; empty when it says none. */
    default void charset(String label) {
        // Only who shows headers needs it.
    }

    /** Plain text, or what an invitation (text/calendar) shows, cut; {@code bytes} is its size uncut. */
    void text(MessagePart part, String text, long bytes);

    /** HTML, cut, whatever the type says that it is; {@code bytes} is its size uncut. */
    void html(MessagePart part, String html, long bytes);

    /** Any other part, decoded. What is left unread is passed over. */
    void file(MessagePart part, InputStream body) throws IOException;

    /**
     * A message within the message begins; its name is that of the file that it is, if any. Returns who is shown its
     * headers and parts: this one is shown its parts alone.
     */
    default PartVisitor attached(MessagePart message) {
        return this;
    }
}
