package io.mailwarden.engine.review;

import java.time.Instant;

/**
 * What the engine has counted since it began.
 *
 * @param since when it began
 * @param events by kind
 * @param verdicts by label
 * @param anomalies by type
 * @param cannotTell accepted logins whose place is not known, under the name of the protocol
 */
public record Counts(Instant since, Tally events, Tally verdicts, Tally anomalies, Tally cannotTell) {

    /** Counts that begin at zero at that time. */
    public static Counts since(Instant start) {
        return new Counts(start, new Tally(), new Tally(), new Tally(), new Tally());
    }

    /** As it stands now. */
    Overview.Activity activity() {
        long untold =
                cannotTell.all().values().stream().mapToLong(Long::longValue).sum();
        return new Overview.Activity(since, events.all(), verdicts.all(), anomalies.all(), untold);
    }
}
