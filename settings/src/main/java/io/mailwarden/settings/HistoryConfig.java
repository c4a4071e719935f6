package io.mailwarden.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * The settings of the import of past events.
 *
 * @param files event lines to learn from, each file once, in this order; raise no incidents
 */
public record HistoryConfig(List<Path> files) {

    public HistoryConfig {
        files = List.copyOf(files);
    }

    /** None: every account is learned from nothing. */
    public static HistoryConfig defaults() {
        return new HistoryConfig(List.of());
    }
}
