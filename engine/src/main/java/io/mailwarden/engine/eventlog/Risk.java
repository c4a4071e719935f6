package io.mailwarden.engine.eventlog;

import io.mailwarden.engine.eventlog.Evidence.Stream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The risk that an account's suspicions come to together. The strongest counts first; one that looked at anything
 * already counted adds nothing; independent ones combine as 1 - Π (1 - score).
 *
 * @param score 0 for none, 1 for certain
 * @param signs how many independent ones there are that are not weak: from 0.25 on
 * @param suspicions all of them
 */
public record Risk(double score, int signs, List<Suspicion> suspicions) {

    // What honest people do every week adds to what stands, but is no sign of its own.
    private static final double SIGN = 0.25;

    private static final Comparator<Suspicion> STRONGEST_FIRST =
            Comparator.comparingDouble(Suspicion::score).reversed();

    /** Nothing stands against the account. */
    public static final Risk NONE = new Risk(0, 0, List.of());

    public Risk {
        suspicions = List.copyOf(suspicions);
    }

    /** The risk that these suspicions come to together. */
    public static Risk of(List<Suspicion> suspicions) {
        if (suspicions.isEmpty()) {
            return NONE;
        }
        double none = 1;
        int signs = 0;
        for (Suspicion suspicion : independent(suspicions)) {
            none *= 1 - suspicion.score();
            signs += suspicion.score() >= SIGN ? 1 : 0;
        }
        return new Risk(1 - none, signs, suspicions);
    }

    // Those that count, the strongest first.
    private static List<Suspicion> independent(List<Suspicion> suspicions) {
        Set<Evidence> counted = EnumSet.noneOf(Evidence.class);
        List<Suspicion> independent = new ArrayList<>();
        List<Suspicion> strongestFirst = suspicions;
        if (suspicions.size() > 1) {
            strongestFirst = new ArrayList<>(suspicions);
            strongestFirst.sort(STRONGEST_FIRST);
        }
        for (Suspicion suspicion : strongestFirst) {
            if (!suspicion.shares(counted)) {
                counted.addAll(suspicion.evidence());
                independent.add(suspicion);
            }
        }
        return independent;
    }

    /** What those of one stream come to. */
    public Risk of(Stream stream) {
        return suspicions.isEmpty()
                ? NONE
                : of(suspicions.stream()
                        .filter(suspicion -> suspicion.of(stream))
                        .toList());
    }

    /** Whether there is any suspicion. */
    public boolean stands() {
        return !suspicions.isEmpty();
    }

    /**
     * The explanations of its signs, the strongest first; where all that stands is weak, of the strongest. What looked
     * at the same evidence says the same in other numbers, and is left out.
     */
    public String words() {
        List<Suspicion> told = independent(suspicions);
        return told.stream()
                .filter(one -> one.score() >= SIGN || one.equals(told.get(0)))
                .map(Suspicion::explanation)
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
