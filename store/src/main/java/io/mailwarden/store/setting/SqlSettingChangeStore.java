package io.mailwarden.store.setting;

import io.mailwarden.engine.review.setting.SettingChange;
import io.mailwarden.engine.review.setting.SettingChangeStore;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.util.Comparator;
import java.util.List;

/** Changed settings, kept in an SQL database. Thread-safe. */
public final class SqlSettingChangeStore implements SettingChangeStore {

    private static final String ALL =
            """
            SELECT setting_key, value, why, changed_by, changed_at FROM setting_change
            ORDER BY changed_at, setting_key
            """;

    private final Database database;

    public SqlSettingChangeStore(Database database) {
        this.database = database;
    }

    @Override
    public List<SettingChange> all() {
        return database.read("read changed settings", handle -> handle.createQuery(ALL)
                .map((row, context) -> new SettingChange(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Micros.time(row.getLong(5))))
                .list());
    }

    // In the order of their keys: two nodes that change the same must not wait for each other.
    @Override
    public void put(List<SettingChange> changes) {
        var unused = database.change("change settings", handle -> {
            var batch = handle.prepareBatch(
                    """
                    INSERT INTO setting_change (setting_key, value, why, changed_by, changed_at)
                    VALUES (:key, :value, :why, :by, :at)
                    ON CONFLICT (setting_key) DO UPDATE SET value = excluded.value, why = excluded.why,
                        changed_by = excluded.changed_by, changed_at = excluded.changed_at
                    """);
            changes.stream().sorted(Comparator.comparing(SettingChange::key)).forEach(change -> batch.bind(
                            "key", change.key())
                    .bind("value", change.value())
                    .bind("why", change.why())
                    .bind("by", change.by())
                    .bind("at", Micros.of(change.at()))
                    .add());
            return batch.execute();
        });
    }

    @Override
    public boolean remove(String key) {
        return database.change(
                "take back a setting",
                handle -> handle.execute("DELETE FROM setting_change WHERE setting_key = ?", key) == 1);
    }
}
