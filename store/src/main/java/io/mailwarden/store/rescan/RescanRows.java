package io.mailwarden.store.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.rescan.MessageCopy;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.Rescan.RescanCounts;
import io.mailwarden.engine.response.rescan.Rescan.RescanState;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.RescanVerdict;
import io.mailwarden.store.Micros;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Re-scans and what they found, to rows and back. */
final class RescanRows {

    static final String PASS =
            """
            account, incident, id, start_behind, act, state, position, scanned, malicious, unread, quarantined,
                out_of_reach, failed, started_at, finished_at, task""";

    static final String FINDING =
            "account, incident, entry, pass, judged, score, reasons, near_to, copies, " + EntryRow.COLUMNS;

    private static final String FIELD = "\t";

    private RescanRows() {}

    static Map<String, @Nullable Object> values(Rescan rescan) {
        Map<String, @Nullable Object> values = new HashMap<>(key(rescan.account(), rescan.incident()));
        values.put("id", rescan.id());
        values.put("behind", rescan.scope().from());
        values.put("act", rescan.scope().act() ? 1 : 0);
        values.put("state", rescan.status().state().label());
        values.put("position", rescan.status().position());
        values.put("scanned", rescan.counts().scanned());
        values.put("malicious", rescan.counts().malicious());
        values.put("unread", rescan.counts().unread());
        values.put("quarantined", rescan.counts().quarantined());
        values.put("left", rescan.counts().left());
        values.put("failed", rescan.counts().failed());
        values.put("started", Micros.of(rescan.startedAt()));
        values.put("finished", rescan.finishedAt().map(Micros::of).orElse(null));
        values.put("task", EntryRow.fit(rescan.task()));
        return values;
    }

    static Map<String, @Nullable Object> key(Account account, String incident) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("account", account.name());
        values.put("incident", incident);
        return values;
    }

    static Rescan pass(ResultSet row) throws SQLException {
        long finished = row.getLong("finished_at");
        boolean runs = row.wasNull();
        return new Rescan(
                row.getString("id"),
                new Rescan.Scope(
                        row.getString("incident"),
                        new Account(row.getString("account")),
                        row.getString("start_behind"),
                        row.getInt("act") != 0),
                new Rescan.Status(
                        RescanState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getString("position"),
                        new RescanCounts(
                                row.getLong("scanned"),
                                row.getLong("malicious"),
                                row.getLong("unread"),
                                row.getLong("quarantined"),
                                row.getLong("out_of_reach"),
                                row.getLong("failed"))),
                EntryRow.time(row.getLong("started_at")),
                runs ? Optional.empty() : Optional.of(EntryRow.time(finished)),
                row.getString("task"));
    }

    /** Sets the values of {@link #FINDING}. */
    static void set(PreparedStatement row, RescanFinding finding) throws SQLException {
        row.setString(1, finding.message().account().name());
        row.setString(2, finding.incident());
        row.setString(3, finding.message().id());
        row.setString(4, finding.pass());
        row.setString(5, finding.verdict().label());
        row.setDouble(6, finding.score());
        row.setString(7, EntryRow.lines(finding.reasons()));
        row.setString(8, finding.nearTo().orElse(null));
        row.setString(9, copies(finding.copies()));
        EntryRow.set(row, 10, finding.message());
    }

    static RescanFinding finding(ResultSet row) throws SQLException {
        return new RescanFinding(
                row.getString("incident"),
                row.getString("pass"),
                EntryRow.read(row, row.getString("entry")),
                RescanVerdict.valueOf(row.getString("judged").toUpperCase(Locale.ROOT)),
                row.getDouble("score"),
                EntryRow.list(row.getString("reasons")),
                Optional.ofNullable(row.getString("near_to")),
                copies(row.getString("copies")));
    }

    // One a line; what is fit to be stored has no tabs.
    private static String copies(List<MessageCopy> copies) {
        return String.join("\n", copies.stream().map(RescanRows::line).toList());
    }

    private static String line(MessageCopy copy) {
        return String.join(
                FIELD,
                copy.place().label(),
                EntryRow.fit(copy.who()),
                copy.treatment().label(),
                EntryRow.fit(copy.detail()));
    }

    private static List<MessageCopy> copies(String lines) {
        return EntryRow.list(lines).stream().map(RescanRows::copy).toList();
    }

    private static MessageCopy copy(String line) {
        String[] fields = line.split(FIELD, -1);
        return new MessageCopy(
                MessageCopy.Location.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                fields[1],
                MessageCopy.Treatment.valueOf(fields[2].toUpperCase(Locale.ROOT).replace('-', '_')),
                fields[3]);
    }
}
