package io.mailwarden.store;

import java.util.function.Supplier;

/** What all nodes of a store must have in common. Thread-safe. */
public final class SqlSettings {

    private final Database database;

    public SqlSettings(Database database) {
        this.database = database;
    }

    /**
     * The secret of that name: the same on every node and after every restart. Whoever asks first makes it. Throws
     * {@link io.mailwarden.engine.event.StoreUnavailable} when the store cannot be reached.
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
