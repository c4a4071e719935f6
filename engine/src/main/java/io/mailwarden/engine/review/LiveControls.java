package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Text;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.Deed;
import io.mailwarden.engine.response.DeedStore;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.response.session.Cause;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.Modes;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controls of a running engine.
 *
 * @param blocks which accounts are restricted
 * @param policyModes how far Mailwarden may go
 * @param deeds what was done
 * @param live the sessions of this node
 * @param endAll ends an account's sessions on every node, and says how many that were here
 * @param unblocking gives an account back, and is told by whom
 * @param clock the time
 */
public record LiveControls(
        Blocks blocks,
        Modes policyModes,
        DeedStore deeds,
        Sessions live,
        ToIntFunction<Account> endAll,
        BiFunction<Account, String, Unblocked> unblocking,
        Clock clock)
        implements Controls {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveControls.class);

    @Override
    public List<Block> blocks(Account account) {
        return blocks.of(account);
    }

    @Override
    public Block block(Account account, Restriction restriction, String reason, Optional<Instant> until, String by) {
        Block block = new Block(
                UUID.randomUUID().toString(),
                account,
                restriction,
                reason,
                Block.Author.ADMINISTRATOR,
                by,
                Optional.empty(),
                clock.instant(),
                until);
        blocks.set(block);
        return block;
    }

    @Override
    public Unblocked unblock(Account account, String by) {
        Unblocked unblocked = unblocking.apply(account, by);
        unblocked.resolved().ifPresent(id -> LOGGER.info("incident {} resolved account={} by={}", id, account, by));
        return unblocked;
    }

    @Override
    public List<LiveSession> sessions(Optional<Account> account, int limit) {
        return live.list(account, limit);
    }

    @Override
    public boolean endSession(String id, String by) {
        boolean ended = live.end(id, Cause.ADMINISTRATOR);
        LOGGER.info("session {} {} by={}", Text.printable(id, 60), ended ? "ended" : "is not open here", by);
        return ended;
    }

    @Override
    public int endSessions(Account account, String by) {
        int ended = endAll.applyAsInt(account);
        LOGGER.info("{} sessions ended here account={} by={}", ended, account, by);
        return ended;
    }

    @Override
    public List<ModeRule> modes() {
        return policyModes.rules();
    }

    @Override
    public void setMode(ModeRule rule, String by) {
        policyModes.set(rule);
        LOGGER.info("mode of {} is {} by={}", rule.scope(), rule.mode().label(), by);
    }

    @Override
    public boolean unsetMode(String scope, String by) {
        boolean removed = policyModes.unset(ModeRule.scope(scope));
        LOGGER.info("mode of {} is as configured by={}", scope, by);
        return removed;
    }

    @Override
    public List<Deed> deeds(Incident incident) {
        return deeds.of(incident.account(), incident.id());
    }
}
