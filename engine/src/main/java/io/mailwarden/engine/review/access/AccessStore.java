package io.mailwarden.engine.review.access;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of console users: second factors, invitations, sessions. What a method did is committed when it returns,
 * and holds on all nodes. Thread-safe; throws {@link io.mailwarden.engine.support.StoreUnavailable} when it cannot be
 * reached.
 */
public interface AccessStore {

    /** Keeps the invitation in place of an earlier one of the account. */
    void invite(Invitation invitation);

    /** The account's invitation, expired or not. */
    Optional<Invitation> invitation(Account account);

    /** Notes the secret that was shown for this invitation; false when it is there no more. */
    boolean draft(Account account, String codeHash, String secret);

    /**
     * Keeps the second factor in place of the account's earlier one, with these recovery codes alone, uses up the
     * invitation and ends the account's sessions; false, and nothing is done, when the invitation is there no more.
     *
     * @param codeHash of the invitation
     * @param recovery hashes of recovery codes
     */
    boolean enrol(SecondFactor factor, String codeHash, Set<String> recovery);

    /** The account's second factor. */
    Optional<SecondFactor> factor(Account account);

    /** Uses the code of that step up; false when that or a later one was used before. */
    boolean use(Account account, long step);

    /** Uses a recovery code up; false when the account has none of that hash. */
    boolean useRecovery(Account account, String hash);

    /** How many recovery codes the account has left. */
    int recoveryLeft(Account account);

    /** Takes the account's second factor, recovery codes and invitation away, and ends its sessions. */
    void dropFactor(Account account, Instant at);

    /** Keeps a session; its token is known by its hash alone. */
    void open(ConsoleSession session, String tokenHash);

    /** The session of that token, ended or expired ones too. */
    Optional<ConsoleSession> session(String tokenHash);

    /** Notes that it was used. */
    void touch(String id, Instant at);

    /** Ends it; false when there is none, or it was ended before. */
    boolean end(String id, Instant at);

    /** Sessions that were not ended and do not expire before that time, newest first; at most a thousand. */
    List<ConsoleSession> sessions(Instant at);

    /** Forgets sessions that expired before that time; how many. */
    int forget(Instant before);
}
