package io.mailwarden.store.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.IncidentFilter;
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
 * page is sorted, and one that nothing fits reads nothing. A search for text goes through the texts of all that the other
 * filters leave, the latest first, until the page is full.
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

    // Texts are shorter than incidents, and have their time, too: SQLite joins in the order of writing.
    private static final String OF_TEXT = """
            FROM incident_text CROSS JOIN incident""";

    private static final String SAME =
            "incident.account = incident_text.account AND incident.id = incident_text.incident";

    // A value, and no EXISTS: PostgreSQL would join all of an account's texts first, and then sort.
    private static final String HAS_TEXT =
            """
            (SELECT incident_text.words FROM incident_text WHERE incident_text.account = incident.account
            AND incident_text.incident = incident.id) LIKE :text ESCAPE '!'""";

    /** The statement for that query, of the accounts of one domain where one is given. */
    static IncidentSearch of(IncidentQuery query, Optional<String> domain) {
        IncidentFilter filter = query.filter();
        boolean typed = filter.type().isPresent();
        boolean text = filter.text().isPresent() && !typed && filter.account().isEmpty();
        String table = typed ? "incident_type" : text ? "incident_text" : "incident";
        String at = table + ".updated_at";
        String id = typed || text ? table + ".incident" : "incident.id";
        Where where = new Where();
        if (text) {
            where.and(SAME)
                    .and(
                            "incident_text.words LIKE :text ESCAPE '!'",
                            "text",
                            filter.text().map(IncidentSearch::like));
        } else {
            where.and(HAS_TEXT, "text", filter.text().map(IncidentSearch::like));
        }
        narrow(where, filter, domain, text);
        Optional<PageCursor> cursor = query.cursor().map(PageCursor::parse);
        where.and(at + " >= :since", "since", filter.since().map(IncidentRow::micros))
                .and(at + " < :until", "until", filter.until().map(IncidentRow::micros))
                .and(
                        "(%s, %s) < (:updated, :id)".formatted(at, id),
                        "updated",
                        cursor.map(last -> IncidentRow.micros(last.at())))
                .and("", "id", cursor.map(PageCursor::id))
                .and("", "limit", Optional.of(query.limit() + 1));
        String order = " ORDER BY %s DESC, %s DESC LIMIT :limit".formatted(at, id);
        String from = typed ? OF_TYPE : text ? OF_TEXT : "FROM incident";
        return new IncidentSearch(from + where.text() + order, where.values());
    }

    private static void narrow(Where where, IncidentFilter filter, Optional<String> domain, boolean text) {
        where.and("incident_type.type = :type", "type", filter.type())
                .and("incident.account = :account", "account", filter.account().map(Account::name))
                .and((text ? "incident_text" : "incident") + ".domain = :domain", "domain", domain)
                .and(
                        "incident.severity = :severity",
                        "severity",
                        filter.severity().map(Severity::label))
                .and("incident.state = :state", "state", filter.state().map(IncidentState::label));
    }

    private static String like(String text) {
        return "%" + text.replaceAll("[!%_]", "!$0") + "%";
    }

    /** Terms that all must be met, each with its value. */
    private record Where(List<String> terms, Map<String, Object> values) {

        Where() {
            this(new ArrayList<>(), new HashMap<>());
        }

        Where and(String term) {
            terms.add(term);
            return this;
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
