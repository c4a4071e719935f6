package io.mailwarden.cli.bench;

import io.mailwarden.cli.bench.attack.AttackKind.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What was measured: one item for each history. Immutable. */
public final class BenchResult {

    /**
     * What was measured on one history.
     *
     * @param unreviewed without takeovers, where nobody looks at incidents
     * @param reviewed without takeovers, where an administrator dismisses false critical ones
     * @param attacks one for each kind
     */
    record Measured(BenignRun unreviewed, BenignRun reviewed, List<AttackScore> attacks) {
        Measured {
            attacks = List.copyOf(attacks);
        }

        String name() {
            return unreviewed.history();
        }

        /** How many of a hundred takeovers, as the mean of the kinds with that aim; 0 where there are none. */
        double mean(Aim aim, ToLongFunction<AttackScore> figure) {
            return attacks.stream()
                    .filter(score ->
                            score.kind().aim() == aim && !score.takeovers().isEmpty())
                    .mapToDouble(score -> 100.0
                            * figure.applyAsLong(score)
                            / score.takeovers().size())
                    .average()
                    .orElse(0);
        }

        /** With the takeovers of accounts in that fifth alone. */
        Measured of(String fold) {
            return new Measured(
                    unreviewed,
                    reviewed,
                    attacks.stream().map(score -> score.of(fold)).toList());
        }
    }

    private final List<Measured> histories;

    BenchResult(List<Measured> histories) {
        this.histories = List.copyOf(histories);
    }

    List<Measured> histories() {
        return histories;
    }

    /** A figure of honest events, summed over all histories. */
    long benign(Function<Measured, BenignRun> run, ToLongFunction<BenignTally> figure) {
        return histories.stream()
                .mapToLong(history -> figure.applyAsLong(run.apply(history).all()))
                .sum();
    }

    /** The takeovers of that kind in all histories. */
    AttackScore attacks(String kind) {
        return merged(
                "all",
                scores().stream()
                        .filter(score -> score.kind().name().equals(kind))
                        .toList());
    }

    private static AttackScore merged(String name, List<AttackScore> scores) {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("no such attack was made");
        }
        List<StagedTakeover> takeovers = new ArrayList<>();
        scores.forEach(score -> takeovers.addAll(score.takeovers()));
        int spoiled = scores.stream().mapToInt(AttackScore::spoiled).sum();
        return new AttackScore(name, scores.get(0).kind(), takeovers, spoiled);
    }

    private List<AttackScore> scores() {
        return histories.stream().flatMap(history -> history.attacks().stream()).toList();
    }
}
