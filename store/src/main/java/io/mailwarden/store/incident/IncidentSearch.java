package io.mailwarden.store.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.support.PageCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statement behind one page of incidents: each filter has an index that is in the order of the list, so that no
 * page is sorted, and one that nothing fits reads nothing.
 *
 * @param from what follows the columns
 * @param values by name
 */
record IncidentSearch(String from, Map<String, Object> values) {

    // Rows of types have the incident's time: of many that have the type, only those of the page are looked up.
    private static final String OF_TYPE =
            """
            FROM incident_type JOIN incident
            ON incident.account = incident_type.account AND incident.id = incident_type.incident""";

    /** The statement for that query. */
    static IncidentSearch of(IncidentQuery query) {
        boolean typed = query.type().isPresent();
        String at = typed ? "incident_type.updated_at" : "incident.updated_at";
        String id = typed ? "incident_type.incident" : "incident.id";
        Optional<PageCursor> cursor = query.cursor().map(PageCursor::parse);
        Where where = new Where()
                .and("incident_type.type = :type", "type", query.type())
                .and("incident.account = :account", "account", query.account().map(Account::name))
                .and(
                        "incident.severity = :severity",
                        "severity",
                        query.severity().map(Severity::label))
                .and("incident.state = :state", "state", query.state().map(IncidentState::label))
                .and(at + " >= :since", "since", query.since().map(IncidentRow::micros))
                .and(
                        "(%s, %s) < (:updated, :id)".formatted(at, id),
                        "updated",
                        cursor.map(last -> IncidentRow.micros(last.at())))
                .and("", "id", cursor.map(PageCursor::id))
                .and("", "limit", Optional.of(query.limit() + 1));
        String order = " ORDER BY %s DESC, %s DESC LIMIT :limit".formatted(at, id);
        return new IncidentSearch((typed ? OF_TYPE : "FROM incident") + where.text() + order, where.values());
    }

    /** Terms that all must be met, each with its value. */
    private record Where(List<String> terms, Map<String, Object> values) {

        Where() {
            this(new ArrayList<>(), new HashMap<>());
        }

        Where and(String term, String name, Optional<?> value) {
            value.ifPresent(wanted -> {
                if (!term.isEmpty()) {
                    terms.add(term);
                }
                values.put(name, wanted);
            });
            return this;
        }

        String text() {
            return terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
        }
    }
}
