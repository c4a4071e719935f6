package io.mailwarden.store.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentStore;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.store.Database;
import io.mailwarden.store.DomainPages;
import io.mailwarden.store.Faults;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The incidents, kept in an SQL database. A step is asked outside of any transaction; what it made is written only when
 * the row is still as the step saw it, else the step is asked again. Thread-safe.
 */
public final class SqlIncidentStore implements IncidentStore {

    // Each time that this one is slower, another was faster: so many times in a row is no chance.
    private static final int MOST_ATTEMPTS = 1000;

    private static final String CURRENT = "incident.state IN ('open', 'confirmed')";

    private static final String INSERT =
            """
            INSERT INTO incident (account, domain, id, state, severity, opened_at, updated_at, findings, held_messages,
                passed_messages, rejected_logins, answered, revision)
            VALUES (:account, :domain, :id, :state, :severity, :opened, :updated, :findings, :held, :passed, :rejected,
                :answered, 1)
            ON CONFLICT DO NOTHING
            """;

    private static final String UPDATE =
            """
            UPDATE incident SET state = :state, severity = :severity, opened_at = :opened, updated_at = :updated,
                findings = :findings, held_messages = :held, passed_messages = :passed, rejected_logins = :rejected,
                answered = :answered,
                revision = :revision + 1
            WHERE account = :account AND id = :id AND revision = :revision
            """;

    private static final String ADD_TYPE =
            """
            INSERT INTO incident_type (account, incident, type, updated_at) VALUES (:account, :id, :type, :updated)
            ON CONFLICT DO NOTHING
            """;

    private static final String MOVE_TYPES =
            "UPDATE incident_type SET updated_at = :updated WHERE account = :account AND incident = :id";

    private static final String KEEP_WORDS =
            """
            INSERT INTO incident_text (account, incident, domain, updated_at, words)
            VALUES (:account, :id, :domain, :updated, :words)
            ON CONFLICT (account, incident) DO UPDATE SET updated_at = :updated, words = :words
            """;

    private static final Comparator<Incident> LATEST_FIRST =
            Comparator.comparing(IncidentQuery::place).reversed();

    private final Database database;

    public SqlIncidentStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Incident> change(Account account, Transition step) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                Optional<IncidentRow> row = row(account);
                Optional<Incident> before = row.map(IncidentRow::incident);
                Optional<Incident> after = step.from(before);
                after.ifPresent(incident -> incident.requireNext(account, before));
                if (after.isEmpty() || written(row, after.get())) {
                    return after;
                }
            } catch (StoreUnavailable e) {
                if (!Faults.contended(e)) {
                    throw e;
                }
            }
        }
        throw new StoreUnavailable(
                "change the incident of " + account, new IllegalStateException("others were always faster"));
    }

    private Optional<IncidentRow> row(Account account) {
        return database.read("read the incident of " + account, handle -> handle.createQuery(
                        "SELECT " + IncidentRow.COLUMNS + " FROM incident WHERE account = :account AND " + CURRENT)
                .bind("account", account.name())
                .map((row, context) -> IncidentRow.read(row))
                .findOne());
    }

    private boolean written(Optional<IncidentRow> before, Incident after) {
        return database.change("change the incident of " + after.account(), handle -> {
            boolean written = before.isPresent() ? update(handle, before.get(), after) : insert(handle, after);
            if (written) {
                moveTypes(handle, before, after);
                addTypes(handle, before, after);
                keepWords(handle, before, after);
            }
            return written;
        });
    }

    private static boolean update(Handle handle, IncidentRow before, Incident after) {
        return handle.createUpdate(UPDATE)
                        .bindMap(IncidentRow.values(after))
                        .bind("revision", before.revision())
                        .execute()
                == 1;
    }

    private static boolean insert(Handle handle, Incident after) {
        if (handle.createUpdate(INSERT).bindMap(IncidentRow.values(after)).execute() == 1) {
            return true;
        }
        boolean over = handle.createQuery(
                        "SELECT 1 FROM incident WHERE account = :account AND id = :id AND NOT (" + CURRENT + ")")
                .bind("account", after.account().name())
                .bind("id", after.id())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (over) {
            throw new IllegalArgumentException("an incident has that id already: " + after.id());
        }
        return false;
    }

    private static void moveTypes(Handle handle, Optional<IncidentRow> before, Incident after) {
        if (before.filter(row -> !row.incident().updated().equals(after.updated()))
                .isPresent()) {
            handle.createUpdate(MOVE_TYPES)
                    .bind("account", after.account().name())
                    .bind("id", after.id())
                    .bind("updated", IncidentRow.micros(after.updated()))
                    .execute();
        }
    }

    private static void addTypes(Handle handle, Optional<IncidentRow> before, Incident after) {
        for (Finding finding : after.findings()) {
            String type = finding.gravest().type();
            if (before.filter(row -> row.incident().has(type)).isEmpty()) {
                handle.createUpdate(ADD_TYPE)
                        .bind("account", after.account().name())
                        .bind("id", after.id())
                        .bind("type", type)
                        .bind("updated", IncidentRow.micros(after.updated()))
                        .execute();
            }
        }
    }

    private static void keepWords(Handle handle, Optional<IncidentRow> before, Incident after) {
        boolean same = before.map(IncidentRow::incident)
                .filter(one ->
                        one.updated().equals(after.updated()) && one.findings().equals(after.findings()))
                .isPresent();
        if (!same) {
            handle.createUpdate(KEEP_WORDS)
                    .bind("account", after.account().name())
                    .bind("id", after.id())
                    .bind("domain", after.account().domain())
                    .bind("updated", IncidentRow.micros(after.updated()))
                    .bind("words", after.words())
                    .execute();
        }
    }

    @Override
    public Optional<Incident> find(String id) {
        return list("FROM incident WHERE incident.id = :id LIMIT 1", Map.of("id", id)).stream()
                .findFirst();
    }

    @Override
    public Optional<Incident> current(Account account) {
        return row(account).map(IncidentRow::incident);
    }

    @Override
    public List<Incident> current() {
        return list("FROM incident WHERE " + CURRENT, Map.of());
    }

    private List<Incident> list(String from, Map<String, Object> values) {
        if (values.values().stream().anyMatch(value -> value.toString().indexOf('\0') >= 0)) {
            return List.of(); // PostgreSQL knows no such text.
        }
        return database.read("read incidents", handle -> handle.createQuery("SELECT " + IncidentRow.COLUMNS + from)
                .bindMap(values)
                .map((row, context) -> IncidentRow.read(row).incident())
                .list());
    }

    @Override
    public long countCurrent(Severity severity, DomainFilter domains) {
        String sql = "SELECT COUNT(*) FROM incident WHERE incident.severity = :severity AND " + CURRENT;
        return database.read(
                "count incidents",
                handle -> domains.all()
                        ? handle.createQuery(sql)
                                .bind("severity", severity.label())
                                .mapTo(Long.class)
                                .one()
                        : handle.createQuery(sql + " AND incident.domain IN (<domains>)")
                                .bind("severity", severity.label())
                                .bindList("domains", domains.each().toList())
                                .mapTo(Long.class)
                                .one());
    }

    @Override
    public Page<Incident> page(IncidentQuery query) {
        List<Incident> read = DomainPages.first(query.filter().domains(), LATEST_FIRST, query.limit() + 1, domain -> {
            IncidentSearch search = IncidentSearch.of(query, domain);
            return list(search.from(), search.values());
        });
        return Page.of(
                read, query.limit(), incident -> IncidentQuery.place(incident).text());
    }
}
