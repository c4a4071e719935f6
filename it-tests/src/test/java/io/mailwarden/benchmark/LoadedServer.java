package io.mailwarden.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.EmbeddedJames;
import io.mailwarden.server.client.AdminClient;
import io.mailwarden.server.client.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A server that takes load, and the clients that bring it. Not thread-safe. */
final class LoadedServer implements AutoCloseable {

    /** Mailwarden makes it at its first start, in {@code var/}. */
    static final String TOKEN_FILE = "mailwarden/admin-token";

    private static final int CLIENTS = 4;
    private static final long POLL_MS = 5;

    /**
     * What was done in one run.
     *
     * @param operations how many
     * @param time from the first one's beginning until the last message had passed all mailets
     * @param processorTime what the server's process used meanwhile
     */
    record Run(int operations, Duration time, Duration processorTime) {

        double perSecond() {
            return operations / (time.toNanos() / 1e9);
        }

        /** Milliseconds of the server's processor time for one operation. */
        double cost() {
            return processorTime.toNanos() / 1e6 / operations;
        }
    }

    private final ServerProcess process;
    private final Accounts accounts = new Accounts();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    /** Takes the process over; its accounts must be there. */
    LoadedServer(ServerProcess process) {
        this.process = process;
    }

    /** Repeats the operation with all clients for that long, and waits until the server has done all its work. */
    Run run(Operation operation, Duration length) throws IOException, InterruptedException {
        Listener door = Listener.plain(process.home().ports().actual(operation.configuredPort()));
        Duration usedBefore = process.processorTime();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        List<Future<Integer>> counts = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            counts.add(clients.submit(() -> repeat(operation, door, end)));
        }
        int operations = 0;
        for (Future<Integer> count : counts) {
            operations += result(count);
        }
        awaitEmptySpool();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new Run(operations, time, process.processorTime().minus(usedBefore));
    }

    /** Mailwarden's own overview of what it saw and did. */
    JsonNode overview() throws IOException {
        String token = Files.readString(process.home().var().resolve(TOKEN_FILE));
        return json(admin(Optional.of(token.strip())), "mailwarden/overview");
    }

    private int repeat(Operation operation, Listener door, long end) throws IOException {
        int count = 0;
        while (System.nanoTime() - end < 0) {
            Accounts.Account account = accounts.next();
            operation.perform(door.from(account.client()), account);
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

    private void awaitEmptySpool() throws IOException, InterruptedException {
        AdminClient admin = admin(Optional.empty());
        while (json(admin, "mailQueues/spool").path("size").asInt(-1) != 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private AdminClient admin(Optional<String> token) {
        return new AdminClient(process.home().ports().actual(EmbeddedJames.WEB_ADMIN), token);
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
