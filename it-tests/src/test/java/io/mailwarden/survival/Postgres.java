package io.mailwarden.survival;

import io.mailwarden.server.PortMap;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL on 127.0.0.1 that can be stopped and started again. Not thread-safe. */
public final class Postgres implements AutoCloseable {

    private static final int CONFIGURED_PORT = 5432;

    private final Path data;
    private final int port = PortMap.free().actual(CONFIGURED_PORT);
    private @Nullable EmbeddedPostgres server;

    /** Keeps its data in that folder, in place of what was there. */
    public Postgres(Path data) throws IOException {
        this.data = data;
        delete(data);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : all) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Starts it, with what it had. */
    public void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    /** Stops it; who is connected is cut off. */
    public void stop() throws IOException {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    /** Of its only database. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
