package io.mailwarden.cli.bench.attack;

import java.time.Instant;
import java.util.List;

/** A way of attacking an account that is new, which one method tells. */
record OfNewAccount(String name, Aim aim, MadeUp.Theft theft) implements AttackKind {

    @Override
    public boolean ofNewAccounts() {
        return true;
    }

    @Override
    public List<AttackStep> steps(Victim victim, Instant start, Ground ground) {
        return theft.steps(victim, start, ground);
    }
}
