package io.mailwarden.engine.incident;

import static io.mailwarden.engine.incident.IncidentsTest.BOB;
import static io.mailwarden.engine.incident.IncidentsTest.NEW_COUNTRY;
import static io.mailwarden.engine.incident.IncidentsTest.NOON;
import static io.mailwarden.engine.incident.IncidentsTest.TAKEOVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IncidentsOfTwoNodesTest {

    private final UnreliableStore store = new UnreliableStore();
    private final TestNode one = new TestNode(store, 1);
    private final TestNode two = new TestNode(store, 2);

    @Test
    void partsOfOneTakeoverBecomeOneIncidentThatIsToldOnce() {
        Incident login = one.incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        Incident mail = two.incidents.found(BOB, NOON.minusSeconds(1), List.of(NEW_COUNTRY), false);
        two.incidents.held(mail, NOON.plusSeconds(2));
        assertThat(mail.id()).isNotEqualTo(login.id());

        one.write();
        two.write();
        one.incidents.refresh(BOB);
        one.write();

        Incident kept = store.current(BOB).orElseThrow();
        assertThat(store.current()).hasSize(1);
        assertThat(kept.id()).isEqualTo(login.id());
        assertThat(kept.findings())
                .extracting(finding -> finding.gravest().type())
                .containsExactly("takeover", "new-country");
        assertThat(kept.opened()).isEqualTo(NOON.minusSeconds(1));
        assertThat(kept.updated()).isEqualTo(NOON.plusSeconds(2));
        assertThat(kept.counts().heldMessages()).isEqualTo(1);
        assertThat(one.incidents.current(BOB, NOON)).contains(kept);
        assertThat(two.incidents.current(BOB, NOON)).contains(kept);
        assertThat(one.opened).hasSize(1);
        assertThat(two.opened).isEmpty();
        assertThat(two.committed).containsExactly(kept);
    }

    @Test
    void onlyTheNodeThatMakesItGraverTellsThat() {
        one.incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        two.incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        one.write();
        two.write();
        one.incidents.found(BOB, NOON.plusSeconds(1), List.of(TAKEOVER), false); // has not read the other's yet
        one.write();

        assertThat(one.opened).singleElement().satisfies(told -> assertThat(told.has("takeover"))
                .isFalse());
        assertThat(two.opened).singleElement().satisfies(told -> assertThat(told.has("takeover"))
                .isTrue());
    }

    @Test
    void decisionOnOneNodeReachesTheOtherWhenItLooks() {
        Incident open = one.incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        one.write();
        two.incidents.refresh(BOB);
        assertThat(two.incidents.current(BOB, NOON))
                .as("read by the writer only")
                .isEmpty();
        two.write();
        assertThat(two.incidents.current(BOB, NOON)).contains(open);

        one.incidents.become(open.id(), IncidentState.DISMISSED);
        two.incidents.refresh(BOB);
        two.write();

        assertThat(two.incidents.current(BOB, NOON)).isEmpty();
        assertThat(two.incidents.become(open.id(), IncidentState.CONFIRMED)).isEmpty();
    }

    @Test
    void findingAfterTheOtherNodesDecisionOpensAnotherIncident() {
        Incident open = one.incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        one.write();
        two.incidents.refreshAll();
        one.incidents.become(open.id(), IncidentState.DISMISSED);

        Incident joined = two.incidents.found(BOB, NOON.plusSeconds(5), List.of(NEW_COUNTRY), false);
        assertThat(joined.id()).isEqualTo(open.id());
        two.write();

        assertThat(store.find(open.id())).contains(open.in(IncidentState.DISMISSED));
        Incident next = store.current(BOB).orElseThrow();
        assertThat(next.id()).isNotEqualTo(open.id());
        assertThat(next.findings()).singleElement().satisfies(finding -> assertThat(finding.gravest())
                .isEqualTo(NEW_COUNTRY));
        assertThat(two.incidents.current(BOB, NOON)).contains(next);
        assertThat(two.opened).containsExactly(next);
    }

    @Test
    void doesNotLapseWhatTheOtherNodeHasSeenLately() {
        Incident open = one.incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        one.write();
        two.incidents.refreshAll();
        one.incidents.found(BOB, NOON.plus(TestNode.WEEK), List.of(NEW_COUNTRY), false);
        one.write();

        assertThat(two.incidents.current(BOB, NOON.plus(TestNode.WEEK).plusSeconds(9)))
                .isEmpty();
        two.write();

        assertThat(two.incidents.current(BOB, NOON.plus(TestNode.WEEK).plusSeconds(9)))
                .map(Incident::id)
                .contains(open.id());
        assertThat(store.find(open.id())).map(Incident::state).contains(IncidentState.OPEN);
    }

    @Test
    void readingAnewKeepsWhatWaits() {
        one.incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        Account alice = new Account("alice@example.org");
        two.incidents.found(alice, NOON, List.of(NEW_COUNTRY), false);
        two.incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        two.write();

        assertThat(one.incidents.refreshAll()).isTrue();

        assertThat(one.incidents.current(alice, NOON)).isPresent();
        assertThat(one.incidents.current(BOB, NOON))
                .map(incident -> incident.findings().size())
                .contains(2);
        one.write();
        assertThat(store.current(BOB)).isEqualTo(one.incidents.current(BOB, NOON));
    }

    @Test
    void readingAnewIsTriedAgainUntilTheStoreWorks() {
        one.incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        one.write();
        store.down = true;
        assertThat(two.incidents.refreshAll()).isFalse();
        assertThat(two.incidents.refreshAll()).isFalse();
        assertThat(two.alarmed(IncidentWriter.ALARM)).isTrue();
        assertThat(two.tasks()).isEqualTo(1);
        two.write();

        store.down = false;
        two.write();

        assertThat(two.incidents.doubts(BOB, NOON)).isTrue();
        assertThat(two.alarmed(IncidentWriter.ALARM)).isFalse();
    }

    @Test
    void forgetsWhatTheStoreNoLongerHas() {
        Incident open = one.incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        one.write();
        two.incidents.become(open.id(), IncidentState.DISMISSED);

        one.incidents.refreshAll();

        assertThat(one.incidents.current(BOB, NOON)).isEmpty();
    }

    @Test
    void losesAndDoublesNothingWhenNodesWriteAtOnce() throws Exception {
        IncidentStore shared = new InMemoryIncidentStore(100);
        List<Callable<Boolean>> nodes = new ArrayList<>();
        int accounts = 5;
        int rounds = 400;
        for (int number = 1; number <= 4; number++) {
            Incidents node =
                    new Incidents(shared, TestNode.WEEK, number, Runnable::run, one.alarms, IncidentListener.NONE);
            nodes.add(() -> {
                for (int i = 0; i < rounds; i++) {
                    Account account = new Account("account" + i % accounts);
                    node.held(node.found(account, NOON.plusMillis(i), List.of(NEW_COUNTRY), false), NOON);
                }
                return true;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            for (Future<Boolean> node : threads.invokeAll(nodes)) {
                assertThat(node.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        long each = (long) nodes.size() * rounds / accounts;
        assertThat(shared.page(IncidentQuery.latest(100)).items())
                .hasSize(accounts)
                .allSatisfy(incident -> {
                    assertThat(incident.counts().heldMessages()).isEqualTo(each);
                    assertThat(incident.findings()).singleElement().satisfies(finding -> assertThat(finding.count())
                            .isEqualTo(each));
                });
    }
}
