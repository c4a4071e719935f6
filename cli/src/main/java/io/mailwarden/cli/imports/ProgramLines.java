package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.LogLine;
import java.time.Instant;

/** What the programs of one mail server say: lines become events, or say why not. Not thread-safe. */
interface ProgramLines {

    /** Reads what was said then; false when there is nothing to learn from it. */
    boolean read(Instant at, LogLine line) throws Unusable;

    /** There are no more lines. */
    default void end() {}
}
