import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Compares ways to join the signs of one account: 1 - Π (1 - score), as Mailwarden does, and a sum of likelihood ratios
 * that is estimated from the data. Signs that looked at the same evidence count once in both. The estimate is made on
 * four fifths of the owners and thieves and judged on the last, five times.
 *
 * <p>Run: {@code java docs/measure/Joint.java signs.csv}, which {@code bench --curves} writes. Ratios are of how many
 * thieves and how many owners ever showed a sign (each kind of theft counts once, half a case is added on both sides), do
 * not fall where its score rises, and are capped.
 */
public final class Joint {

    private static final int FOLDS = 5;
    private static final double WEAK_LOGIN = 0.1;
    private static final double SENDING = 0.25;
    private static final double MOST = Math.log(100);
    private static final double[] BANDS = {0.25, 0.5, 0.75};
    private static final int[] FALSE_ALARMS = {0, 1, 2, 5, 10, 20, 40};
    private static final Set<String> LOGIN = Set.of(
            "PLACE", "TIME", "CLIENT", "PASSWORD", "REPUTATION", "COMPANY", "GUESSES", "HAND");
    private static final Set<String> QUIET = Set.of(
            "proxy-reader",
            "lateral-phisher-near",
            "lateral-phisher-abroad",
            "hour-shift",
            "variant-phisher-abroad",
            "link-fraud-abroad",
            "splice-same-country-login",
            "splice-other-country-login");

    /** One sign that stood. */
    private record Sign(String type, double score, Set<String> evidence) {

        boolean ofLogin() {
            return LOGIN.containsAll(evidence);
        }

        int band() {
            int band = 0;
            while (band < BANDS.length && score >= BANDS[band]) {
                band++;
            }
            return band;
        }
    }

    /** An owner, or one takeover: every set of signs that stood at some time. */
    private record Case(String kind, int number, List<List<Sign>> sets) {

        boolean owner() {
            return kind.equals("owner");
        }

        int fold() {
            return Math.floorMod(number * 0x9E3779B9 >>> 16, FOLDS);
        }

        Set<String> features() {
            Set<String> features = new HashSet<>();
            sets.forEach(set -> set.forEach(sign -> features.add(sign.type() + " " + sign.band())));
            return features;
        }

        double highest(ToDoubleFunction<List<Sign>> joint) {
            return sets.stream().mapToDouble(joint).max().orElse(Double.NEGATIVE_INFINITY);
        }
    }

    private final List<Case> cases;

    private Joint(List<Case> cases) {
        this.cases = cases;
    }

    private static List<Case> read(Path file) throws IOException {
        Map<String, Case> cases = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(",", 4);
            if (fields[0].equals("history")) {
                continue;
            }
            cases.computeIfAbsent(
                            fields[1] + " " + fields[2],
                            key -> new Case(fields[1], Integer.parseInt(fields[2]), new ArrayList<>()))
                    .sets()
                    .add(Arrays.stream(fields[3].split(" ")).map(Joint::sign).toList());
        }
        return List.copyOf(cases.values());
    }

    private static Sign sign(String text) {
        String[] parts = text.split(":");
        return new Sign(parts[0], Double.parseDouble(parts[1]), Set.of(parts[2].split("\\+")));
    }

    // As it is: what each stream comes to, and both together.
    private static double product(List<Sign> set) {
        return bothStreams(set) ? 1 - independent(set, Sign::score).stream()
                .mapToDouble(sign -> 1 - sign.score())
                .reduce(1, (one, other) -> one * other) : 0;
    }

    private static boolean bothStreams(List<Sign> set) {
        return stream(set, true) >= WEAK_LOGIN && stream(set, false) >= SENDING;
    }

    private static double stream(List<Sign> set, boolean login) {
        List<Sign> of = set.stream().filter(sign -> sign.ofLogin() == login).toList();
        return 1 - independent(of, Sign::score).stream()
                .mapToDouble(sign -> 1 - sign.score())
                .reduce(1, (one, other) -> one * other);
    }

    private static List<Sign> independent(List<Sign> set, ToDoubleFunction<Sign> strength) {
        Set<String> counted = new HashSet<>();
        List<Sign> independent = new ArrayList<>();
        set.stream().sorted(Comparator.comparingDouble(strength).reversed()).forEach(sign -> {
            if (Collections.disjoint(counted, sign.evidence())) {
                counted.addAll(sign.evidence());
                independent.add(sign);
            }
        });
        return independent;
    }

    private static double sum(List<Sign> set, Map<String, Double> ratios) {
        ToDoubleFunction<Sign> ratio = sign -> ratios.getOrDefault(sign.type() + " " + sign.band(), 0.0);
        return bothStreams(set)
                ? independent(set, ratio).stream().mapToDouble(ratio).sum()
                : Double.NEGATIVE_INFINITY;
    }

    // Logarithms of the ratios, from all but that fold.
    private Map<String, Double> ratios(int without) {
        Map<String, Double> owners = new HashMap<>();
        Map<String, Double> thieves = new HashMap<>();
        List<Case> used = cases.stream().filter(one -> one.fold() != without).toList();
        Map<String, Long> sizes = used.stream().collect(Collectors.groupingBy(Case::kind, Collectors.counting()));
        double kinds = sizes.size() - 1.0;
        double ofOwners = sizes.getOrDefault("owner", 0L);
        for (Case one : used) {
            double share = one.owner() ? 1 : ofOwners / kinds / sizes.get(one.kind());
            one.features().forEach(feature -> (one.owner() ? owners : thieves).merge(feature, share, Double::sum));
        }
        Set<String> types = new HashSet<>();
        owners.keySet().forEach(feature -> types.add(feature.split(" ")[0]));
        thieves.keySet().forEach(feature -> types.add(feature.split(" ")[0]));
        Map<String, Double> ratios = new HashMap<>();
        for (String type : types) {
            double least = -MOST;
            for (int band = 0; band <= BANDS.length; band++) {
                String feature = type + " " + band;
                double ratio = Math.log((thieves.getOrDefault(feature, 0.0) + 0.5)
                        / (owners.getOrDefault(feature, 0.0) + 0.5));
                least = Math.max(least, Math.min(MOST, Math.max(-MOST, ratio)));
                ratios.put(feature, least);
            }
        }
        return ratios;
    }

    private Map<Case, Double> judged(boolean fitted) {
        Map<Case, Double> judged = new HashMap<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            Map<String, Double> ratios = ratios(fold);
            int current = fold;
            cases.stream().filter(one -> one.fold() == current).forEach(one -> judged.put(
                    one, one.highest(set -> fitted ? sum(set, ratios) : product(set))));
        }
        return judged;
    }

    private void compare() {
        System.out.println("| owners above the threshold | 1 - Π (1 - score): threshold | spam | quiet | ratios: threshold | spam | quiet |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Map<Case, Double> product = judged(false);
        Map<Case, Double> sum = judged(true);
        for (int alarms : FALSE_ALARMS) {
            System.out.printf("| %d | %s | %s |%n", alarms, row(product, alarms), row(sum, alarms));
        }
    }

    private static String row(Map<Case, Double> judged, int alarms) {
        List<Double> owners = judged.entrySet().stream()
                .filter(one -> one.getKey().owner())
                .map(Map.Entry::getValue)
                .sorted(Comparator.reverseOrder())
                .toList();
        double above = owners.size() > alarms ? owners.get(alarms) : 0;
        return String.format(
                Locale.ROOT,
                "> %.2f | %.1f %% | %.1f %%",
                above,
                mean(judged, above, false),
                mean(judged, above, true));
    }

    private static double mean(Map<Case, Double> judged, double above, boolean quiet) {
        Map<String, List<Double>> kinds = judged.entrySet().stream()
                .filter(one -> !one.getKey().owner() && QUIET.contains(one.getKey().kind()) == quiet)
                .collect(Collectors.groupingBy(
                        one -> one.getKey().kind(),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return kinds.values().stream()
                .mapToDouble(all -> 100.0 * all.stream().filter(one -> one > above).count() / all.size())
                .average()
                .orElse(0);
    }

    // What a score says, 1 / (1 - score) times likelier a thief, beside what is counted there.
    private void reliability() {
        System.out.println();
        System.out.println("| joint score | owners | thieves, mean of the kinds | ratio counted | ratio that the score says |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        Map<Case, Double> product = judged(false);
        Map<String, Long> sizes = cases.stream().collect(Collectors.groupingBy(Case::kind, Collectors.counting()));
        double[] limits = {0.325, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01};
        for (int i = 0; i + 1 < limits.length; i++) {
            double from = limits[i];
            double to = limits[i + 1];
            long owners = 0;
            double thieves = 0;
            for (Map.Entry<Case, Double> one : product.entrySet()) {
                if (one.getValue() >= from && one.getValue() < to) {
                    owners += one.getKey().owner() ? 1 : 0;
                    thieves += one.getKey().owner() ? 0 : 1.0 / sizes.get(one.getKey().kind()) / (sizes.size() - 1);
                }
            }
            double ofOwners = (owners + 0.5) / (sizes.getOrDefault("owner", 0L) + 1.0);
            System.out.printf(
                    Locale.ROOT,
                    "| %.2f to %.2f | %d | %.1f %% | %.0f | %.1f |%n",
                    from,
                    Math.min(1, to),
                    owners,
                    100 * thieves,
                    thieves / ofOwners,
                    1 / (1 - (from + Math.min(1, to)) / 2));
        }
    }

    private void print() {
        compare();
        reliability();
        System.out.println();
        System.out.println("| sign | score | ratio, from all |");
        System.out.println("| --- | --- | ---: |");
        new TreeMap<>(ratios(-1)).forEach((feature, ratio) -> System.out.printf(
                Locale.ROOT, "| %s | band %s | %.2g |%n", feature.split(" ")[0], feature.split(" ")[1], Math.exp(ratio)));
    }

    public static void main(String[] files) throws IOException {
        if (files.length != 1) {
            System.err.println("expected one file: signs.csv, as bench --curves writes it");
            System.exit(2);
        }
        new Joint(read(Path.of(files[0]))).print();
    }
}
