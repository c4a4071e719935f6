package io.mailwarden.benchmark;

import io.mailwarden.server.JamesHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long James takes from the launch of its process until all its ports are open, in seconds. */
final class StartUps {

    // A store, full of profiles, that Mailwarden starts with.
    private static final String STORE = System.getProperty("bench.store", "");

    private final Map<Variant, List<Double>> seconds = new EnumMap<>(Variant.class);
    private final Map<Variant, List<Double>> processorSeconds = new EnumMap<>(Variant.class);

    private StartUps() {}

    /**
     * Starts both in turns.
     *
     * @param starts of each; one more comes first and does not count: it makes the keystore and fills the disk's cache
     */
    static StartUps measured(int starts) throws IOException {
        StartUps all = new StartUps();
        for (int i = 0; i <= starts; i++) {
            for (Variant variant : Order.ofPair(i)) {
                all.start(variant, i > 0);
            }
        }
        return all;
    }

    private void start(Variant variant, boolean counts) throws IOException {
        JamesHome home = variant.shipped();
        if (variant == Variant.WITH && !STORE.isEmpty()) {
            Path folder = Files.createDirectories(home.var().resolve("mailwarden"));
            Files.copy(Path.of(STORE), folder.resolve("mailwarden.db"));
        }
        try (ServerProcess james = ServerProcess.launch(home, variant.log(), List.of())) {
            Duration taken = james.await(BenchmarkedJames.STARTED);
            if (Files.exists(home.var().resolve(LoadedServer.TOKEN_FILE)) != (variant == Variant.WITH)) {
                throw new IOException("Mailwarden is not where it should be: " + home.directory());
            }
            if (counts) {
                seconds.computeIfAbsent(variant, key -> new ArrayList<>()).add(taken.toNanos() / 1e9);
                processorSeconds
                        .computeIfAbsent(variant, key -> new ArrayList<>())
                        .add(james.processorTime().toNanos() / 1e9);
            }
        }
    }

    /** The rows of a table. */
    List<String> rows() {
        return List.of(
                Rows.row("start-up, s", seconds, 1), Rows.row("start-up, s of processor time", processorSeconds, 1));
    }
}
