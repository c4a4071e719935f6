package io.mailwarden.cli.bench.attack;

import java.time.Instant;
import java.util.List;

/** One way of using a stolen account. */
public interface AttackKind {

    /** What a thief is after. */
    enum Aim {
        /** Sends as much as it can, as fast as it dares. */
        SPAM,
        /** Wants not to be seen. */
        QUIET
    }

    /** What reports call it. */
    String name();

    /** What the thief is after. */
    Aim aim();

    /** Whether such an account can be attacked in that way. */
    default boolean fits(Survey.Owner owner) {
        return true;
    }

    /** Whether it is done to accounts that have no habits yet, and not to those of which all is known. */
    default boolean ofNewAccounts() {
        return false;
    }

    /** All that the thief does from then on, in any order; empty when the account is not fit after all. */
    List<AttackStep> steps(Victim victim, Instant start, Ground ground);
}
