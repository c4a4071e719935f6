package io.mailwarden.store.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalEntry.ContentHashes;
import io.mailwarden.engine.support.Text;
import io.mailwarden.store.Micros;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

/** The columns that a message of the journal has, wherever it is kept. Text is made fit to be stored. */
final class EntryRow {

    /** Behind account and id. */
    static final String COLUMNS =
            "at, message_id, sender, recipients, subject, bytes, fingerprint, likeness, digest, blob";

    private static final int LONGEST = 1000;

    private EntryRow() {}

    /** Sets the values of {@link #COLUMNS}, the first at that index. */
    static void set(PreparedStatement row, int first, JournalEntry entry) throws SQLException {
        int column = first;
        row.setLong(column++, Micros.of(entry.at()));
        row.setString(column++, fit(entry.messageId()));
        row.setString(column++, fit(entry.summary().sender()));
        row.setString(column++, lines(entry.summary().recipients()));
        row.setString(column++, fit(entry.summary().subject()));
        row.setLong(column++, entry.summary().bytes());
        if (entry.hashes().fingerprint().isPresent()) {
            row.setLong(column++, entry.hashes().fingerprint().getAsLong());
        } else {
            row.setNull(column++, Types.BIGINT);
        }
        row.setString(column++, entry.hashes().likeness());
        row.setString(column++, entry.hashes().digest());
        row.setString(column, entry.blob());
    }

    static JournalEntry read(ResultSet row, String id) throws SQLException {
        long fingerprint = row.getLong("fingerprint");
        OptionalLong mark = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(fingerprint);
        return new JournalEntry(
                id,
                new Account(row.getString("account")),
                time(row.getLong("at")),
                row.getString("message_id"),
                new MessageSummary(
                        row.getString("sender"),
                        list(row.getString("recipients")),
                        row.getString("subject"),
                        row.getLong("bytes")),
                new ContentHashes(mark, row.getString("likeness"), row.getString("digest")),
                row.getString("blob"));
    }

    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static String fit(String text) {
        return Text.printable(text, LONGEST);
    }

    /** One a line. */
    static String lines(List<String> texts) {
        return String.join("\n", texts.stream().map(EntryRow::fit).toList());
    }

    static List<String> list(String lines) {
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n", -1));
    }
}
