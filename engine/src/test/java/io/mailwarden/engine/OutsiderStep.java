package io.mailwarden.engine;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * One step of a script.
 *
 * @param outside whether it is the outsider's, so that the twin goes without it
 * @param words what it is
 */
record OutsiderStep(Instant at, boolean outside, String words, Consumer<OutsiderRun> play) {

    void play(OutsiderRun run) {
        run.at(at);
        play.accept(run);
    }

    @Override
    public String toString() {
        return (outside ? "  OUTSIDER " : "  ") + at + " " + words;
    }
}
