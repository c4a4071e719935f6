package io.mailwarden.engine.verdict;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.eventlog.Suspicion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Joins what was found now with what still stands. An anomalous login alone is suspected, anomalous sending alone is
 * suspected; the one with the other, or enough independent signs in one stream, is critical. Signs on the same evidence
 * count once; independent ones combine as 1 - Π (1 - score). Immutable, pure.
 */
public final class Takeover {

    /** Name of the joined anomaly. */
    public static final String TYPE = "takeover";

    private static final int FEWEST_SIGNS = 2;
    // 1 - (1 - 0.1) is less than 0.1: a sign that is just enough must not miss by that.
    private static final double ROUNDING = 1e-9;

    private final TakeoverConfig config;

    public Takeover(TakeoverConfig config) {
        this.config = config;
    }

    /**
     * The joined anomaly, when it all comes to one.
     *
     * @param found in the event at that time; nothing found joins to nothing
     * @param standing what stands against the account from before
     */
    public Optional<Anomaly> join(List<Anomaly> found, List<Suspicion> standing, Instant at) {
        // What others report must not be the occasion on which all that stands is weighed.
        if (found.isEmpty() || found.stream().allMatch(anomaly -> Stream.of(anomaly.evidence()) == Stream.NEITHER)) {
            return Optional.empty();
        }
        List<Suspicion> all = new ArrayList<>(standing);
        found.forEach(anomaly -> all.add(anomaly.since(at, 0)));
        all.removeIf(one -> one.type().equals(TYPE) || !one.counts());
        Risk both = Risk.of(all);
        Risk login = both.of(Stream.LOGIN);
        Risk sending = both.of(Stream.SENDING);
        return together(both, login.score(), sending.score()) || enough(login) || enough(sending)
                ? Optional.of(new Anomaly(
                        TYPE,
                        Set.of(Evidence.JOINED),
                        Severity.CRITICAL,
                        Score.clamped(both.score()),
                        explain(login, sending)))
                : Optional.empty();
    }

    /** Whether the logins among what stands weigh enough to be joined with sending. */
    public boolean weighs(List<Suspicion> standing) {
        return !standing.isEmpty() && Risk.of(standing).of(Stream.LOGIN).score() >= config.eachStream();
    }

    private boolean together(Risk both, double login, double sending) {
        boolean eachStands = Math.min(login, sending) >= config.eachStream() && both.score() >= config.bothStreams();
        boolean overwhelms = login >= config.weakLogin() - ROUNDING
                && sending >= config.eachStream()
                && both.score() >= config.overwhelming();
        return eachStands || overwhelms;
    }

    private boolean enough(Risk stream) {
        return stream.signs() >= FEWEST_SIGNS && stream.score() >= config.oneStream();
    }

    private static Explanation explain(Risk login, Risk sending) {
        if (!sending.stands()) {
            return Explanation.of("%d independent signs in one login: %s", login.signs(), login.words());
        }
        return login.stands()
                ? Explanation.of("%s; after an anomalous login: %s", sending.words(), login.words())
                : Explanation.of("%d independent signs: %s", sending.signs(), sending.words());
    }
}
