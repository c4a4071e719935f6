package io.mailwarden.engine.review.owner;

import io.mailwarden.engine.review.owner.OwnerNotice.LinkPress;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Port to the notices to owners, which all nodes share. Each method is one change that no other comes between, and kept
 * when it returns. Times are those of whoever asks. Thread-safe. Every method throws {@link StoreUnavailable} when the
 * store cannot be reached.
 */
public interface OwnerNoticeStore {

    /** What became of a notice. */
    enum Admission {
        /** It is kept, and goes out. */
        QUEUED,
        /** The owner was told of a login of that kind before. */
        KNOWN,
        /** He was told of enough for a day; of this kind he will be told with the next such login. */
        OVER_DAY,
        /** All owners together were told of enough for an hour, likewise. */
        OVER_HOUR
    }

    /**
     * Decides what becomes of a notice, and keeps it.
     *
     * @param news what is new about its login, each at most 100 characters: one that the owner was not told of is
     *     enough
     */
    Admission admit(OwnerNotice notice, Set<String> news, NoticeLimits limits);

    /**
     * Takes the notice that is due for longest; nobody else gets it until the lease is over. Empty when none is due.
     */
    Optional<OwnerNotice> claim(Instant now, Duration lease);

    /** Lets a claimed notice wait until then; nothing happens when another claimed it since. */
    void later(OwnerNotice claimed, Instant due);

    /** Ends a claimed notice: it was sent, or given up when that is empty; nothing happens when it ended before. */
    void end(OwnerNotice claimed, Optional<Instant> sent);

    /** One notice. */
    Optional<OwnerNotice> find(String id);

    /**
     * Uses the link of a notice, and with it those of all notices about the same account until then: one button locks
     * once, on all nodes.
     *
     * @return the notice; empty when there is none of that id, or its link was used or has ended
     */
    Optional<OwnerNotice> use(String id, LinkPress press);

    /** Those whose link was used before that time and whose account is not locked yet; at most 100. */
    List<OwnerNotice> unlocked(Instant before);

    /** The account of a used notice is locked. */
    void locked(String id);

    /** Forgets notices whose links ended before that time, and what was told so long ago that it may be told again. */
    int forget(Instant before, Instant now);
}
