package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.SetBlock;
import io.mailwarden.engine.response.block.BlockQuery;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The controls of an administrator: blocks, modes, and ending sessions. Thread-safe. What changes anything is committed
 * when it returns, holds here from then on and on all nodes within a second; it throws {@link StoreUnavailable} when
 * that cannot be. Only a block holds here nevertheless, and says so.
 */
public interface Controls {

    /** Blocks that hold and fit, set last first; IllegalArgumentException for a cursor that is none. */
    Page<Block> blocks(BlockQuery query);

    /** Blocks that hold for the account. */
    List<Block> blocks(Account account);

    /**
     * Restricts the account, whatever its incidents say; with {@link Restriction#BLOCK} its sessions end. Throws
     * IllegalArgumentException when it would forbid nothing, or end in the past.
     *
     * @param until when it lapses; empty for never
     * @param by the administrator
     * @return the block, and how far it is known
     */
    SetBlock block(Account account, Restriction restriction, String reason, Optional<Instant> until, String by);

    /**
     * Gives the account back to its owner: lifts every block of it, whoever set it, and resolves the incident that
     * contains it. One that is only suspected stays open for review. What is held already waits for its own release.
     * While the store is gone it throws, but has taken back what was set on this node and is not shared yet.
     */
    Unblocked unblock(Account account, String by);

    /**
     * Live sessions on this node, of accounts of these domains, and of that account where one is named, newest first; at
     * most {@code limit}.
     */
    List<LiveSession> sessions(DomainFilter domains, Optional<Account> account, int limit);

    /** Live sessions on this node, of the account or all, newest first; at most {@code limit}. */
    default List<LiveSession> sessions(Optional<Account> account, int limit) {
        return sessions(DomainFilter.ALL, account, limit);
    }

    /** One live session on this node. */
    Optional<LiveSession> session(String id);

    /** Ends one session of this node; false when none of that id is open. */
    boolean endSession(String id, String by);

    /** Ends all sessions of the account, on every node; returns how many that were on this one. */
    int endSessions(Account account, String by);

    /** All rules of modes that hold, configured and set. */
    List<ModeRule> modes();

    /** The mode that holds for the account. */
    Mode modeOf(Account account);

    /** Sets the mode of some accounts. */
    void setMode(ModeRule rule, String by);

    /** Takes back the mode that was set for a scope; false when none was set. */
    boolean unsetMode(String scope, String by);

    /** What was done about an incident, in time. */
    List<ResponseRecord> records(Incident incident);
}
