package io.mailwarden.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is measured: the system properties {@code bench.*}, as the build hands them on. An empty one counts as none; paths
 * begin at the repository.
 *
 * @param variants which servers are compared, the one without Mailwarden first, today's last
 * @param loads what is measured under load, in this order
 * @param pace how long each load takes
 * @param postgresql whether Mailwarden keeps its things in PostgreSQL under load, each build in one of its own; else in
 *     SQLite
 * @param starts how often each server is started for start-up times
 * @param store a store for another start of today's build, filled by {@code io.mailwarden.store.profile.LargeStore}
 */
record BenchmarkPlan(
        List<Variant> variants, List<Load> loads, Pace pace, boolean postgresql, int starts, Optional<Path> store) {

    private static final String ALL = "all";
    private static final String NONE = "none";

    /** Loads after the first find most of what they use compiled: they warm up for a third of the time. */
    private static final int LATER_LOADS = 3;

    /**
     * How long each load takes.
     *
     * @param warmUp how long each server takes the first load before it is measured: until Java has compiled what is
     *     often used, its compiler takes more of the processor than all else
     * @param length of each measured run
     * @param rounds how often each server takes it
     */
    record Pace(Duration warmUp, Duration length, int rounds) {

        /** Of the loads that come after the first. */
        Pace later() {
            return new Pace(warmUp.dividedBy(LATER_LOADS), length, rounds);
        }
    }

    BenchmarkPlan {
        variants = List.copyOf(variants);
        loads = List.copyOf(loads);
    }

    /** By the system properties; IllegalArgumentException says which of them is wrong, and what is expected. */
    static BenchmarkPlan ofProperties() {
        List<Variant> variants = new ArrayList<>(List.of(Variant.without()));
        path("bench.jar")
                .ifPresent(jar ->
                        variants.add(Variant.older(jar, path("bench.conf").orElseGet(Variant::shippedConfiguration))));
        variants.add(Variant.with());
        Pace pace = new Pace(
                Duration.ofSeconds(number("bench.warmup", 40)),
                Duration.ofSeconds(number("bench.seconds", 5)),
                number("bench.pairs", 5));
        return new BenchmarkPlan(
                variants,
                loads(text("bench.loads")),
                pace,
                postgresql(text("bench.database")),
                number("bench.starts", 0),
                path("bench.store"));
    }

    private static boolean postgresql(String text) {
        if (!List.of("", "sqlite", "postgresql").contains(text)) {
            throw new IllegalArgumentException("bench.database is '" + text + "', expected sqlite or postgresql");
        }
        return text.equals("postgresql");
    }

    private static String text(String key) {
        return System.getProperty(key, "").strip();
    }

    private static int number(String key, int usual) {
        String text = text(key);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException(key + " is '" + text + "', expected a whole number");
        }
        return Integer.parseInt(text);
    }

    private static Optional<Path> path(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path path = Variant.ROOT.resolve(text);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException(key + " names " + path + ", which is not there");
        }
        return Optional.of(path);
    }

    private static List<Load> loads(String text) {
        if (text.isEmpty() || text.equals(ALL)) {
            return List.of(Load.values());
        }
        return text.equals(NONE)
                ? List.of()
                : Stream.of(text.split(",")).map(BenchmarkPlan::load).toList();
    }

    private static Load load(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Stream.of(Load.values())
                .filter(load -> load.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bench.loads has '" + text + "', expected " + ALL + ", "
                        + NONE + " or some of " + Arrays.toString(Load.values()) + ", separated by commas"));
    }
}
