package io.mailwarden.engine.response.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.Key;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port to what is known of held mail, and who decides of each message: its bytes are elsewhere. Every change is kept
 * when the method returns, and of two that exclude each other one is done, on all nodes. Thread-safe. Every method
 * throws {@link StoreUnavailable} when the store cannot be reached.
 */
public interface HeldStore {

    /** What to do with a message that arrives where released ones are let through. */
    enum Claim {
        /** Let it through. */
        PASS,
        /** It was let through before, or must not be. */
        DROP,
        /** Nothing is known of such a message. */
        UNKNOWN
    }

    /**
     * Makes a row for a message that lies in this node's repository.
     *
     * @return false when there is one of its account and id, which stays as it is
     */
    boolean add(HeldMessage message, Instant now);

    /** The message of that id. */
    Optional<HeldRow> find(String id);

    /** Those that wait and fit, newest first; IllegalArgumentException for a cursor that is none. */
    Page<HeldRow> search(HeldQuery query);

    /** How many of accounts of these domains wait. */
    long count(DomainFilter domains);

    /** How many wait. */
    default long count() {
        return count(DomainFilter.ALL);
    }

    /** The bytes of messages that wait or are being released, by account; no account without. */
    Map<Account, Long> bytes();

    /** Takes a message from one state to another; false when it is not in the first. */
    boolean move(Key key, HeldState from, HeldState to, Instant now);

    /** Takes a waiting message for a malicious one; false when it does not wait. */
    boolean moveToQuarantine(Key key, String reason, Optional<String> incident);

    /** Takes all waiting ones of the incident to {@link HeldState#RELEASING}; how many. */
    long releaseAll(String incident, Instant now);

    /**
     * Asks whether a released message may pass: whoever asks first for that message, and again whoever comes with the
     * same token, for James may hand out one item of its queue twice. One that waits may pass, too: where a queue
     * failed and took it nevertheless; and one that is {@link HeldState#GONE}: here it is.
     *
     * @param token of one putting into the queue
     */
    Claim claim(Key key, String token, Instant now);

    /** Remembers that a message in {@link HeldState#RELEASING} was put into the queue. */
    void sent(Key key, Instant now);

    /**
     * Messages in {@link HeldState#RELEASING} that were not put into the queue though released before the first time,
     * or were so before the second; oldest first.
     */
    List<HeldRow> unsent(Instant releasedBefore, Instant sentBefore, int limit);

    /** The states of those that are known, by id. */
    Map<String, HeldState> states(Collection<String> ids);

    /** This node's waiting ones and those in {@link HeldState#RELEASING}, by id, behind that id. */
    List<HeldMessage> mine(String afterId, int limit);

    /** Waiting ones, held before that time, whose end was not announced yet; oldest first. */
    List<HeldMessage> unannounced(Instant heldBefore, int limit);

    /** Remembers that the end of those was announced. */
    void announced(Collection<Key> keys, Instant now);

    /** Waiting ones, held before the first time, whose end was announced before the second or at it; oldest first. */
    List<HeldMessage> expired(Instant heldBefore, Instant announcedBefore, int limit);

    /** This node's that neither wait nor are being released, and came to that before that time; oldest first. */
    List<HeldMessage> over(Instant before, int limit);

    /** Removes what is known of the message. */
    void forget(Key key);
}
