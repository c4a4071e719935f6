package io.mailwarden.store;

import java.util.function.Supplier;

/** Settings and secrets that all nodes of a store have in common. Thread-safe. */
public final class SqlSettings {

    private final Database database;

    SqlSettings(Database database) {
        this.database = database;
    }

    /** Whether {@link #note} was called with that name, on any node. */
    boolean noted(String name) {
        return database.read(
                "read the note " + name,
                handle -> handle.createQuery("SELECT COUNT(*) FROM setting WHERE name = :name")
                                .bind("name", name)
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /** Remembers that name, for every node and after every restart. */
    void note(String name) {
        secret(name, () -> new byte[0]);
    }

    /**
     * The secret of that name: the same on every node and after every restart. Whoever asks first makes it. Throws
     * {@link io.mailwarden.engine.support.StoreUnavailable} when the store cannot be reached.
     */
    public byte[] secret(String name, Supplier<byte[]> maker) {
        return database.change("read the setting " + name, handle -> {
            handle.execute(
                    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, maker.get());
            return handle.createQuery("SELECT value FROM setting WHERE name = :name")
                    .bind("name", name)
                    .map((row, context) -> row.getBytes(1))
                    .one();
        });
    }
}
