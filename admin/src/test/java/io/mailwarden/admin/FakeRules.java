package io.mailwarden.admin;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.review.rules.RuleControls;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.RuleStore.KeptRule;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import java.util.List;
import java.util.Optional;

/** Rules in memory that can be out of reach, and explain the incidents that a test says. */
final class FakeRules implements RuleControls {

    final TestClock clock = TestClock.at("2026-05-03T06:50:03Z");
    boolean unavailable;
    List<Incident> explained = List.of();

    private final RuleControls real =
            Engine.create(EngineConfig.defaults(), new Alarms(clock), clock).rules();

    private RuleControls reach() {
        if (unavailable) {
            throw new StoreUnavailable("reach the store", new IllegalStateException("gone"));
        }
        return real;
    }

    @Override
    public Page<KeptRule<SafeNetwork>> safeNetworks(RuleQuery query) {
        return reach().safeNetworks(query);
    }

    @Override
    public SafeNetwork vouch(Network network, Scope scope, Wish wish) {
        return reach().vouch(network, scope, wish);
    }

    @Override
    public boolean unvouch(String id, String by) {
        return reach().unvouch(id, by);
    }

    @Override
    public Page<KeptRule<ExceptionRule>> exceptions(RuleQuery query) {
        return reach().exceptions(query);
    }

    @Override
    public ExceptionRule draft(Optional<String> type, Scope scope, Narrowing narrowing, Wish wish) {
        return reach().draft(type, scope, narrowing, wish);
    }

    @Override
    public List<Incident> explains(ExceptionRule draft) {
        return unavailable ? reach().explains(draft) : explained;
    }

    @Override
    public MadeException except(ExceptionRule draft, boolean applyToPast) {
        MadeException made = reach().except(draft, false);
        return new MadeException(made.rule(), applyToPast ? explained : List.of());
    }

    @Override
    public boolean unexcept(String id, String by) {
        return reach().unexcept(id, by);
    }

    @Override
    public List<FindingProposals> proposals(Incident incident) {
        return reach().proposals(incident);
    }
}
