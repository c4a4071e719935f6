package io.mailwarden.engine.incident;

import static io.mailwarden.engine.incident.IncidentsTest.BOB;
import static io.mailwarden.engine.incident.IncidentsTest.NEW_COUNTRY;
import static io.mailwarden.engine.incident.IncidentsTest.NOON;
import static io.mailwarden.engine.incident.IncidentsTest.TAKEOVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IncidentWriterTest {

    private static final Account ALICE = new Account("alice@example.org");

    private final UnreliableStore store = new UnreliableStore();
    private final TestNode node = new TestNode(store, 1);
    private final Incidents incidents = node.incidents;

    @Test
    void findingIsSeenAtOnceAndCommittedLater() {
        store.down = true; // Whoever asks the store fails.
        Incident found = incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        incidents.held(found, NOON.plusSeconds(1));

        assertThat(incidents.doubts(BOB, NOON)).isTrue();
        assertThat(incidents.current(BOB, NOON))
                .map(incident -> incident.counts().heldMessages())
                .contains(1L);
        assertThat(node.opened).isEmpty();

        store.down = false;
        node.write();
        assertThat(store.current(BOB))
                .isEqualTo(incidents.current(BOB, NOON))
                .map(Incident::id)
                .contains(found.id());
        assertThat(node.opened).hasSize(1);
        assertThat(node.committed).isEqualTo(store.current());
    }

    @Test
    void waitingChangesAreCommittedAsOne() {
        Incident found = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        for (int i = 0; i < 10; i++) {
            incidents.found(BOB, NOON.plusSeconds(i), List.of(TAKEOVER), true);
            incidents.passed(found);
            incidents.refresh(BOB);
            incidents.held(found, NOON.plusSeconds(i));
        }
        Incident seen = incidents.current(BOB, NOON).orElseThrow();

        node.write();

        assertThat(store.changes).isEqualTo(1);
        assertThat(store.current(BOB)).contains(seen);
        assertThat(seen.counts().heldMessages()
                        + seen.counts().passedMessages()
                        + seen.counts().rejectedLogins())
                .isEqualTo(30);
        assertThat(node.opened).singleElement().satisfies(told -> assertThat(told.contains())
                .isEmpty());
    }

    @Test
    void floodStaysBounded() {
        store.down = true;
        for (int i = 0; i < 100_000; i++) {
            incidents.found(new Account("account" + i % 500), NOON.plusMillis(i), List.of(NEW_COUNTRY), false);
            if (i % 10_000 == 0) {
                node.write();
            }
        }
        assertThat(node.tasks()).isEqualTo(1);

        store.down = false;
        node.write();

        assertThat(store.changes).isBetween(500, 510); // Ten were tried meanwhile; what came then waits behind them.
        assertThat(store.current()).hasSize(500).allSatisfy(incident -> assertThat(incident.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.count()).isEqualTo(200)));
        assertThat(incidents.dropped()).isZero();
    }

    @Test
    void dropsAndAlarmsWhenChangesOfTooManyAccountsWait() {
        TestNode small = new TestNode(store, 2, 10);
        store.down = true;
        for (int i = 0; i < 25; i++) {
            Incident found = small.incidents.found(new Account("account" + i), NOON, List.of(NEW_COUNTRY), false);
            assertThat(found.has("new-country")).isTrue();
            small.incidents.held(found, NOON);
        }

        assertThat(small.incidents.dropped()).isEqualTo(30);
        assertThat(small.alarmed(IncidentWriter.DROPPED)).isTrue();

        store.down = false;
        small.write();
        assertThat(store.current())
                .hasSize(10)
                .allSatisfy(one -> assertThat(one.counts().heldMessages()).isEqualTo(1));
        assertThat(small.alarmed(IncidentWriter.DROPPED)).isFalse();
        small.incidents.found(new Account("account25"), NOON, List.of(NEW_COUNTRY), false);
        assertThat(small.incidents.dropped()).isEqualTo(30);
    }

    @Test
    void triesAgainLaterAndLaterUntilTheStoreWorks() {
        store.down = true;
        incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        for (int i = 0; i < 10; i++) {
            node.write();
        }

        assertThat(node.alarmed(IncidentWriter.ALARM)).isTrue();
        assertThat(node.retries)
                .startsWith(IncidentWriter.FIRST_RETRY)
                .endsWith(IncidentWriter.LAST_RETRY)
                .isSorted();

        store.down = false;
        node.write();
        assertThat(store.current(BOB)).isPresent();
        assertThat(node.alarmed(IncidentWriter.ALARM)).isFalse();
        assertThat(node.tasks()).isZero();
    }

    @Test
    void writeThatSeemedToFailIsNotRepeatedAndIsToldOnce() {
        store.forgetful = true;
        Incident found = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        node.write();
        incidents.held(found, NOON);
        store.down = true;
        node.write();
        assertThat(node.opened).isEmpty();

        store.down = false;
        store.forgetful = false;
        node.write();

        assertThat(store.current(BOB)).hasValueSatisfying(incident -> {
            assertThat(incident.counts().heldMessages()).isEqualTo(1);
            assertThat(incident.findings()).singleElement().satisfies(finding -> assertThat(finding.count())
                    .isEqualTo(1));
        });
        assertThat(node.opened).containsExactly(found);
        assertThat(incidents.current(BOB, NOON)).isEqualTo(store.current(BOB));
    }

    @Test
    void accountThatCannotBeWrittenDoesNotKeepOthersWaiting() {
        store.broken.add(BOB);
        incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        incidents.found(ALICE, NOON, List.of(NEW_COUNTRY), false);
        node.write();
        node.write();

        assertThat(store.current(ALICE)).isPresent();
        assertThat(node.alarmed(IncidentWriter.ALARM)).as("one still fails").isTrue();

        store.broken.clear();
        node.write();
        assertThat(store.current(BOB)).isPresent();
        assertThat(node.alarmed(IncidentWriter.ALARM)).isFalse();
    }

    @Test
    void keepsTheOrderOfWhatCannotBeOne() {
        incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        assertThat(incidents.current(BOB, NOON.plus(TestNode.WEEK).plusSeconds(1)))
                .isEmpty();
        incidents.found(BOB, NOON.plus(TestNode.WEEK).plusSeconds(2), List.of(TAKEOVER), false);

        node.write();

        assertThat(store.page(IncidentQuery.latest(10)).items())
                .extracting(Incident::state)
                .containsExactly(IncidentState.OPEN, IncidentState.LAPSED);
        assertThat(store.current(BOB))
                .isEqualTo(incidents.current(BOB, NOON))
                .map(one -> one.findings().size())
                .contains(1);
    }

    @Test
    void decisionIsCommittedBeforeItReturnsWithAllThatWasFoundBefore() {
        Incident found = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        node.write();
        incidents.found(BOB, NOON.plusSeconds(1), List.of(TAKEOVER), false);

        assertThat(incidents.become(found.id(), IncidentState.DISMISSED)).isPresent();

        assertThat(store.find(found.id())).hasValueSatisfying(over -> {
            assertThat(over.state()).isEqualTo(IncidentState.DISMISSED);
            assertThat(over.findings()).hasSize(2);
        });
        node.write();
        assertThat(incidents.current(BOB, NOON)).isEmpty();
        assertThat(store.current()).isEmpty();
    }

    @Test
    void decisionThatCannotBeCommittedChangesNothing() {
        Incident found = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        node.write();
        store.broken.add(BOB);

        assertThatThrownBy(() -> incidents.become(found.id(), IncidentState.DISMISSED))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(incidents.current(BOB, NOON)).contains(found);
    }

    @Test
    void incidentThatTheStoreLostIsWrittenAgainAndNotToldAgain() {
        incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        incidents.found(ALICE, NOON, List.of(NEW_COUNTRY), false);
        node.write();
        incidents.held(incidents.found(ALICE, NOON, List.of(TAKEOVER), false), NOON);
        List<Incident> known = List.of(
                incidents.current(BOB, NOON).orElseThrow(),
                incidents.current(ALICE, NOON).orElseThrow());
        store.down = true;
        node.write();

        store.lose();
        store.down = false;
        incidents.keepAgain();
        incidents.keepAgain();
        assertThat(incidents.refreshAll()).isTrue();
        assertThat(incidents.doubts(BOB, NOON)).isTrue();
        incidents.held(known.get(0), NOON.plusSeconds(1));
        node.write();

        assertThat(store.current(ALICE)).contains(known.get(1));
        assertThat(store.current(BOB)).isEqualTo(incidents.current(BOB, NOON)).hasValueSatisfying(incident -> {
            assertThat(incident.id()).isEqualTo(known.get(0).id());
            assertThat(incident.counts().heldMessages()).isEqualTo(1);
        });
        assertThat(node.opened)
                .extracting(incident -> incident.account() + " " + incident.severity())
                .as("what was told before the loss, and what was not")
                .containsExactly(BOB + " CRITICAL", ALICE + " SUSPECTED", ALICE + " CRITICAL");
        assertThat(incidents.settled(Duration.ZERO)).isTrue();
    }

    @Test
    void incidentThatTheStoreLostJoinsTheOneOpenedSince() {
        incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        node.write();
        store.lose();
        TestNode other = new TestNode(store, 2);
        other.incidents.found(BOB, NOON.plusSeconds(1), List.of(NEW_COUNTRY), false);
        other.write();

        incidents.keepAgain();
        node.write();

        assertThat(store.current()).singleElement().satisfies(incident -> {
            assertThat(incident.findings()).hasSize(2);
            assertThat(incident.opened()).isEqualTo(NOON);
        });
    }

    @Test
    void listenerThatFailsHindersNothing() {
        IncidentCache view = new IncidentCache(10, 10);
        Incidents unheard = new Incidents(
                store,
                view,
                own -> new IncidentWriter(
                        store, own, Runnable::run, (delay, task) -> {}, node.alarms, new IncidentPublisher(failing())),
                TestNode.WEEK,
                1,
                0);

        unheard.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        unheard.found(ALICE, NOON, List.of(NEW_COUNTRY), false);

        assertThat(store.current()).hasSize(2);
        assertThat(node.alarms.standing()).isEmpty();
    }

    private static IncidentListener failing() {
        return new IncidentListener() {

            @Override
            public void opened(Incident incident) {
                throw new IllegalStateException("no ear");
            }

            @Override
            public void committed(Incident incident) {
                throw new IllegalStateException("no ear");
            }
        };
    }

    @Test
    void killedProcessLosesOnlyWhatWasNotSettled() {
        incidents.found(ALICE, NOON, List.of(TAKEOVER), false);
        node.write();
        assertThat(incidents.settled(ALICE, Duration.ZERO)).isTrue();
        incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        assertThat(incidents.settled(BOB, Duration.ZERO)).isFalse();
        assertThat(incidents.settled(ALICE, Duration.ZERO)).isTrue();
        assertThat(incidents.settled(Duration.ZERO)).isFalse();

        TestNode next = new TestNode(store, 1); // The writer of the first never runs again.
        assertThat(next.incidents.refreshAll()).isTrue();

        assertThat(next.incidents.doubts(ALICE, NOON)).isTrue();
        assertThat(next.incidents.current(BOB, NOON)).isEmpty();
    }

    @Test
    @Timeout(120)
    void settlesWhenTheWriterHasWrittenWhatWasMadeBefore() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        Alarms alarms = new Alarms(TestClock.at("2026-05-03T12:00:00Z"));
        Incidents live = new Incidents(store, TestNode.WEEK, 1, writer, alarms, IncidentListener.NONE);
        writer.execute(() -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        live.found(BOB, NOON, List.of(TAKEOVER), false);
        assertThat(live.settled(BOB, Duration.ofMillis(5))).isFalse();

        go.countDown();
        assertThat(live.settled(BOB, Duration.ofSeconds(20))).isTrue();
        assertThat(live.settled(Duration.ofSeconds(20))).isTrue();
        assertThat(store.current(BOB)).isPresent();

        writer.shutdown();
        assertThat(writer.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        live.found(ALICE, NOON, List.of(TAKEOVER), false);
        assertThat(live.doubts(ALICE, NOON)).isTrue();
        assertThat(alarms.standing()).singleElement().satisfies(alarm -> assertThat(alarm.cause())
                .isEqualTo(IncidentWriter.ALARM));
    }

    @Test
    @Timeout(120)
    void triesAgainByItself() {
        store.down = true;
        Incidents live = new Incidents(store, TestNode.WEEK, 1, Runnable::run, node.alarms, IncidentListener.NONE);
        live.found(BOB, NOON, List.of(TAKEOVER), false);
        assertThat(live.settled(BOB, Duration.ZERO)).isFalse();

        store.down = false;

        assertThat(live.settled(BOB, Duration.ofSeconds(20))).isTrue();
        assertThat(store.current(BOB)).isPresent();
    }
}
