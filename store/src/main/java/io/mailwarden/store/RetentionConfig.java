package io.mailwarden.store;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * How long events stay in the log.
 *
 * @param keepEventsFor how long an event stays in the log, 1d to 3650d
 * @param keepEventsUpToMegabytes size of the log above which the oldest go earlier, 100 to 10000000
 */
public record RetentionConfig(Duration keepEventsFor, long keepEventsUpToMegabytes) {

    public RetentionConfig {
        Require.within(keepEventsFor, Duration.ofDays(1), Duration.ofDays(3650));
        Require.within(keepEventsUpToMegabytes, 100, 10_000_000, "megabytes");
    }
}
