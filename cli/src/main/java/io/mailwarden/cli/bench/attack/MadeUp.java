package io.mailwarden.cli.bench.attack;

import java.time.Instant;
import java.util.List;

/** A way of attacking that one method tells. */
record MadeUp(String name, Aim aim, Theft theft) implements AttackKind {

    /** The steps of one made-up takeover. */
    interface Theft {
        List<AttackStep> steps(Victim victim, Instant start, Ground ground);
    }

    @Override
    public List<AttackStep> steps(Victim victim, Instant start, Ground ground) {
        return theft.steps(victim, start, ground);
    }
}
