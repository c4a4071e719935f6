package io.mailwarden.store.incident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long calls take, one line for each: 200 of them after 20 to warm up. Beside what passed stands the processor time of a
 * call, on its thread and, where the folder holds a running PostgreSQL, in the processes of that.
 */
final class CallTimes {

    private static final int CALLS = 200;
    private static final int WARM = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Pattern wanted;
    private final Path folder;
    private double slowest;
    private String slowestCall = "";

    /** Of those calls in whose names the pattern is found; {@code none} stands for no call at all. */
    CallTimes(Pattern wanted, Path folder) {
        this.wanted = wanted;
        this.folder = folder;
    }

    /** Whether any call is to be measured, and not only a store filled. */
    boolean hasAny() {
        return !wanted.pattern().equals("none");
    }

    void begin(String store) {
        System.out.printf("load %.1f%n%n", load());
        System.out.printf(
                "| %s | p50 ms | p95 ms | longest ms | processor ms | of PostgreSQL's processes ms |%n", store);
        System.out.println("| --- | --- | --- | --- | --- | --- |");
    }

    void end() {
        System.out.printf("%nslowest p95: %.1f ms, %s; load %.1f%n", slowest, slowestCall, load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    void measure(String call, Supplier<?> work) {
        if (!wanted.matcher(call).find()) {
            return;
        }
        for (int i = 0; i < WARM; i++) {
            Object unused = work.get();
        }
        long[] nanos = new long[CALLS];
        double server = server();
        long processor = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            Object unused = work.get();
            nanos[i] = System.nanoTime() - start;
        }
        double used = (THREADS.getCurrentThreadCpuTime() - processor) / 1e6 / CALLS;
        print(call, nanos, used, (server() - server) / CALLS);
    }

    private void print(String call, long[] nanos, double used, double server) {
        Arrays.sort(nanos);
        double p95 = nanos[CALLS * 95 / 100] / 1e6;
        if (p95 > slowest) {
            slowest = p95;
            slowestCall = call;
        }
        System.out.printf(
                "| %s | %.1f | %.1f | %.1f | %.2f | %.2f |%n",
                call, nanos[CALLS / 2] / 1e6, p95, nanos[CALLS - 1] / 1e6, used, server);
    }

    // All of its processes, in milliseconds; the first line of that file is the number of the first of them.
    private double server() {
        Path file = folder.resolve("postgresql").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            Optional<ProcessHandle> first =
                    lines.findFirst().flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
            return first.map(CallTimes::ofAll).orElse(0.0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double ofAll(ProcessHandle first) {
        return Stream.concat(Stream.of(first), first.descendants())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6)
                .sum();
    }
}
