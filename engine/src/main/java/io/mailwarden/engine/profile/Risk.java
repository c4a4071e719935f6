package io.mailwarden.engine.profile;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the standing suspicions of an account come to. Suspicions on one kind of evidence count as the strongest of
 * them, different kinds are independent: 1 - Π (1 - strongest of each).
 *
 * @param score 0 for none, 1 for certain
 * @param causes the suspicions
 */
public record Risk(double score, List<Suspicion> causes) {

    /** Nothing stands against the account. */
    public static final Risk NONE = new Risk(0, List.of());

    public Risk {
        causes = List.copyOf(causes);
    }

    static Risk of(List<Suspicion> causes) {
        Map<Evidence, Double> strongest = new EnumMap<>(Evidence.class);
        causes.forEach(cause -> strongest.merge(cause.evidence(), cause.score(), Math::max));
        double none = 1;
        for (double score : strongest.values()) {
            none *= 1 - score;
        }
        return new Risk(1 - none, causes);
    }

    /** Whether anything stands. */
    public boolean stands() {
        return !causes.isEmpty();
    }

    /** The explanations of the causes, each once. */
    public String words() {
        return causes.stream().map(Suspicion::explanation).distinct().collect(Collectors.joining("; "));
    }
}
