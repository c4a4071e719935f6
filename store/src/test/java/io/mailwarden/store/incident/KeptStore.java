package io.mailwarden.store.incident;

import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A store in a folder that is filled once and measured as often as one likes: a SQLite file, or a PostgreSQL whose data lie
 * there. Whoever opens it anew finds what was there, brought to the newest migration.
 */
final class KeptStore implements AutoCloseable {

    private final Path folder;
    private final @Nullable EmbeddedPostgres server;
    private final Stores.Open open;

    private KeptStore(Path folder, @Nullable EmbeddedPostgres server, StoreConfig config) {
        this.folder = folder;
        this.server = server;
        open = Stores.Open.of(config);
    }

    static KeptStore sqlite(Path folder) {
        return new KeptStore(folder, null, Stores.sqlite(folder));
    }

    static KeptStore postgresql(Path folder) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .start();
        return new KeptStore(folder, server, Stores.config(folder, server.getJdbcUrl("postgres", "postgres")));
    }

    Stores.Open open() {
        return open;
    }

    interface Filling {
        void run() throws SQLException;
    }

    /** Fills it, unless it holds that already; what holds anything else, or was left half filled, is refused. */
    void fillOnce(String content, Filling filling) throws IOException, SQLException {
        Path note = folder.resolve("filled");
        String half = "begun: " + content;
        String found = Files.exists(note) ? Files.readString(note) : "";
        if (found.equals(content)) {
            return;
        }
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(folder + " holds '" + found + "', expected '" + content
                    + "' or an empty folder: delete it, or name another");
        }
        Files.writeString(note, half);
        long start = System.nanoTime();
        filling.run();
        Files.writeString(note, content);
        System.out.printf("%s, filled in %d s%n", content, (System.nanoTime() - start) / 1_000_000_000);
    }

    @Override
    public void close() {
        open.close();
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
