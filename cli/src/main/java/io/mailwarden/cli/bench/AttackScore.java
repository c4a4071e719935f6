package io.mailwarden.cli.bench;

import io.mailwarden.cli.bench.attack.AttackKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * How many takeovers of one kind were seen, in one history or in several.
 *
 * @param history its name
 * @param kind how the accounts were attacked
 * @param takeovers all that count
 * @param spoiled how many do not: a false critical incident stood already
 */
record AttackScore(String history, AttackKind kind, List<StagedTakeover> takeovers, int spoiled) {

    AttackScore {
        takeovers = List.copyOf(takeovers);
    }

    /** Those of the accounts in that fifth. */
    AttackScore of(String fold) {
        return new AttackScore(
                history,
                kind,
                takeovers.stream().filter(one -> one.fold().equals(fold)).toList(),
                0);
    }

    long suspected() {
        return count(StagedTakeover::suspected);
    }

    long told() {
        return count(StagedTakeover::told);
    }

    long critical() {
        return count(StagedTakeover::critical);
    }

    long stopped() {
        return count(StagedTakeover::stopped);
    }

    boolean sends() {
        return takeovers.stream().anyMatch(StagedTakeover::sends) || kind.aim() == AttackKind.Aim.SPAM;
    }

    private long count(Predicate<StagedTakeover> what) {
        return takeovers.stream().filter(what).count();
    }

    /** So many of a hundred takeovers had no more messages out before the first was held. */
    long outBeforeStop(int percent) {
        return Numbers.percentile(sorted(StagedTakeover::outBeforeStop), percent);
    }

    /** So many of a hundred takeovers had no more messages out at all. */
    long outInAll(int percent) {
        return Numbers.percentile(sorted(StagedTakeover::outInAll), percent);
    }

    private List<Long> sorted(ToLongFunction<StagedTakeover> what) {
        return takeovers.stream().map(what::applyAsLong).sorted().toList();
    }

    /** So many of a hundred of those that were seen at all were seen within that time. */
    Duration timeToDetect(int percent) {
        List<Long> seconds = takeovers.stream()
                .flatMap(takeover -> takeover.timeToDetect().stream())
                .map(Duration::toSeconds)
                .sorted()
                .toList();
        return Duration.ofSeconds(Numbers.percentile(seconds, percent));
    }

    /** In how many takeovers each detector found something. */
    Map<String, Integer> detectors() {
        Map<String, Integer> all = new TreeMap<>();
        takeovers.forEach(takeover -> takeover.detectors().forEach(type -> all.merge(type, 1, Integer::sum)));
        return all;
    }
}
