package io.mailwarden.admin;

import io.mailwarden.engine.fixtures.InMemoryActivityStore;
import io.mailwarden.engine.fixtures.InMemoryCaseworkStore;
import io.mailwarden.engine.review.backtest.Backtests;
import io.mailwarden.engine.review.casework.Casework;
import io.mailwarden.engine.review.rules.RuleControls;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** The ports of routes under test: a port that a test does not look at is added here alone. */
final class TestPorts {

    private TestPorts() {}

    static AdminPorts of(FakeReview review, FakeControls controls) {
        return of(review, controls, new FakeRules(), new FakeRescans(), new FakeDirectory());
    }

    static AdminPorts of(
            FakeReview review, FakeControls controls, RuleControls rules, FakeRescans rescans, FakeDirectory accounts) {
        Casework casework = new Casework(
                new InMemoryCaseworkStore(),
                new InMemoryActivityStore(List.of()),
                Clock.fixed(FakeReview.TIME, ZoneOffset.UTC));
        return new AdminPorts(
                review,
                controls,
                rules,
                rescans.door(controls),
                new FakeBacktests(),
                casework,
                accounts,
                new FakeSetup(review).ports());
    }

    /** The same with those back-tests. */
    static AdminPorts with(AdminPorts ports, Backtests backtests) {
        return new AdminPorts(
                ports.review(),
                ports.controls(),
                ports.rules(),
                ports.rescans(),
                backtests,
                ports.casework(),
                ports.accounts(),
                ports.setup());
    }
}
