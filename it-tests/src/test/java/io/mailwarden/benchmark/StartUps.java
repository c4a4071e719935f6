package io.mailwarden.benchmark;

import io.mailwarden.process.JamesProcess;
import io.mailwarden.process.JavaLine;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.TestTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long James takes from the launch of its process until it works, in turns, and what is in its memory then. */
final class StartUps {

    /** One of those in the store of {@code io.mailwarden.store.profile.LargeStore}. */
    private static final String ACCOUNT = "first.last123456@example.org";

    /** As many as that store has: an operator sets it above the number of accounts. */
    private static final String MOST_ACCOUNTS = "1000000";

    private static final int IMAP = 143;

    // What is read beforehand comes in a few at a time.
    private static final Duration LATER = Duration.ofSeconds(30);

    /**
     * A server that is started again and again.
     *
     * @param store the folder of the store that it begins with, at its first start; empty for none
     */
    private record Starter(String label, Variant variant, Optional<Path> store) {}

    /** What is measured of each start. */
    private enum Figure {
        OPEN("until all ports are open, s", 1),
        PROCESSOR("until then, s of processor time", 1),
        FIRST("from then until the first log-in is answered, s", 2),
        HEAP("live heap then, MB", 1),
        HEAP_LATER("live heap " + LATER.toSeconds() + " s later, MB", 1);

        private final String label;
        private final int decimals;

        Figure(String label, int decimals) {
            this.label = label;
            this.decimals = decimals;
        }
    }

    private final List<Starter> starters;
    private final boolean large;
    private final Map<Figure, Map<String, List<Double>>> values = new LinkedHashMap<>();
    private final int starts;

    private StartUps(BenchmarkPlan plan) {
        starts = plan.starts();
        large = plan.store().isPresent();
        starters = Stream.concat(
                        plan.variants().stream().map(one -> new Starter(one.label(), one, Optional.empty())),
                        plan.store().stream()
                                .map(store -> new Starter("large store", Variant.with(), Optional.of(store))))
                .toList();
    }

    /** Starts each so often; one more comes first and does not count: it makes the keystore and fills the disk's cache. */
    static StartUps measured(BenchmarkPlan plan) throws IOException, InterruptedException {
        StartUps all = new StartUps(plan);
        for (int round = 0; round <= plan.starts(); round++) {
            for (Starter starter : Order.ofRound(round, all.starters)) {
                Map<Figure, Double> figures = all.start(starter, round == 0);
                if (round > 0) {
                    figures.forEach((figure, value) -> all.add(figure, starter.label(), value));
                }
            }
        }
        return all;
    }

    private void add(Figure figure, String label, double value) {
        values.computeIfAbsent(figure, key -> new LinkedHashMap<>())
                .computeIfAbsent(label, key -> new ArrayList<>())
                .add(value);
    }

    private Map<Figure, Double> start(Starter starter, boolean first) throws IOException, InterruptedException {
        JamesHome home = home(starter, first);
        Map<Figure, Double> figures = new LinkedHashMap<>();
        JavaLine java = large ? JavaLine.of("-Xmx3g") : JavaLine.of("-Xmx1g", "-Xms512m");
        try (JamesProcess james = JamesProcess.launch(home, java, TestTime.ahead())) {
            figures.put(Figure.OPEN, seconds(james.awaitStarted()));
            long open = System.nanoTime();
            figures.put(Figure.PROCESSOR, seconds(james.processorTime()));
            var unused = james.awaitReady();
            logIn(james);
            figures.put(Figure.FIRST, seconds(Duration.ofNanos(System.nanoTime() - open)));
            check(james, starter);
            figures.put(Figure.HEAP, james.heap().liveBytes() / 1e6);
            if (large) {
                TimeUnit.SECONDS.sleep(LATER.toSeconds());
                figures.put(Figure.HEAP_LATER, james.heap().liveBytes() / 1e6);
            }
        }
        return figures;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private JamesHome home(Starter starter, boolean first) throws IOException {
        List<Overlay> overlays =
                new ArrayList<>(List.of(Overlays.element("imapserver.xml", "auth", "requireSSL", "false")));
        if (large && starter.variant().isWatched()) {
            overlays.add(Overlays.property("mailwarden.properties", "profile.max-accounts", MOST_ACCOUNTS));
        }
        if (starter.store().isEmpty()) {
            return prepared(starter.variant().shipped("start", false, overlays));
        }
        JamesHome home = prepared(starter.variant().shipped("start-large", !first, overlays));
        if (first) {
            copy(starter.store().orElseThrow(), home.var().resolve("mailwarden"));
        }
        return home;
    }

    private static JamesHome prepared(JamesHome home) throws IOException {
        JamesProcess.accounts(home, List.of(ACCOUNT));
        return home;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void logIn(JamesProcess james) throws IOException {
        try (ImapClient imap = ImapClient.open(james.door(IMAP))) {
            ImapClient.Answer answer = imap.login(ACCOUNT, ServerPlan.PASSWORD);
            if (!answer.ok()) {
                throw new IOException("LOGIN was answered with " + answer);
            }
        }
    }

    // That it was there, and judged the log-in by what the store has.
    private static void check(JamesProcess james, Starter starter) throws IOException {
        if (james.isWatched() != starter.variant().isWatched()) {
            throw new IOException(
                    "Mailwarden is not where it should be: " + james.home().directory());
        }
        if (starter.store().isPresent()
                && james.admin()
                                .get("mailwarden/accounts/" + ACCOUNT)
                                .json()
                                .path("learnedLogins")
                                .asLong()
                        < 2) {
            throw new IOException(
                    "the account of the store is not known: " + james.home().directory());
        }
    }

    /** The figures. */
    List<String> table() {
        Table table = new Table(starters.stream().map(Starter::label).toList());
        List<String> lines = new ArrayList<>(table.head(String.format(Locale.ROOT, "start-up, %d of each", starts)));
        values.forEach((figure, all) -> lines.add(table.row(figure.label, figure.decimals, series(all))));
        return lines;
    }

    private static Map<String, Series> series(Map<String, List<Double>> values) {
        return values.keySet().stream()
                .collect(Collectors.toMap(
                        label -> label, label -> new Series(Objects.requireNonNull(values.get(label)))));
    }
}
