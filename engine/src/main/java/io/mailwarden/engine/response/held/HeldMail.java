package io.mailwarden.engine.response.held;

import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import java.io.InputStream;
import java.util.Optional;

/**
 * Port to the messages that wait for review. Implementations are thread-safe: two administrators, on two nodes, may
 * press the same button at once. Every method throws {@link StoreUnavailable} when the place where they are kept cannot
 * be reached; a release that failed so may still be finished later, once.
 */
public interface HeldMail {

    /** Those that wait and fit, newest first; IllegalArgumentException for a cursor that is none. */
    Page<HeldMessage> search(HeldQuery query);

    /** The message of that id, in whatever state; empty when it is not known (any more). */
    Optional<HeldMessage> find(String id);

    /** Its bytes as they were submitted, to be closed by the caller; empty when they are not in reach of this node. */
    Optional<InputStream> open(String id);

    /** What a reader would see of it; empty when its bytes are not in reach of this node. */
    Optional<HeldPreview> preview(String id);

    /** How many of accounts of these domains wait. */
    long count(DomainFilter domains);

    /** How many wait. */
    default long count() {
        return count(DomainFilter.ALL);
    }

    /** How many wait because of that incident. */
    default long waiting(String incident) {
        long waiting = 0;
        Optional<String> cursor = Optional.empty();
        do {
            Page<HeldMessage> page = search(HeldQuery.ofIncident(incident, cursor));
            waiting += page.items().size();
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return waiting;
    }

    /**
     * Sends the message on to its recipients, once, without assessing it again. It is kept until it is certain that it
     * goes on: a crash delays it, and neither loses nor doubles it.
     *
     * @return false when no message of that id waits (any more)
     */
    boolean release(String id);

    /**
     * Sends all that wait for that incident on. They are all marked first: what is interrupted then goes on by itself.
     *
     * @return how many
     */
    long releaseAll(String incident);

    /**
     * Destroys the message.
     *
     * @return false when no message of that id waits (any more)
     */
    boolean delete(String id);

    /**
     * Destroys all that wait for that incident; when it fails on the way, another call goes on.
     *
     * @return how many
     */
    long deleteAll(String incident);
}
