package io.mailwarden.store.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.IncidentFilter;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.PageCursor;
import io.mailwarden.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No list of incidents is sorted, nor read from one end to the other, whichever filter narrows it. */
class IncidentSearchTest {

    private static final Optional<String> CURSOR =
            Optional.of(new PageCursor(Instant.parse("2026-05-03T12:00:00Z"), "7").text());

    @TempDir
    private Path directory;

    private static List<IncidentQuery> narrowed() {
        List<IncidentQuery> queries = new ArrayList<>();
        for (Optional<String> cursor : List.of(Optional.<String>empty(), CURSOR)) {
            Optional<Severity> severity = Optional.of(Severity.CRITICAL);
            Optional<String> type = Optional.of("new-country");
            Optional<IncidentState> state = Optional.of(IncidentState.LAPSED);
            Optional<Account> account = Optional.of(new Account("bob@example.org"));
            Optional<Instant> since = Optional.of(Instant.EPOCH);
            queries.add(
                    query(severity, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), cursor));
            queries.add(query(Optional.empty(), type, Optional.empty(), Optional.empty(), Optional.empty(), cursor));
            queries.add(query(Optional.empty(), Optional.empty(), state, Optional.empty(), Optional.empty(), cursor));
            queries.add(query(Optional.empty(), Optional.empty(), Optional.empty(), account, Optional.empty(), cursor));
            queries.add(query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), since, cursor));
            queries.add(query(Optional.empty(), type, Optional.empty(), Optional.empty(), since, cursor));
        }
        return queries;
    }

    private static IncidentQuery query(
            Optional<Severity> severity,
            Optional<String> type,
            Optional<IncidentState> state,
            Optional<Account> account,
            Optional<Instant> since,
            Optional<String> cursor) {
        return new IncidentQuery(
                new IncidentFilter(
                        DomainFilter.ALL, severity, type, state, account, since, Optional.empty(), Optional.empty()),
                100,
                cursor);
    }

    private static List<IncidentQuery> texts() {
        return List.of(
                IncidentQuery.of(IncidentFilter.ALL.containing("lagos"), 100),
                new IncidentQuery(IncidentFilter.ALL.containing("lagos"), 100, CURSOR));
    }

    @Test
    void everyFilterHasAnIndexInTheOrderOfTheList() {
        narrowed().forEach(query -> isReadInOrder(query, Optional.empty()));
        texts().forEach(query -> isReadInOrder(query, Optional.empty()));
    }

    @Test
    void listsOfADomainAreReadInTheOrderOfItsIndexes() {
        Optional<String> domain = Optional.of("example.org");
        for (IncidentQuery query : List.of(
                IncidentQuery.latest(100),
                new IncidentQuery(IncidentFilter.ALL, 100, CURSOR),
                IncidentQuery.of(IncidentFilter.ALL.in(IncidentState.OPEN), 100))) {
            assertThat(isReadInOrder(query, domain)).anyMatch(step -> step.contains("incident_domain_"));
        }
        texts().forEach(query ->
                assertThat(isReadInOrder(query, domain)).anyMatch(step -> step.contains("incident_text_domain")));
    }

    private List<String> isReadInOrder(IncidentQuery query, Optional<String> domain) {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            IncidentSearch search = IncidentSearch.of(query, domain);
            List<String> plan = open.database().read("explain", handle -> handle.createQuery(
                            "EXPLAIN QUERY PLAN SELECT " + IncidentRow.COLUMNS + search.from())
                    .bindMap(search.values())
                    .map((row, context) -> row.getString("detail"))
                    .list());
            assertThat(plan)
                    .as("%s", query)
                    .noneMatch(step -> step.contains("TEMP B-TREE"))
                    .noneMatch(step -> step.equals("SCAN incident") || step.equals("SCAN incident_type"))
                    .allMatch(step -> step.contains("USING"));
            return plan;
        }
    }
}
