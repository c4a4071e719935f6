package io.mailwarden.cli.bench.attack;

import io.mailwarden.engine.event.Event;

/**
 * One thing that a thief does.
 *
 * @param event as the server sees it
 * @param session of the thief's; what follows in it does not happen once its login was rejected
 */
public record AttackStep(Event event, int session) {

    /** The session of tries against other accounts; never closed. */
    static final int OTHERS = -1;

    /** Whether it is done to the attacked account. */
    public boolean atVictim() {
        return session != OTHERS;
    }
}
