package io.mailwarden.store.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.response.held.HeldRow;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.store.incident.IncidentRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A held message as the table has it. */
final class HeldColumns {

    static final String ALL =
            """
            held_mail.account, held_mail.id, held_mail.kind, held_mail.state, held_mail.held_at, held_mail.sender,
            held_mail.recipients, held_mail.subject, held_mail.bytes, held_mail.reason, held_mail.incident,
            held_mail.origin, held_mail.node, held_mail.announced_at
            """;

    private static final String BYTES =
            "SELECT account, SUM(bytes) FROM held_mail WHERE state IN ('waiting', 'releasing') GROUP BY account";

    // No text that is fit to be shown has one.
    private static final String BETWEEN = "\n";

    private HeldColumns() {}

    static HeldRow read(ResultSet row, String node) throws SQLException {
        String recipients = row.getString(7);
        HeldMessage message = new HeldMessage(
                new HeldMessage.Key(new Account(row.getString(1)), row.getString(2)),
                HeldState.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                time(row.getLong(5)),
                new MessageSummary(
                        row.getString(6),
                        recipients.isEmpty() ? List.of() : List.of(recipients.split(BETWEEN, -1)),
                        row.getString(8),
                        row.getLong(9)),
                new HoldDecision(
                        HeldKind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        row.getString(10),
                        Optional.ofNullable(row.getString(11))),
                row.getString(12),
                Optional.empty());
        boolean mine = row.getString(13).equals(node);
        long announced = row.getLong(14);
        return new HeldRow(message, mine, row.wasNull() ? Optional.empty() : Optional.of(time(announced)));
    }

    static Map<Account, Long> bytes(Handle handle) {
        Map<Account, Long> bytes = new HashMap<>();
        handle.createQuery(BYTES)
                .map((row, context) -> bytes.put(new Account(row.getString(1)), row.getLong(2)))
                .list();
        return bytes;
    }

    /** How many of accounts of these domains wait. */
    static long count(Handle handle, DomainFilter domains) {
        String sql = "SELECT COUNT(*) FROM held_mail WHERE state = 'waiting'";
        return domains.all()
                ? handle.createQuery(sql).mapTo(Long.class).one()
                : handle.createQuery(sql + " AND domain IN (<domains>)")
                        .bindList("domains", domains.each().toList())
                        .mapTo(Long.class)
                        .one();
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** By name, for statements. */
    static Map<String, @Nullable Object> values(HeldMessage message) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("account", message.account().name());
        values.put("domain", message.account().domain());
        values.put("id", message.id());
        values.put("kind", message.decision().kind().label());
        values.put("state", message.state().label());
        values.put("held", micros(message.heldAt()));
        values.put("sender", message.summary().sender());
        values.put("recipients", String.join(BETWEEN, message.summary().recipients()));
        values.put("subject", message.summary().subject());
        values.put("lower", message.summary().subject().toLowerCase(Locale.ROOT));
        values.put("bytes", message.summary().bytes());
        values.put("reason", message.decision().reason());
        values.put("incident", message.decision().incident().orElse(null));
        values.put("origin", message.origin());
        return values;
    }

    /** Of any time, the nearest that a column can hold. */
    static long micros(Instant time) {
        return IncidentRow.micros(time);
    }
}
