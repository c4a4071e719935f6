package io.mailwarden.benchmark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Measures James with Mailwarden against James without: {@code ./mvnw -Pbench -DskipTests verify}. Prints the tables of
 * {@code docs/benchmarks.md}. Budget: throughput with Mailwarden at least 95 % of without.
 *
 * <p>Ends with status 0 when all was measured, else with 1; with 1 too after {@value #MOST_MINUTES} minutes, since a
 * machine that is so slow measures nothing. All servers end with it.
 */
public final class ServerBenchmark {

    private static final int MOST_MINUTES = 20;

    private final PrintStream out;

    private ServerBenchmark(PrintStream out) {
        this.out = out;
    }

    /** Measures. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
        int status = 1;
        try {
            watchdog.schedule(() -> Runtime.getRuntime().halt(1), MOST_MINUTES, TimeUnit.MINUTES);
            new ServerBenchmark(out).measure();
            status = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            e.printStackTrace(out);
        }
        System.exit(status);
    }

    private void measure() throws Exception {
        int starts = Integer.getInteger("bench.starts", 5);
        int pairs = Integer.getInteger("bench.pairs", 5);
        Duration length = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
        Duration warmUp = Duration.ofSeconds(Integer.getInteger("bench.warmup", 60));
        Rows.HEAD.forEach(out::println);
        if (starts > 0) {
            StartUps.measured(starts).rows().forEach(out::println);
        }
        try (Throughput throughput = Throughput.started(warmUp, length)) {
            for (Operation operation : Operation.values()) {
                throughput.rows(operation, pairs).forEach(out::println);
            }
            out.println();
            out.println(throughput.checked());
        }
    }
}
