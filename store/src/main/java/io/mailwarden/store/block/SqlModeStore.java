package io.mailwarden.store.block;

import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.ModeStore;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.store.Database;
import java.util.List;

/** The modes of accounts and domains, kept in an SQL database. Thread-safe. */
public final class SqlModeStore implements ModeStore {

    private final Database database;

    public SqlModeStore(Database database) {
        this.database = database;
    }

    @Override
    public List<ModeRule> all() {
        return database.read("read modes", handle -> handle.createQuery("SELECT scope, mode FROM mode ORDER BY scope")
                .map((row, context) ->
                        new ModeRule(row.getString(1), Mode.of(row.getString(2)).orElseThrow()))
                .list());
    }

    @Override
    public void put(ModeRule rule) {
        database.change(
                "set a mode",
                handle -> handle.execute(
                        """
                        INSERT INTO mode (scope, mode) VALUES (?, ?)
                        ON CONFLICT (scope) DO UPDATE SET mode = excluded.mode
                        """,
                        rule.scope(),
                        rule.mode().label()));
    }

    @Override
    public boolean remove(String scope) {
        return database.change(
                "take back a mode", handle -> handle.execute("DELETE FROM mode WHERE scope = ?", scope) == 1);
    }
}
