package io.mailwarden.scanner.signs;

import io.mailwarden.engine.support.Text;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the checks saw in one message: of each sign the strongest. Not thread-safe. */
public final class SeenSigns {

    private static final int MAX_REASON = 200;

    /**
     * @param strength how plainly it was seen, above 0 and up to 1
     * @param reason what was seen
     */
    private record SeenSign(double strength, String reason) {}

    private final Map<Sign, SeenSign> found = new EnumMap<>(Sign.class);
    private final Map<LetterPart, Integer> parts = new EnumMap<>(LetterPart.class);

    void add(Sign sign, double strength, String reason) {
        double most = Math.min(1, strength);
        if (most > strength(sign)) {
            found.put(sign, new SeenSign(most, Text.printable(reason, MAX_REASON)));
        }
    }

    void add(Sign sign, String reason) {
        add(sign, 1, reason);
    }

    /** Adds what was seen in something that is attached, by that share of its strength, and says where it was. */
    void addAll(SeenSigns attached, double share, String where) {
        attached.found.forEach((sign, seen) -> add(sign, seen.strength * share, where + seen.reason));
    }

    /** Notes one phrase more of a part of a letter. */
    void say(LetterPart part) {
        parts.merge(part, 1, Integer::sum);
    }

    /** How many different phrases of the part there were. */
    int phrases(LetterPart part) {
        return parts.getOrDefault(part, 0);
    }

    public boolean has(Sign sign) {
        return found.containsKey(sign);
    }

    double strength(Sign sign) {
        SeenSign finding = found.get(sign);
        return finding == null ? 0 : finding.strength;
    }

    /** What all of it weighs together. */
    double weight() {
        return found.entrySet().stream().mapToDouble(SeenSigns::share).sum();
    }

    private static double share(Map.Entry<Sign, SeenSign> entry) {
        return entry.getKey().weight() * entry.getValue().strength;
    }

    /** Those that count, the heaviest first. */
    List<String> reasons() {
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().weight() > 0)
                .sorted(Comparator.<Map.Entry<Sign, SeenSign>>comparingDouble(SeenSigns::share)
                        .reversed())
                .map(entry -> entry.getValue().reason)
                .toList();
    }
}
