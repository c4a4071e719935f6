package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.MailServer;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What came of reading old logs. Each line was used or passed over, for one reason.
 *
 * @param lines how many were read
 * @param servers how many lines each mail server wrote
 * @param events how many were made, by kind
 * @param passedOver what became no event, by reason
 * @param toldTwice failed logins that a second line told of, or that were none because another password database knew
 *     the user, or the server had trouble; each failure became one event at most
 * @param late how many events came more than two minutes out of order
 */
public record ImportSummary(
        long lines,
        Map<MailServer, Long> servers,
        Map<String, Long> events,
        Map<Reason, Skipped> passedOver,
        long toldTwice,
        long late) {

    /** Most examples that are kept for a reason; for a harmless one, one is. */
    public static final int MOST_EXAMPLES = 3;

    public ImportSummary {
        servers = Map.copyOf(servers);
        events = Map.copyOf(events);
        passedOver = Map.copyOf(passedOver);
    }

    /**
     * What was passed over for one reason.
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
     * A line that was passed over.
     *
     * @param log name of its log
     * @param number counted from 1 in its log; 0 when it is about the log itself
     * @param text its beginning, printable; what a user typed as a password is left out
     */
    public record Example(String log, long number, String text) {}

    /** How many lines no mail server wrote that is known. */
    public long otherPrograms() {
        return count(Reason.OTHER_PROGRAM);
    }

    /** How many lines of mail servers tell of no login, no client and no message that an account sent. */
    public long nothingToLearn() {
        return count(Reason.NOTHING_TO_LEARN);
    }

    /** What was lost: what was passed over, but for what is harmless. */
    public Map<Reason, Skipped> skipped() {
        return passedOver.entrySet().stream()
                .filter(one -> !one.getKey().harmless())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many lines were passed over: what is wrong with a message or a whole log is no line. */
    public long linesPassedOver() {
        return sum(Reason::ofALine);
    }

    /** How many lines were used: all others. */
    public long linesUsed() {
        return lines - linesPassedOver();
    }

    private long sum(Predicate<Reason> which) {
        return passedOver.entrySet().stream()
                .filter(one -> which.test(one.getKey()))
                .mapToLong(one -> one.getValue().count())
                .sum();
    }

    /** How many events there are. */
    public long allEvents() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many were passed over for that reason. */
    public long count(Reason reason) {
        return sum(reason::equals);
    }

    /** The first that were passed over for that reason. */
    public List<Example> examples(Reason reason) {
        Skipped those = passedOver.get(reason);
        return those == null ? List.of() : those.examples();
    }

    /**
     * How many events there are of that kind: "logins accepted", "logins refused", "clients", "messages", "reports".
     */
    public long events(String kind) {
        return events.getOrDefault(kind, 0L);
    }
}
