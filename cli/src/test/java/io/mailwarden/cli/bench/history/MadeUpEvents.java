package io.mailwarden.cli.bench.history;

import io.mailwarden.engine.event.EventLines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the event lines of a made-up company, of which docs/benchmarks.md tells the rates of {@code replay} and
 * {@code store import}. Arguments: accounts, days, events at most, file. The same ones give the same file.
 */
public final class MadeUpEvents {

    private static final long SEED = 1;

    private MadeUpEvents() {}

    /** Writes them, in the order of their time. */
    public static void main(String[] arguments) throws IOException {
        int accounts = Integer.parseInt(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        long[] left = {Long.parseLong(arguments[2])};
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[3]))) {
            Company.of(SEED, accounts, days).replay(event -> {
                if (left[0]-- > 0) {
                    line(out, EventLines.write(event));
                }
            });
        }
        if (left[0] > 0) {
            throw new IllegalArgumentException(left[0] + " events fewer: expected more days");
        }
    }

    private static void line(Writer out, String line) {
        try {
            out.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
