package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port to the outbox of alerts, which all nodes share. Each method is one change that no other comes between, and kept
 * when it returns. Times are those of whoever asks; one that lies further ahead than clocks differ counts as past.
 * Thread-safe. Every method throws {@link StoreUnavailable} when the store cannot be reached.
 */
public interface AlertStore {

    /** What became of an alert. */
    enum Admission {
        /** It is in the outbox. */
        QUEUED,
        /** The same of the same account was told within the period; it was counted. */
        REPEATED,
        /** It is over the cap, and will be in the next digest. */
        COLLECTED
    }

    /**
     * Decides what becomes of an alert, and keeps it.
     *
     * @param id of the alert, should it get into the outbox; never used before
     */
    Admission raise(String id, Alert alert, AlertLimits limits, Instant now);

    /**
     * Puts a digest of what was collected into the outbox, when it is due; digests are outside of the cap.
     *
     * @param id of the digest; never used before
     * @return whether it did
     */
    boolean digest(String id, AlertLimits limits, Instant now);

    /**
     * Takes the alert that is due for longest; nobody else gets it until the lease is over.
     *
     * @return as it stands now; empty when none is due
     */
    Optional<AlertRow> claim(Instant now, Duration lease);

    /** Notes that a channel has the alert. Known already: nothing happens. */
    void delivered(String id, String channel, Instant now);

    /** Lets a claimed alert wait until then, because of that error; nothing happens when another claimed it since. */
    void later(AlertRow claimed, Instant due, String error);

    /** Ends a claimed alert, as sent; nothing happens when another claimed it since. */
    void sent(AlertRow claimed);

    /** Ends a claimed alert, as given up because of that error; nothing happens when another claimed it since. */
    void giveUp(AlertRow claimed, String error);

    /** Those in the outbox that fit, raised last first; IllegalArgumentException for a cursor that is none. */
    Page<AlertRow> search(AlertQuery query);

    /** The latest in the outbox, those raised last first. */
    default List<AlertRow> latest(int limit) {
        return search(AlertQuery.latest(limit)).items();
    }

    /** How many wait: in the outbox or for a digest. */
    long waiting();

    /**
     * Forgets alerts that ended and were raised before that time, and what was told so long ago that it may be told
     * again.
     */
    void forget(Instant before, Instant now);
}
