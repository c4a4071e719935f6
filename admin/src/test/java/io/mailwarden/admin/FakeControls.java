package io.mailwarden.admin;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.Reach;
import io.mailwarden.engine.response.block.Block.SetBlock;
import io.mailwarden.engine.response.block.BlockQuery;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Unblocked;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Controls in memory that can be out of reach; one thing was done about every incident. */
final class FakeControls implements Controls {

    private static final Clock CLOCK = Clock.fixed(FakeReview.TIME, ZoneOffset.UTC);

    final Sessions sessions =
            new Sessions(SessionsConfig.defaults(), account -> false, address -> "NO, Telenor", CLOCK);

    /** The incident that an unblock resolves. */
    Optional<String> contained = Optional.empty();

    private final Controls real =
            Engine.create(EngineConfig.defaults(), new Alarms(CLOCK), CLOCK).controls();

    boolean unavailable;

    /** How far blocks are known. */
    Reach reach = Reach.SHARED;

    private Controls reach() {
        if (unavailable) {
            throw new StoreUnavailable("reach the store", new IllegalStateException("gone"));
        }
        return real;
    }

    @Override
    public Page<Block> blocks(BlockQuery query) {
        return reach().blocks(query);
    }

    @Override
    public List<Block> blocks(Account account) {
        return reach().blocks(account);
    }

    @Override
    public SetBlock block(Account account, Restriction restriction, String reason, Optional<Instant> until, String by) {
        return new SetBlock(
                reach().block(account, restriction, reason, until, by).block(), reach);
    }

    @Override
    public Unblocked unblock(Account account, String by) {
        return new Unblocked(reach().unblock(account, by).lifted(), contained);
    }

    @Override
    public List<LiveSession> sessions(DomainFilter domains, Optional<Account> account, int limit) {
        reach();
        return sessions.list(domains, account, limit);
    }

    @Override
    public Optional<LiveSession> session(String id) {
        reach();
        return sessions.find(id);
    }

    @Override
    public boolean endSession(String id, String by) {
        reach();
        return sessions.end(id, SessionEndReason.ADMINISTRATOR);
    }

    @Override
    public int endSessions(Account account, String by) {
        reach();
        return sessions.endAll(account, SessionEndReason.ADMINISTRATOR);
    }

    @Override
    public List<ModeRule> modes() {
        return reach().modes();
    }

    @Override
    public Mode modeOf(Account account) {
        return reach().modeOf(account);
    }

    @Override
    public void setMode(ModeRule rule, String by) {
        reach().setMode(rule, by);
    }

    @Override
    public boolean unsetMode(String scope, String by) {
        return reach().unsetMode(scope, by);
    }

    @Override
    public List<ResponseRecord> records(Incident incident) {
        return List.of(new ResponseRecord(
                incident.account(),
                incident.id(),
                Severity.CRITICAL,
                "block-outgoing",
                FakeReview.TIME,
                "what it sends is held"));
    }
}
