package io.mailwarden.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much two servers that run side by side take, one after the other. */
final class Throughput implements AutoCloseable {

    private final Map<Variant, LoadedServer> servers = new EnumMap<>(Variant.class);
    private final Duration warmUp;
    private final Duration length;
    private int operations;

    private Throughput(Duration warmUp, Duration length) {
        this.warmUp = warmUp;
        this.length = length;
    }

    /**
     * Starts both servers.
     *
     * @param warmUp how long each takes load of a kind before it is measured: until Java has compiled what is often
     *     used, its compiler takes more of the processor than all else
     * @param length of each run
     */
    static Throughput started(Duration warmUp, Duration length) throws IOException {
        Throughput throughput = new Throughput(warmUp, length);
        try {
            throughput.start();
            return throughput;
        } catch (IOException e) {
            throughput.close();
            throw e;
        }
    }

    private void start() throws IOException {
        List<String> history = Accounts.history();
        for (Variant variant : Variant.values()) {
            ServerProcess process = ServerProcess.launch(
                    variant.loaded(history), variant.log(), List.of(BenchmarkedJames.WITH_ACCOUNTS));
            servers.put(variant, new LoadedServer(process));
            process.await(BenchmarkedJames.READY);
        }
    }

    /** The rows of a table, from that many pairs of runs after one pair that only warms up. */
    List<String> rows(Operation operation, int pairs) throws IOException, InterruptedException {
        Map<Variant, List<Double>> perSecond = new EnumMap<>(Variant.class);
        Map<Variant, List<Double>> cost = new EnumMap<>(Variant.class);
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i <= pairs; i++) {
            for (Variant variant : Order.ofPair(i)) {
                LoadedServer.Run run = server(variant).run(operation, i > 0 ? length : warmUp);
                operations += variant == Variant.WITH ? run.operations() : 0;
                if (i > 0) {
                    fewest = Math.min(fewest, run.operations());
                    perSecond.computeIfAbsent(variant, key -> new ArrayList<>()).add(run.perSecond());
                    cost.computeIfAbsent(variant, key -> new ArrayList<>()).add(run.cost());
                }
            }
        }
        return List.of(
                Rows.row(operation.label() + ", 1/s; at least " + fewest + " a run", perSecond, 0),
                Rows.row(operation.label() + ", ms of the server's processor time each", cost, 2));
    }

    /**
     * Makes sure that Mailwarden watched all of it and found nothing.
     *
     * @throws IllegalStateException when it did not, for then the figures mean nothing
     */
    String checked() throws IOException {
        JsonNode overview = server(Variant.WITH).overview();
        boolean watched = overview.at("/events/logins-accepted").asInt() == operations;
        boolean calm = overview.at("/heldMessages").asInt(-1) == 0
                && overview.at("/verdicts/hold").asInt() == 0
                && overview.at("/verdicts/reject").asInt() == 0
                && overview.at("/openIncidents/critical").asInt() == 0
                && overview.at("/openIncidents/suspected").asInt() == 0
                && overview.path("anomalies").isEmpty()
                && overview.path("cannotTell").asInt() == 0
                && overview.path("accounts").asInt() == Accounts.COUNT;
        if (!watched || !calm) {
            throw new IllegalStateException(
                    "not " + operations + " normal logins of " + Accounts.COUNT + " accounts: " + overview);
        }
        return String.format(
                Locale.ROOT,
                "%d logins and %d messages watched, %d accounts, 0 held, 0 incidents",
                operations,
                overview.at("/events/messages").asInt(),
                Accounts.COUNT);
    }

    private LoadedServer server(Variant variant) {
        LoadedServer server = servers.get(variant);
        if (server == null) {
            throw new IllegalStateException("the server " + variant.label() + " does not run");
        }
        return server;
    }

    @Override
    public void close() {
        servers.values().forEach(LoadedServer::close);
    }
}
