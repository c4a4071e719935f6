package io.mailwarden.admin;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.Deed;
import io.mailwarden.engine.response.InMemoryDeedStore;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.response.block.InMemoryBlockStore;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.LiveControls;
import io.mailwarden.engine.verdict.InMemoryModeStore;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.Modes;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Controls in memory that can be out of reach; one thing was done about every incident. */
final class FakeControls implements Controls {

    private static final Clock CLOCK = Clock.fixed(FakeReview.TIME, ZoneOffset.UTC);

    private final Controls real = new LiveControls(
            new Blocks(new InMemoryBlockStore(), CLOCK, (account, id) -> {}),
            new Modes(PolicyConfig.defaults(), new InMemoryModeStore()),
            new InMemoryDeedStore(),
            CLOCK);
    boolean unavailable;

    private Controls reach() {
        if (unavailable) {
            throw new StoreUnavailable("reach the store", new IllegalStateException("gone"));
        }
        return real;
    }

    @Override
    public List<Block> blocks(Account account) {
        return reach().blocks(account);
    }

    @Override
    public Block block(Account account, Restriction restriction, String reason, Optional<Instant> until, String by) {
        return reach().block(account, restriction, reason, until, by);
    }

    @Override
    public int unblock(Account account, String by) {
        return reach().unblock(account, by);
    }

    @Override
    public List<ModeRule> modes() {
        return reach().modes();
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
    public List<Deed> deeds(Incident incident) {
        return List.of(new Deed(
                incident.account(),
                incident.id(),
                Severity.CRITICAL,
                "block-outgoing",
                FakeReview.TIME,
                "what it sends is held"));
    }
}
