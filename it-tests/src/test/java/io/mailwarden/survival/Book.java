package io.mailwarden.survival;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one kind of thing promises to outlive. It looks while the server works, and is audited after each restart.
 * Called by one thread at a time.
 */
interface Book {

    /** What was learned and logged less than this before a kill, on a machine that runs, may be lost. */
    Duration MAY_BE_LOST = Duration.ofSeconds(1);

    /** Notes down what a working server shows; IOException when it was killed meanwhile, as ever. */
    default void look(Node node) throws IOException {}

    /**
     * Compares what the restarted server shows with what was noted before.
     *
     * @param killed just before the kill
     * @return what is wrong, in words; nothing when all is well
     */
    List<String> audit(Node node, Instant killed) throws IOException;

    /**
     * What is still wrong when the server that was audited last was given the time to do all that is due.
     *
     * @param node whose clock may be set ahead
     */
    default List<String> finish(Node node) throws IOException {
        return List.of();
    }

    /** What there is to say in the end. */
    default String summary() {
        return "";
    }
}
