package io.mailwarden.store.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.fixtures.IncidentStoreContract;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incident.IncidentCounts;
import io.mailwarden.engine.incident.IncidentFilter;
import io.mailwarden.engine.incident.IncidentListener;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.incident.IncidentStore;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What incidents in SQL do, on any database. */
@SuppressWarnings("JUnitTestMethodsInAbstractClass")
abstract class SqlIncidentStoreContract extends IncidentStoreContract {

    @RegisterExtension
    final TestStore open;

    private IncidentStore store;

    SqlIncidentStoreContract(TestStore open) {
        this.open = open;
    }

    @BeforeEach
    void openStore() {
        store = new SqlIncidentStore(open.database());
    }

    private IncidentStore another() {
        return new SqlIncidentStore(open.another());
    }

    @AfterEach
    void hadNoTrouble() {
        assertThat(open.alarms().standing()).isEmpty();
    }

    @Override
    protected IncidentStore store() {
        return store;
    }

    @Test
    void keepsThemWhenItIsClosed() {
        Incident incident = incident("1", "bob@example.org", IncidentState.CONFIRMED, NOON);
        keep(incident);
        open.database().close();

        assertThat(another().current()).containsExactly(incident);
    }

    @Test
    void processesThatChangeAtOnceShareOneIncidentAndLoseNothing() throws Exception {
        IncidentStore[] processes = {store, another()};
        int accounts = 3;
        int changes = 60;
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int task = 0; task < 4; task++) {
            IncidentStore process = processes[task % processes.length];
            String id = "id" + task + "-";
            tasks.add(() -> {
                for (int i = 0; i < changes; i++) {
                    Account account = new Account("account" + i % accounts);
                    Incident own = held(incident(id + i, account.name(), IncidentState.OPEN, NOON), -2);
                    process.change(
                            account,
                            current ->
                                    Optional.of(current.map(one -> held(one, 1)).orElse(own)));
                }
                return true;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(processes[1].page(IncidentQuery.latest(100)).items())
                .hasSize(accounts)
                .allSatisfy(
                        incident -> assertThat(incident.counts().heldMessages()).isEqualTo(4L * changes / accounts));
    }

    // Every fixture has three.
    private static Incident held(Incident one, long more) {
        return new Incident(
                one.id(),
                one.account(),
                one.status(),
                one.severity(),
                one.opened(),
                one.updated(),
                one.findings(),
                new IncidentCounts(
                        one.counts().heldMessages() + more,
                        one.counts().passedMessages(),
                        one.counts().rejectedLogins()));
    }

    @Test
    void partsOfOneTakeoverSeenByTwoNodesAreOneIncidentToldOnce() {
        List<String> told = new ArrayList<>();
        Incidents one = node(1, store, told);
        Incidents two = node(2, another(), told);
        Account bob = new Account("bob@example.org");

        one.found(bob, NOON, List.of(anomaly("unusual-country")), false);
        Incident mail = two.found(bob, NOON.plusNanos(1), List.of(anomaly("recipient-fan-out")), false);
        two.held(mail, NOON.plusSeconds(1));
        one.refresh(bob);

        assertThat(store.current()).singleElement().satisfies(incident -> {
            assertThat(incident.findings()).hasSize(2);
            assertThat(incident.counts().heldMessages()).isEqualTo(1);
            assertThat(one.current(bob, NOON)).contains(incident);
            assertThat(two.current(bob, NOON)).contains(incident);
            assertThat(told).containsExactly("1 opened " + incident.id());
        });
    }

    private Incidents node(int number, IncidentStore own, List<String> told) {
        IncidentListener listener = new IncidentListener() {

            @Override
            public void opened(Incident incident) {
                told.add(number + " opened " + incident.id());
            }

            @Override
            public void committed(Incident incident) {}
        };
        return new Incidents(own, Duration.ofDays(7), number, Runnable::run, open.alarms(), listener);
    }

    private static Anomaly anomaly(String type) {
        return new Anomaly(type, Set.of(Evidence.PLACE), Severity.SUSPECTED, new Score(0.6), new Explanation("odd"));
    }

    @Test
    void findsNothingForWhatNoDatabaseKeeps() {
        keep(incident("1", "bob@example.org", IncidentState.OPEN, NOON));

        assertThat(store.find("1\0")).isEmpty();
        assertThat(store.page(new IncidentQuery(
                                IncidentFilter.ALL
                                        .ofType(Optional.of("new-country\0"))
                                        .during(Optional.of(Instant.MAX), Optional.empty()),
                                10,
                                Optional.of("999999999999.0-\0")))
                        .items())
                .isEmpty();
    }

    @Test
    void everyQuestionIsAnsweredFromAnIndex() {
        for (int i = 0; i < 50; i++) {
            keep(incident("id" + i, "a" + i, IncidentState.LAPSED, NOON.plusSeconds(i)));
        }

        assertThat(plan("SELECT id FROM incident WHERE incident.account = 'a1' AND incident.state IN ('open',"
                        + " 'confirmed')"))
                .contains("incident_current");
        assertThat(plan("SELECT id FROM incident WHERE id = '1'")).contains("incident_id");
        assertThat(plan("SELECT id FROM incident ORDER BY incident.updated_at DESC, incident.id DESC LIMIT 5"))
                .contains("incident_updated");
        assertThat(plan("SELECT incident FROM incident_type WHERE incident_type.type = 'takeover'"))
                .contains("incident_type");
    }

    private String plan(String question) {
        return open.database().read("explain", handle -> {
            boolean embedded = open.database().embedded();
            if (!embedded) {
                handle.execute("SET enable_seqscan = off");
            }
            List<String> lines = handle.createQuery((embedded ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + question)
                    .map((row, context) -> row.getString(embedded ? 4 : 1))
                    .list();
            if (!embedded) {
                handle.execute("RESET enable_seqscan");
            }
            return String.join("\n", lines);
        });
    }
}
