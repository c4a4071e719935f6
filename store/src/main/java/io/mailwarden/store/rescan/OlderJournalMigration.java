package io.mailwarden.store.rescan;

import io.mailwarden.engine.response.journal.JournalEntry;
import java.sql.Connection;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * V16: takes over the messages that an earlier version kept, a row and a file each: each is a segment of its own, which
 * goes as it would have gone.
 */
public final class OlderJournalMigration implements JavaMigration {

    private static final int AT_ONCE = 1_000;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("16");
    }

    @Override
    public String getDescription() {
        return "take over the older journal";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        Connection connection = context.getConnection();
        // Not closed: connection and transaction are Flyway's.
        Handle handle = Jdbi.create(() -> connection).open();
        String behind = "";
        List<JournalEntry> page = page(handle, behind);
        while (!page.isEmpty()) {
            for (JournalEntry entry : page) {
                SqlJournalStore.add(handle, entry.blob(), List.of(entry));
                behind = entry.id();
            }
            page = page(handle, behind);
        }
        handle.execute("DROP TABLE journal");
    }

    private static List<JournalEntry> page(Handle handle, String behind) {
        return handle.createQuery("SELECT account, id, " + EntryRow.COLUMNS
                        + " FROM journal WHERE id > :behind ORDER BY id LIMIT :limit")
                .bind("behind", behind)
                .bind("limit", AT_ONCE)
                .map((row, unused) -> EntryRow.read(row, row.getString("id")))
                .list();
    }
}
