package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Suspicion;
import java.time.Instant;
import java.util.List;

/**
 * The signs of one event, and those that stood against its account before.
 *
 * @param at when
 * @param found in the event, at least one
 * @param standing all that stands against the account: an incident that opens has these signs, too
 * @param place from where it came, in short, such as "Lagos, NG"; empty when it cannot be told
 * @param rejected whether it was a login that was denied
 * @param inside whether somebody must be inside the account to bring it about: not for what was denied, nor for what
 *     others say of the account
 */
public record IncidentSigns(
        Instant at, List<Anomaly> found, List<Suspicion> standing, String place, boolean rejected, boolean inside) {

    public IncidentSigns {
        found = List.copyOf(found);
        standing = List.copyOf(standing);
    }

    /** What was found, by type, in order. */
    List<Finding> findings() {
        return Finding.merge(
                List.of(),
                found.stream()
                        .map(anomaly -> new Finding(anomaly, at, at, 1, inside, place))
                        .toList());
    }

    // A critical login opens an incident by itself, so what only stands is suspected; what counts was let in.
    /** What stood before and was not found again, earliest first. */
    List<Finding> earlier() {
        return standing.stream()
                .filter(one ->
                        found.stream().noneMatch(anomaly -> anomaly.type().equals(one.type())))
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .map(one -> new Finding(suspected(one), one.at(), one.at(), 1, one.counts()))
                .toList();
    }

    private static Anomaly suspected(Suspicion one) {
        return new Anomaly(
                one.type(),
                one.evidence(),
                Severity.SUSPECTED,
                new Score(one.score()),
                new Explanation(one.explanation()));
    }
}
