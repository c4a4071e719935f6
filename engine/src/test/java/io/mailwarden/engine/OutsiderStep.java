package io.mailwarden.engine;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One step of a script.
 *
 * @param owner whose it is; empty for the outsider's, so that the twin goes without it
 * @param words what it is
 */
record OutsiderStep(Instant at, Optional<Account> owner, String words, Consumer<OutsiderRun> play) {

    boolean outside() {
        return owner.isEmpty();
    }

    void play(OutsiderRun run) {
        run.at(at);
        play.accept(run);
    }

    @Override
    public String toString() {
        return (outside() ? "  OUTSIDER " : "  ") + at + " " + words;
    }
}
