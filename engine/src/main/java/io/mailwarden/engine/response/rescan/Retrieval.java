package io.mailwarden.engine.response.rescan;

import java.util.List;
import java.util.Map;

/** Port to the places where copies of messages are. Implementations are thread-safe. */
public interface Retrieval {

    /**
     * Is told of each copy that is safe in quarantine, before it is taken away; what it throws keeps the copy there.
     */
    @FunctionalInterface
    interface Taking {

        /** This copy of the journal's message of that id. */
        void of(String entry, MessageCopy copy);

        /** That copy, which was told of, was not taken after all: it was being delivered. */
        default void undo(String entry, MessageCopy copy) {}
    }

    /**
     * Looks for the copies of these messages, and takes them into quarantine when the re-scan acts. Never touches
     * another message, and never throws for what one copy does: that is a {@link MessageCopy.Treatment#FAILED}. Doing
     * it again finds what is left, and does nothing twice.
     *
     * @return the copies by the journal's ids, also those that {@code taking} was told of
     */
    Map<String, List<MessageCopy>> retrieve(Rescan rescan, List<RescanFinding> malicious, Taking taking);
}
