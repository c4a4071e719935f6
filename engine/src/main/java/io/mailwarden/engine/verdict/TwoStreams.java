package io.mailwarden.engine.verdict;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.profile.Evidence;
import io.mailwarden.engine.profile.Evidence.Stream;
import io.mailwarden.engine.profile.Risk;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Joins the two streams: an anomalous login alone is suspected, anomalous sending alone is suspected, the one followed
 * by the other is critical. Score: both as independent evidence, 1 - (1 - login)(1 - sending).
 */
public final class TwoStreams {

    /** Name of the joined anomaly. */
    public static final String TYPE = "takeover";

    private TwoStreams() {}

    /** The joined anomaly, when sending is anomalous while a login anomaly stands. */
    public static Optional<Anomaly> join(List<Anomaly> found, Risk risk) {
        if (!risk.stands()) {
            return Optional.empty();
        }
        List<Anomaly> sending = found.stream()
                .filter(anomaly -> anomaly.evidence().stream() == Stream.SENDING)
                .toList();
        return sending.stream()
                .map(Anomaly::score)
                .max(Comparator.comparingDouble(Score::value))
                .map(score -> new Anomaly(
                        TYPE,
                        Evidence.JOINED,
                        Severity.CRITICAL,
                        score.and(Score.clamped(risk.score())),
                        explain(sending, risk)));
    }

    private static Explanation explain(List<Anomaly> sending, Risk risk) {
        List<Explanation> seen = sending.stream().map(Anomaly::explanation).toList();
        return Explanation.of("%s; after an anomalous login: %s", Explanation.all(seen), risk.words());
    }
}
