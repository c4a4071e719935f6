package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.BlockCause;
import io.mailwarden.engine.response.block.Block.SetBlock;
import io.mailwarden.engine.response.block.BlockQuery;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blocks that administrators see, set and lift. Thread-safe. */
final class BlockControl {

    private static final Logger LOGGER = LoggerFactory.getLogger(BlockControl.class);

    private final Blocks blocks;
    private final Decisions decisions;
    private final Clock clock;

    /** Over these blocks; an unblock is such a decision. */
    BlockControl(Blocks blocks, Decisions decisions, Clock clock) {
        this.blocks = blocks;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** As {@link Controls#blocks(BlockQuery)}. */
    Page<Block> page(BlockQuery query) {
        return blocks.page(query);
    }

    /** As {@link Controls#blocks(Account)}. */
    List<Block> of(Account account) {
        return blocks.of(account);
    }

    /** As {@link Controls#block}. */
    SetBlock set(Account account, Restriction restriction, String reason, Optional<Instant> until, String by) {
        Block block = new Block(
                UUID.randomUUID().toString(),
                account,
                restriction,
                BlockCause.administrator(by, reason),
                clock.instant(),
                until);
        return new SetBlock(block, blocks.set(block));
    }

    /** As {@link Controls#unblock}. */
    Unblocked unblock(Account account, String by) {
        Unblocked unblocked = lift(account, by);
        unblocked.resolved().ifPresent(id -> LOGGER.info("incident {} resolved account={} by={}", id, account, by));
        return unblocked;
    }

    // What nobody else knows yet can be taken back without the store; the rest is to be lifted when it is back.
    private Unblocked lift(Account account, String by) {
        try {
            return decisions.unblock(account, by);
        } catch (StoreUnavailable e) {
            var unused = blocks.withdraw(account);
            throw e;
        }
    }
}
