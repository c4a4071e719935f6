package io.mailwarden.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailwarden.process.JavaLine;
import io.mailwarden.process.ProcessIo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Counts what a log-in and a message cost a real James with {@code conf/} as shipped, beyond the same James without
 * Mailwarden: bytes written, write calls, commits and allocations, which no other work on the machine changes. Times stay
 * in {@link ServerBenchmark}.
 */
@Order(1)
class CostIT {

    private static final int ACCOUNTS = 100;
    private static final int WARM_UP = 200;
    private static final int LOGINS = 1_000;
    private static final int MESSAGES = 400;

    private static @Nullable Sink sink;
    private static @Nullable LoadedServer without;
    private static @Nullable LoadedServer with;

    /** What the same load cost both. */
    private record Pair(Run without, Run with) {

        double beyond(ToDoubleFunction<Run> figure) {
            return figure.applyAsDouble(with) - figure.applyAsDouble(without);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(ProcessIo.isTold(), "what a process writes is counted in /proc/PID/io, which this system has not");
        Sink opened = Sink.open();
        sink = opened;
        // Little compilation: the same is written and allocated.
        JavaLine java = JavaLine.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        without =
                LoadedServer.launch(Variant.without().loaded("cost", opened, List.of()), java, new Accounts(ACCOUNTS));
        with = LoadedServer.launch(Variant.with().loaded("cost", opened, List.of()), java, new Accounts(ACCOUNTS));
        without.awaitReady();
        with.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        for (LoadedServer server : new LoadedServer[] {without, with}) {
            if (server != null) {
                server.close();
            }
        }
        if (sink != null) {
            sink.close();
        }
    }

    @Test
    void loginWritesAndAllocatesLittle() throws IOException, InterruptedException {
        Pair pair = measured(Load.IMAP_LOGIN, LOGINS);

        SoftAssertions all = new SoftAssertions();
        held(all, "bytes written", pair.beyond(CostIT::bytes), CostLimits.LOGIN_BYTES);
        held(all, "bytes for the disk", pair.beyond(CostIT::diskBytes), CostLimits.LOGIN_DISK_BYTES);
        held(all, "write calls", pair.beyond(CostIT::writeCalls), CostLimits.LOGIN_WRITE_CALLS);
        held(all, "bytes allocated", pair.beyond(CostIT::allocated), CostLimits.LOGIN_ALLOCATED);
        held(all, "commits a second", pair.beyond(Run::commitsPerSecond), CostLimits.LOGIN_COMMITS_A_SECOND);
        all.assertAll();
    }

    @Test
    void messageWritesAndAllocatesLittle() throws IOException, InterruptedException {
        Pair pair = measured(Load.SUBMISSION, MESSAGES);

        SoftAssertions all = new SoftAssertions();
        held(all, "bytes written", pair.beyond(CostIT::bytes), CostLimits.MESSAGE_BYTES);
        held(all, "bytes for the disk", pair.beyond(CostIT::diskBytes), CostLimits.MESSAGE_DISK_BYTES);
        held(all, "write calls", pair.beyond(CostIT::writeCalls), CostLimits.MESSAGE_WRITE_CALLS);
        held(all, "bytes allocated", pair.beyond(CostIT::allocated), CostLimits.MESSAGE_ALLOCATED);
        held(all, "commits a second", pair.beyond(Run::commitsPerSecond), CostLimits.MESSAGE_COMMITS_A_SECOND);
        all.assertAll();
    }

    private static Pair measured(Load load, int times) throws IOException, InterruptedException {
        Pair warmUp = new Pair(server(without).run(load, WARM_UP), server(with).run(load, WARM_UP));
        assertThat(warmUp.with().operations()).isEqualTo(WARM_UP);
        Pair pair = new Pair(server(without).run(load, times), server(with).run(load, times));
        // A counter that counts nothing would hold every limit.
        assertThat(pair.without().io().bytesWritten()).isPositive();
        assertThat(pair.without().heap().allocatedBytes()).isPositive();
        assertThat(pair.without().store().commits()).isZero();
        assertThat(pair.with().store().commits()).isPositive();
        return pair;
    }

    private static LoadedServer server(@Nullable LoadedServer server) {
        if (server == null) {
            throw new IllegalStateException("the server does not run");
        }
        return server;
    }

    private static double bytes(Run run) {
        return run.each(run.io().bytesWritten());
    }

    private static double diskBytes(Run run) {
        return run.each(run.io().bytesToDisk());
    }

    private static double writeCalls(Run run) {
        return run.each(run.io().writeCalls());
    }

    private static double allocated(Run run) {
        return run.each(run.heap().allocatedBytes());
    }

    private static void held(SoftAssertions all, String what, double counted, double limit) {
        System.out.printf(Locale.ROOT, "%s beyond stock: %.1f (limit %.0f)%n", what, counted, limit);
        all.assertThat(counted).as(what + " beyond stock").isLessThanOrEqualTo(limit);
    }
}
