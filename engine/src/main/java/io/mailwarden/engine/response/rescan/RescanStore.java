package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Port to re-scans, what they found, and whom the notices went to. All that a method did is there, for every node, when
 * it returns. Implementations are thread-safe; every method throws {@link StoreUnavailable} when the store cannot be
 * reached.
 */
public interface RescanStore {

    /** Keeps it, unless one of the same incident runs; the one that runs now. */
    Rescan begin(Rescan fresh);

    /** The latest of the incident. */
    Optional<Rescan> latest(Account account, String incident);

    /** One of them. */
    Optional<Rescan> find(Account account, String incident, String id);

    /** At most {@code limit} that run, and that nobody holds the lease of at that time. */
    List<Rescan> abandoned(Instant now, int limit);

    /**
     * Takes or keeps the lease of one that runs.
     *
     * @return false when it does not run (any more), or another holds the lease at that time
     */
    boolean lease(Rescan rescan, String holder, Instant now, Instant until);

    /**
     * Keeps state, position, counts and end of one that runs, for the holder of its lease.
     *
     * @return false when it does not run, or another has the lease
     */
    boolean save(Rescan rescan, String holder);

    /** Notes the task that works on it; of one that has ended too. */
    void noteTask(Rescan rescan, String task);

    /** Ends one that runs without anybody at work at that time; false when it does not, or somebody is. */
    boolean cancel(Rescan rescan, Instant now);

    /** At most {@code limit} that are through, that nobody told of, and that nobody holds the lease of at that time. */
    List<Rescan> untold(Instant now, int limit);

    /**
     * Takes or keeps the lease of one that is through, to tell of it.
     *
     * @return false when it is not, somebody told of it, or another holds the lease at that time
     */
    boolean claimTelling(Rescan rescan, String holder, Instant now, Instant until);

    /** Notes that it was told. */
    void told(Rescan rescan, Instant now);

    /** Keeps them, in the place of what was found of the same messages for the same incident. */
    void record(Collection<RescanFinding> findings);

    /** What was found of that message. */
    Optional<RescanFinding> finding(Account account, String incident, String entry);

    /**
     * At most {@code limit} findings of the incident in the order of the journal.
     *
     * @param behind the journal's id behind which they are; empty for the first
     * @param verdict only those; empty for all
     */
    List<RescanFinding> findings(
            Account account, String incident, String behind, Optional<RescanVerdict> verdict, int limit);

    /**
     * Claims the notice to that recipient.
     *
     * @return false when it was claimed before: it was sent, or may have been
     */
    boolean claimNotice(Account account, String incident, String recipient, Instant now);

    /** Notes that the notice to that recipient is on its way. */
    void noticeSent(Account account, String incident, String recipient, Instant now);

    /** Takes a claim back: the notice was certainly not sent. */
    void noticeFailed(Account account, String incident, String recipient);

    /** The notices of an incident, at most {@code limit}, by recipient. */
    List<Notice> notices(Account account, String incident, int limit);

    /**
     * Forgets of one incident whose re-scans all ended before that time: at most {@code limit} findings, notices, and,
     * when none of these is left, re-scans.
     *
     * @return how many it forgot; 0 when there is no such incident
     */
    int forget(Instant before, int limit);

    /**
     * The notice to one recipient.
     *
     * @param recipient address
     * @param claimedAt when somebody began to send it
     * @param sentAt when it was on its way; empty when the server stopped in between
     */
    record Notice(String recipient, Instant claimedAt, Optional<Instant> sentAt) {}
}
