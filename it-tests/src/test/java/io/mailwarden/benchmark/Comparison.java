package io.mailwarden.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.benchmark.BenchmarkPlan.Pace;
import io.mailwarden.process.JavaLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Servers that run side by side and take load one after the other. Not thread-safe. */
final class Comparison implements AutoCloseable {

    private static final int ACCOUNTS = 2_000;

    private final List<Variant> variants;
    private final boolean postgresql;
    private final Map<Variant, LoadedServer> servers = new LinkedHashMap<>();
    private final List<PostgresStore> databases = new ArrayList<>();
    private final Sink sink;

    private Comparison(BenchmarkPlan plan, Sink sink) {
        variants = plan.variants();
        postgresql = plan.postgresql();
        this.sink = sink;
    }

    /** Starts all, at once; those with Mailwarden learn the accounts' past. */
    static Comparison started(BenchmarkPlan plan) throws IOException {
        Comparison comparison = new Comparison(plan, Sink.open());
        try {
            comparison.start();
            return comparison;
        } catch (IOException e) {
            comparison.close();
            throw e;
        }
    }

    private void start() throws IOException {
        List<String> history = Past.of(new Accounts(ACCOUNTS));
        for (Variant variant : variants) {
            servers.put(variant, launch(variant, history));
        }
        for (LoadedServer server : servers.values()) {
            server.awaitReady();
        }
    }

    private LoadedServer launch(Variant variant, List<String> history) throws IOException {
        JavaLine java = JavaLine.of("-Xmx1g", "-Xms512m");
        Accounts accounts = new Accounts(ACCOUNTS);
        if (!postgresql || !variant.isWatched()) {
            return LoadedServer.launch(variant.loaded("load", sink, history), java, accounts);
        }
        PostgresStore database = PostgresStore.start(variant.folder("postgresql"));
        databases.add(database);
        return LoadedServer.launch(variant.loaded("load", sink, history, database.overlay()), java, accounts, database);
    }

    /** The table of that load: a run of each that only warms up, then the rounds. */
    List<String> table(Load load, Pace pace) throws IOException, InterruptedException {
        for (Variant variant : variants) {
            server(variant).prepare(load);
            server(variant).run(load, pace.warmUp());
        }
        Map<Variant, List<Run>> runs =
                variants.stream().collect(Collectors.toMap(variant -> variant, variant -> new ArrayList<>()));
        for (int round = 0; round < pace.rounds(); round++) {
            for (Variant variant : Order.ofRound(round, variants)) {
                Objects.requireNonNull(runs.get(variant)).add(server(variant).run(load, pace.length()));
            }
        }
        return table(load, pace, runs);
    }

    private List<String> table(Load load, Pace pace, Map<Variant, List<Run>> runs) {
        Table table = new Table(variants.stream().map(Variant::label).toList());
        int fewest = runs.values().stream()
                .flatMap(List::stream)
                .mapToInt(Run::operations)
                .min()
                .orElseThrow();
        List<String> lines = new ArrayList<>(table.head(String.format(
                Locale.ROOT,
                "%s; %d rounds of %d s, at least %d a run",
                load.label(),
                pace.rounds(),
                pace.length().toSeconds(),
                fewest)));
        for (Measure measure : Measure.values()) {
            Map<String, Series> values = runs.entrySet().stream()
                    .collect(Collectors.toMap(one -> one.getKey().label(), one -> measure.of(one.getValue())));
            // What this system or this store does not count.
            if (!values.values().stream().allMatch(Series::isZero)) {
                lines.add(table.row(measure.label(), measure.decimals(), values));
            }
        }
        return lines;
    }

    /**
     * Makes sure that Mailwarden watched all of it and found nothing, wherever it is.
     *
     * @throws IllegalStateException when it did not, for then the figures mean nothing
     */
    List<String> checked() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Variant variant : variants) {
            if (variant.isWatched()) {
                lines.add(variant.label() + ": " + checked(server(variant)));
            }
        }
        return lines;
    }

    private static String checked(LoadedServer server) throws IOException {
        JsonNode overview = server.overview();
        boolean watched = overview.at("/events/logins-accepted").asInt() == server.logins();
        boolean calm = overview.at("/heldMessages").asInt(-1) == 0
                && overview.at("/verdicts/hold").asInt() == 0
                && overview.at("/verdicts/reject").asInt() == 0
                && overview.at("/openIncidents/critical").asInt() == 0
                && overview.at("/openIncidents/suspected").asInt() == 0
                && overview.path("anomalies").isEmpty()
                && overview.path("cannotTell").asInt() == 0
                && overview.path("accounts").asInt() == ACCOUNTS;
        if (!watched || !calm) {
            throw new IllegalStateException(
                    "not " + server.logins() + " normal logins of " + ACCOUNTS + " accounts: " + overview);
        }
        return String.format(
                Locale.ROOT,
                "%d logins and %d messages watched, %d accounts, 0 held, 0 incidents",
                server.logins(),
                overview.at("/events/messages").asInt(),
                ACCOUNTS);
    }

    private LoadedServer server(Variant variant) {
        return Objects.requireNonNull(servers.get(variant), variant.label());
    }

    @Override
    public void close() throws IOException {
        servers.values().forEach(LoadedServer::close);
        sink.close();
        for (PostgresStore database : databases) {
            database.close();
        }
    }
}
