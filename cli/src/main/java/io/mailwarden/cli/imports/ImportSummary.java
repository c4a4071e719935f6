package io.mailwarden.cli.imports;

import java.util.List;
import java.util.Map;

/**
 * What came of reading old logs.
 *
 * @param lines how many were read
 * @param otherPrograms how many of them neither Dovecot nor Postfix wrote
 * @param nothingToLearn how many of theirs tell of no login, no client and no message that an account sent
 * @param events how many were made, by kind
 * @param skipped what might have become an event, but did not, by reason
 * @param toldTwice failed logins that a second line told of, or that were none because another password database knew
 *     the user; each failure became one event
 * @param late how many events came more than two minutes out of order
 */
public record ImportSummary(
        long lines,
        long otherPrograms,
        long nothingToLearn,
        Map<String, Long> events,
        Map<Reason, Skipped> skipped,
        long toldTwice,
        long late) {

    /** Most examples that are kept for a reason. */
    public static final int MOST_EXAMPLES = 3;

    public ImportSummary {
        events = Map.copyOf(events);
        skipped = Map.copyOf(skipped);
    }

    /**
     * What was skipped for one reason.
     *
     * @param count how many
     * @param examples the first of them, at most {@value ImportSummary#MOST_EXAMPLES}
     */
    public record Skipped(long count, List<Example> examples) {

        public Skipped {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A line that was skipped.
     *
     * @param log name of its log
     * @param number counted from 1 in its log; 0 when it is about the log itself
     * @param text its beginning, printable; what a user typed as a password is left out
     */
    public record Example(String log, long number, String text) {}

    /** How many lines were skipped: what is wrong with a message or a whole log is no line. */
    public long skippedLines() {
        return skipped.entrySet().stream()
                .filter(one -> one.getKey().ofALine())
                .mapToLong(one -> one.getValue().count())
                .sum();
    }

    /** How many lines tell of events: all others. */
    public long tellingLines() {
        return lines - otherPrograms - nothingToLearn - skippedLines();
    }

    /** How many events there are. */
    public long allEvents() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many were skipped for that reason. */
    public long skipped(Reason reason) {
        Skipped those = skipped.get(reason);
        return those == null ? 0 : those.count();
    }

    /** The first that were skipped for that reason. */
    public List<Example> examples(Reason reason) {
        Skipped those = skipped.get(reason);
        return those == null ? List.of() : those.examples();
    }

    /**
     * How many events there are of that kind: "logins accepted", "logins refused", "clients", "messages", "reports".
     */
    public long events(String kind) {
        return events.getOrDefault(kind, 0L);
    }
}
