package io.mailwarden.engine.eventlog;

import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.StableNumbers;
import io.mailwarden.engine.support.Text;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An anomaly that still stands against an account.
 *
 * @param at time of its event
 * @param type the detector's name
 * @param evidence what it looked at, at least one
 * @param score 0 to 1
 * @param network key of the network that a login's was found about; of a message's the key of the domain that it newly
 *     links to; 0 for none
 * @param explanation in words and numbers, cut to {@value #LONGEST} characters
 */
public record Suspicion(
        Instant at, String type, Set<Evidence> evidence, double score, long network, String explanation) {

    private static final int LONGEST = 160;
    private static final String DOTS = "...";

    /** Type of the one that says that two logins are farther apart than anyone travels. */
    public static final String OF_TRAVEL = "impossible-travel";

    /** How many stand against one account. */
    public static final int MOST = 8;

    private static final StableNumbers<Evidence> NUMBERS = new StableNumbers<>(Evidence.class, Evidence::number);

    public Suspicion {
        evidence = Set.copyOf(evidence);
        explanation = cut(explanation);
    }

    // Between words, and with three dots: an ellipsis would double the memory that a text in Latin letters takes.
    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        String cut = Text.cut(text, LONGEST - DOTS.length() + 1);
        return cut.substring(0, cut.length() - 1) + DOTS;
    }

    /** Whether all that it looked at belongs to that stream. */
    public boolean of(Stream stream) {
        for (Evidence one : evidence) {
            if (one.stream() != stream) {
                return false;
            }
        }
        return true;
    }

    /** Whether it looked at nothing but where and when, as whoever moves abroad changes both. */
    public boolean ofMoving() {
        return Evidence.ofMoving(evidence);
    }

    /** Whether it looked at nothing but the place. */
    public boolean ofPlace() {
        return evidence.equals(Set.of(Evidence.PLACE));
    }

    /** The same with that score, and why it is another one. */
    public Suspicion scored(double other, String why) {
        String told = explanation.length() + why.length() <= LONGEST
                ? explanation
                : Text.cut(explanation, Math.max(0, LONGEST - why.length()));
        return new Suspicion(at, type, evidence, other, network, told + why);
    }

    /** Those of that list that are not about the place of that network and nothing else. */
    public static List<Suspicion> withoutPlace(List<Suspicion> all, long network) {
        return all.isEmpty()
                ? all
                : all.stream()
                        .filter(one -> one.network() != network || !one.ofPlace())
                        .toList();
    }

    /** Whether it is joined with other signs at all. */
    public boolean counts() {
        return !of(Stream.NEITHER);
    }

    /**
     * Whether others can bring it about by themselves. It is told, and makes other signs of a login weigh more; what
     * the account sends is not judged by it, and nobody is inside by it.
     */
    public boolean forgeable() {
        return Evidence.forgeable(evidence);
    }

    /** Those of that list that others cannot bring about by themselves. */
    public static List<Suspicion> unforgeable(List<Suspicion> all) {
        return all.isEmpty()
                ? all
                : all.stream().filter(one -> !one.forgeable()).toList();
    }

    /** Whether it looked at anything that the other looked at too. */
    boolean shares(Set<Evidence> others) {
        for (Evidence one : evidence) {
            if (others.contains(one)) {
                return true;
            }
        }
        return false;
    }

    /** Those of that list that still stand at that time, so long after their events. */
    public static List<Suspicion> standing(List<Suspicion> all, Instant at, Duration lasts) {
        return all.isEmpty()
                ? all
                : all.stream().filter(one -> !one.at().plus(lasts).isBefore(at)).toList();
    }

    /** What stood, and what was found: at most {@value #MOST}, the weakest go first. */
    public static List<Suspicion> joined(List<Suspicion> before, List<Suspicion> found, Duration lasts) {
        if (found.isEmpty()) {
            return before;
        }
        List<Suspicion> current = new ArrayList<>(before);
        for (Suspicion one : found) {
            current.removeIf(old -> old.at().isBefore(one.at().minus(lasts)) || one.surpasses(old));
            current.add(one);
        }
        // Many weak ones must not push out a strong one.
        while (current.size() > MOST) {
            current.remove(Collections.min(current, Comparator.comparingDouble(Suspicion::score)));
        }
        return List.copyOf(current);
    }

    private boolean surpasses(Suspicion old) {
        return old.type().equals(type) && !old.at().isAfter(at) && old.score() <= score;
    }

    public void write(SnapshotWriter out) {
        out.time(at);
        out.text(type);
        int looked = 0;
        for (Evidence one : evidence) {
            looked |= 1 << NUMBERS.of(one);
        }
        out.number(looked);
        out.decimal(score);
        out.number(network);
        out.text(explanation);
    }

    // There are few types: each is in memory once.
    public static Suspicion read(SnapshotReader in) throws UnreadableSnapshot {
        Instant at = in.time();
        String type = in.text(LONGEST).intern();
        Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
        int looked = in.number((1 << NUMBERS.all().size()) - 1);
        for (Evidence one : NUMBERS.all()) {
            if ((looked >>> NUMBERS.of(one) & 1) != 0) {
                evidence.add(one);
            }
        }
        double score = in.decimal64();
        if (!(score >= 0 && score <= 1)) {
            throw in.unreadable("no score: " + score);
        }
        return new Suspicion(at, type, evidence, score, in.number(), in.text(LONGEST));
    }
}
