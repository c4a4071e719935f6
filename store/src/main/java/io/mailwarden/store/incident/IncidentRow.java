package io.mailwarden.store.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.FindingLines;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incident.IncidentCounts;
import io.mailwarden.engine.incident.Incident.IncidentStatus;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An incident as the table has it.
 *
 * @param revision counts its changes, from 1
 */
public record IncidentRow(Incident incident, long revision) {

    static final String COLUMNS =
            """
            incident.account, incident.id, incident.state, incident.severity, incident.opened_at, incident.updated_at,
            incident.findings, incident.held_messages, incident.passed_messages, incident.rejected_logins,
            incident.revision, incident.answered
            """;

    // The years 1684 and 2255: nanoseconds in 64 bits, by which Java counts, reach little further.
    private static final Instant EARLIEST = Instant.ofEpochSecond(-9_000_000_000L);
    private static final Instant LATEST = Instant.ofEpochSecond(9_000_000_000L);

    static IncidentRow read(ResultSet row) throws SQLException {
        Incident incident = new Incident(
                row.getString(2),
                new Account(row.getString(1)),
                new IncidentStatus(
                        IncidentState.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.getString(12)).map(IncidentRow::severity)),
                severity(row.getString(4)),
                Micros.time(row.getLong(5)),
                Micros.time(row.getLong(6)),
                FindingLines.read(row.getString(7)),
                new IncidentCounts(row.getLong(8), row.getLong(9), row.getLong(10)));
        return new IncidentRow(incident, row.getLong(11));
    }

    private static Severity severity(String label) {
        return Severity.valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Of any time, the nearest that a column can hold. */
    public static long micros(Instant time) {
        Instant early = time.isBefore(LATEST) ? time : LATEST;
        return Micros.of(early.isBefore(EARLIEST) ? EARLIEST : early);
    }

    /** By name, for statements. */
    static Map<String, Object> values(Incident incident) {
        Map<String, Object> values = new HashMap<>();
        values.put("account", incident.account().name());
        values.put("domain", incident.account().domain());
        values.put("id", incident.id());
        values.put("state", incident.state().label());
        values.put("severity", incident.severity().label());
        values.put("opened", micros(incident.opened()));
        values.put("updated", micros(incident.updated()));
        values.put("findings", FindingLines.write(incident.findings()));
        values.put("held", incident.counts().heldMessages());
        values.put("passed", incident.counts().passedMessages());
        values.put("rejected", incident.counts().rejectedLogins());
        values.put("answered", incident.status().answered().map(Severity::label).orElse(null));
        return values;
    }
}
