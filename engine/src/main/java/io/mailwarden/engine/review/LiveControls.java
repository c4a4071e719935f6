package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.ResponseRecordStore;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.SetBlock;
import io.mailwarden.engine.response.block.BlockQuery;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.Modes;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controls of a running engine. */
final class LiveControls implements Controls {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveControls.class);

    private final BlockControl blocks;
    private final SessionControl sessions;
    private final Supplier<Modes> modes;
    private final ResponseRecordStore records;

    LiveControls(BlockControl blocks, SessionControl sessions, Supplier<Modes> modes, ResponseRecordStore records) {
        this.blocks = blocks;
        this.sessions = sessions;
        this.modes = modes;
        this.records = records;
    }

    @Override
    public Page<Block> blocks(BlockQuery query) {
        return blocks.page(query);
    }

    @Override
    public List<Block> blocks(Account account) {
        return blocks.of(account);
    }

    @Override
    public SetBlock block(Account account, Restriction restriction, String reason, Optional<Instant> until, String by) {
        return blocks.set(account, restriction, reason, until, by);
    }

    @Override
    public Unblocked unblock(Account account, String by) {
        return blocks.unblock(account, by);
    }

    @Override
    public List<LiveSession> sessions(DomainFilter domains, Optional<Account> account, int limit) {
        return sessions.list(domains, account, limit);
    }

    @Override
    public Optional<LiveSession> session(String id) {
        return sessions.find(id);
    }

    @Override
    public boolean endSession(String id, String by) {
        return sessions.end(id, by);
    }

    @Override
    public int endSessions(Account account, String by) {
        return sessions.endAll(account, by);
    }

    @Override
    public List<ModeRule> modes() {
        return modes.get().rules();
    }

    @Override
    public Mode modeOf(Account account) {
        return modes.get().of(account);
    }

    @Override
    public void setMode(ModeRule rule, String by) {
        modes.get().set(rule);
        LOGGER.info("mode of {} is {} by={}", rule.scope(), rule.mode().label(), by);
    }

    @Override
    public boolean unsetMode(String scope, String by) {
        boolean removed = modes.get().unset(ModeRule.scope(scope));
        LOGGER.info("mode of {} is as configured by={}", scope, by);
        return removed;
    }

    @Override
    public List<ResponseRecord> records(Incident incident) {
        return records.of(incident.account(), incident.id());
    }
}
