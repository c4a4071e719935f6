package io.mailwarden.benchmark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Measures James with Mailwarden against James without, and against an older Mailwarden:
 * {@code ./mvnw -Pbench -DskipTests verify}. Prints the tables of {@code docs/benchmarks.md}, which says what each property
 * of {@link BenchmarkPlan} does.
 *
 * <p>Ends with status 0 when all was measured, else with 1; with 1 too after {@value #MOST_MINUTES} minutes, since a
 * machine that is so slow measures nothing. All servers end with it.
 */
public final class ServerBenchmark {

    private static final int MOST_MINUTES = 40;

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
            var unused = watchdog.schedule(() -> Runtime.getRuntime().halt(1), MOST_MINUTES, TimeUnit.MINUTES);
            new ServerBenchmark(out).measure(BenchmarkPlan.ofProperties());
            status = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            e.printStackTrace(out);
        }
        System.exit(status);
    }

    private void measure(BenchmarkPlan plan) throws Exception {
        if (plan.starts() > 0) {
            print(StartUps.measured(plan).table());
        }
        if (!plan.loads().isEmpty()) {
            measureLoads(plan);
        }
    }

    private void measureLoads(BenchmarkPlan plan) throws Exception {
        BenchmarkPlan.Pace pace = plan.pace();
        try (Comparison comparison = Comparison.started(plan)) {
            for (Load load : plan.loads()) {
                print(comparison.table(load, pace));
                pace = plan.pace().later();
            }
            print(comparison.checked());
        }
    }

    private void print(Iterable<String> lines) {
        lines.forEach(out::println);
        out.println();
    }
}
