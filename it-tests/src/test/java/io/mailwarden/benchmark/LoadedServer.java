package io.mailwarden.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.process.HeapUse;
import io.mailwarden.process.JamesProcess;
import io.mailwarden.process.JavaLine;
import io.mailwarden.process.ProcessIo;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.client.AdminClient;
import io.mailwarden.server.client.Listener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A server that takes load, and the clients that bring it. Not thread-safe. */
final class LoadedServer implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final List<String> QUEUES = List.of("spool", "outgoing");
    private static final long POLL_MS = 5;

    // Write-behind lingers for a few hundred milliseconds at most.
    private static final long QUIET_MS = 600;
    private static final int MOST_LOOKS = 6;

    private final JamesProcess process;
    private final Accounts accounts;
    private final StoreUse.Counter store;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private int logins;

    private LoadedServer(JamesProcess process, Accounts accounts, StoreUse.Counter store) {
        this.process = process;
        this.accounts = accounts;
        this.store = store;
    }

    /** Begins to start it, with SQLite if it keeps anything; {@link #awaitReady} must come first of all. */
    static LoadedServer launch(JamesHome home, JavaLine java, Accounts accounts) throws IOException {
        JamesProcess process = process(home, java, accounts);
        return new LoadedServer(process, accounts, () -> new StoreUse(process.commits(), 0));
    }

    /** The same, with that database. */
    static LoadedServer launch(JamesHome home, JavaLine java, Accounts accounts, PostgresStore store)
            throws IOException {
        return new LoadedServer(process(home, java, accounts), accounts, store::use);
    }

    private static JamesProcess process(JamesHome home, JavaLine java, Accounts accounts) throws IOException {
        JamesProcess.accounts(home, accounts.addresses());
        return JamesProcess.launch(home, java, Duration.between(Instant.now(), Past.today()));
    }

    /** Waits until all accounts are there. */
    void awaitReady() throws IOException {
        var unused = process.awaitReady();
    }

    /** Puts there what the load needs. */
    void prepare(Load load) throws IOException {
        logins += load.prepare(door(load), accounts);
    }

    /** Repeats it with all clients for that long, and until the server has done all its work. */
    Run run(Load load, Duration length) throws IOException, InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        return run(load, () -> System.nanoTime() - end < 0);
    }

    /** Repeats it that often. */
    Run run(Load load, int times) throws IOException, InterruptedException {
        AtomicInteger left = new AtomicInteger(times);
        return run(load, () -> left.getAndDecrement() > 0);
    }

    private Run run(Load load, BooleanSupplier more) throws IOException, InterruptedException {
        HeapUse unused = process.heap();
        ProcessIo written = io();
        StoreUse stored = store.now();
        Duration used = process.processorTime();
        long start = System.nanoTime();
        int operations = perform(load, more);
        awaitEmptyQueues();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        awaitQuiet();
        logins += operations;
        return new Run(
                operations,
                time,
                process.processorTime().minus(used),
                io().since(written),
                store.now().since(stored),
                process.heap());
    }

    private int perform(Load load, BooleanSupplier more) throws IOException, InterruptedException {
        Listener door = door(load);
        int among = load.among(accounts);
        List<Future<Integer>> counts = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            counts.add(clients.submit(() -> repeat(load, door, among, more)));
        }
        int operations = 0;
        for (Future<Integer> count : counts) {
            operations += result(count);
        }
        return operations;
    }

    private int repeat(Load load, Listener door, int among, BooleanSupplier more) throws IOException {
        int count = 0;
        while (more.getAsBoolean()) {
            Accounts.Account account = accounts.next(among);
            load.perform(door.from(account.client()), account);
            count++;
        }
        return count;
    }

    private static int result(Future<Integer> count) throws IOException, InterruptedException {
        try {
            return count.get();
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e.getCause());
        }
    }

    private Listener door(Load load) {
        return process.door(load.configuredPort());
    }

    private void awaitEmptyQueues() throws IOException, InterruptedException {
        AdminClient admin = process.admin();
        for (String queue : QUEUES) {
            while (json(admin, "mailQueues/" + queue).path("size").asInt(-1) != 0) {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        }
    }

    // What is written behind counts for what caused it.
    private void awaitQuiet() throws IOException, InterruptedException {
        ProcessIo before = io();
        for (int i = 0; i < MOST_LOOKS; i++) {
            TimeUnit.MILLISECONDS.sleep(QUIET_MS);
            ProcessIo now = io();
            if (now.equals(before)) {
                return;
            }
            before = now;
        }
    }

    private ProcessIo io() throws IOException {
        return ProcessIo.isTold() ? process.io() : new ProcessIo(0, 0, 0);
    }

    /** How many log-ins there were in all. */
    int logins() {
        return logins;
    }

    /** Mailwarden's own overview of what it saw and did. */
    JsonNode overview() throws IOException {
        return json(process.admin(), "mailwarden/overview");
    }

    private static JsonNode json(AdminClient admin, String path) throws IOException {
        AdminClient.HttpReply response = admin.get(path);
        if (response.status() != 200) {
            throw new IOException(path + " was answered with " + response.status() + " " + response.body());
        }
        return response.json();
    }

    @Override
    public void close() {
        clients.shutdownNow();
        process.close();
    }
}
