package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static io.mailwarden.engine.Nodes.BOB;
import static io.mailwarden.engine.Nodes.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateProfileTest {

    private final Nodes nodes = new Nodes();

    @Test
    void loginIsAssessedAsOfANewAccountUntilItsProfileIsLoaded() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.engine(1, nodes.loading);

        Assessment early = node.engine.examine(nodes.login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));

        assertThat(early.anomalies()).isEmpty();
        assertThat(nodes.incidents.current(ALICE)).isEmpty();
        nodes.loading.runAll();
        assertThat(node.review().overview().activity().anomalies()).containsKey("impossible-travel");
        assertThat(nodes.incidents.current(ALICE)).isPresent();
        assertThat(nodes.knows(node, ALICE, Spot.LAGOS)).isFalse();
        assertThat(node.alarms.standing()).isEmpty();
    }

    @Test
    void eventsBeforeTheProfileIsLoadedNeverBecomeNormal() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.engine(1, nodes.loading);
        for (int i = 0; i < 50; i++) {
            nodes.clock.advance(Duration.ofMinutes(1));
            node.engine.examine(nodes.login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
            node.engine.examine(nodes.message(ALICE, Spot.LAGOS, List.of("victim" + i + "@far.example")));
        }
        nodes.loading.runAll();

        assertThat(nodes.knows(node, ALICE, Spot.LAGOS)).isFalse();
        assertThat(nodes.knows(node, ALICE, Spot.OSLO)).isTrue();
        assertThat(nodes.incidents.current(ALICE)).isPresent();
    }

    @Test
    void messageThatCannotWaitPassesAndIsAssessedLater() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.engine(1, nodes.loading);
        node.engine.examine(nodes.login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add("victim" + i + "@house" + i + ".example");
        }

        assertThat(node.engine.assess(nodes.message(ALICE, Spot.LAGOS, many))).isEqualTo(Verdict.ALLOW);
        nodes.loading.runAll();

        Incident incident = nodes.incidents.current(ALICE).orElseThrow();
        assertThat(incident.has("recipient-fan-out") || incident.has("recipient-burst"))
                .isTrue();
        assertThat(node.engine.assess(nodes.message(ALICE, Spot.LAGOS, many))).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void waitingEventsAreDoneInOrderAndFoldToTheSameProfile() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.engine(1, nodes.loading);
        for (int i = 0; i < 9; i++) {
            nodes.clock.advance(Duration.ofSeconds(7));
            node.engine.examine(nodes.login(ALICE, Spot.OSLO, i % 3 == 0 ? Outcome.REFUSED : Outcome.ACCEPTED));
        }
        nodes.loading.runAll();
        node.store.flush();

        assertThat(node.profile(ALICE).orElseThrow()).isEqualTo(node.folded(ALICE));
        assertThat(nodes.loading.size()).isZero();
    }

    @Test
    void unknownNamesGetNoProfileAndAreReadOnce() {
        LastingEngine node = nodes.engine(1, nodes.loading);
        for (int i = 0; i < 30; i++) {
            node.engine.expect(NOBODY);
            node.engine.examine(nodes.login(NOBODY, Spot.LAGOS, Outcome.REFUSED));
            nodes.loading.runAll();
        }
        node.store.flush();

        assertThat(nodes.store.reads()).isEqualTo(1);
        assertThat(node.engine.profiles().count()).isZero();
        assertThat(node.profile(NOBODY)).isEmpty();
        assertThat(nodes.store.of(NOBODY, new LogPositions())).hasSize(30);
        assertThat(node.engine.profiles().loader().waiting()).isZero();
    }

    @Test
    void wrongPasswordsBeforeTheFirstLoginAreInItsProfile() {
        LastingEngine node = nodes.engine(1, Runnable::run);
        for (int i = 0; i < 12; i++) {
            nodes.clock.advance(Duration.ofMillis(1_003));
            node.engine.examine(nodes.login(BOB, Spot.LAGOS, Outcome.REFUSED));
        }
        node.engine.examine(nodes.login(BOB, Spot.LAGOS, Outcome.ACCEPTED));
        node.store.flush();

        assertThat(node.profile(BOB).orElseThrow()).isEqualTo(node.folded(BOB));
        assertThat(node.engine.profiles().tell(BOB, profile -> profile.attempts()
                        .wrongPasswords(nodes.clock.instant(), Duration.ofHours(1))))
                .contains(12);
    }

    @Test
    void storeThatIsGoneStopsNobodyAndNothingIsLost() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.engine(1, nodes.loading);
        nodes.store.gone(true);
        for (int i = 0; i < 20; i++) {
            nodes.clock.advance(Duration.ofMinutes(1));
            node.engine.expect(ALICE);
            assertThat(node.engine.assess(nodes.login(ALICE, Spot.OSLO, Outcome.ACCEPTED)))
                    .isEqualTo(Verdict.ALLOW);
            assertThat(node.engine.assess(nodes.message(BOB, Spot.OSLO, List.of("friend@far.example"))))
                    .isEqualTo(Verdict.ALLOW);
            nodes.loading.runAll();
            node.engine.profiles().loader().retry();
        }
        nodes.loading.runAll();
        assertThat(node.alarms.standing()).extracting(Alarms.Alarm::cause).contains("profiles-unread");

        nodes.store.gone(false);
        node.engine.profiles().loader().retry();
        nodes.loading.runAll();
        node.store.flush();

        assertThat(node.alarms.standing()).isEmpty();
        assertThat(node.engine.profiles().loader().waiting()).isZero();
        assertThat(node.profile(ALICE).orElseThrow()).isEqualTo(node.folded(ALICE));
        assertThat(nodes.store.of(BOB, new LogPositions())).hasSize(20);
        assertThat(node.engine.profiles().tell(ALICE, profile -> profile.learnedLogins()))
                .contains(180 + 20);
    }

    @Test
    void floodWhileTheStoreIsGoneIsBoundedAndTheRestIsSetAside() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.engine(1, nodes.loading);
        nodes.store.gone(true);
        for (int i = 0; i < 30_000; i++) {
            node.engine.assess(nodes.login(new Account("guess" + i + "@example.org"), Spot.LAGOS, Outcome.REFUSED));
        }
        assertThat(node.engine.profiles().loader().waiting()).isEqualTo(20_000);
        for (int i = 0; i < 20_000; i++) {
            node.engine.assess(nodes.message(BOB, Spot.OSLO, List.of("friend@far.example")));
        }
        assertThat(node.engine.profiles().loader().waiting()).isEqualTo(40_000);

        node.engine.assess(nodes.login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));

        assertThat(node.engine.profiles().loader().waiting()).isEqualTo(40_000);
        nodes.store.gone(false);
        node.store.flush();
        assertThat(nodes.knows(node, ALICE, Spot.LAGOS)).isFalse();
        assertThat(nodes.store.of(ALICE, new LogPositions())).hasSize(361);
    }

    @Test
    void snapshotsThatCannotBeSavedKeepMoreFromBeingLoaded() {
        LastingEngine node = LastingEngine.on(nodes.store.node(1), nodes.incidents, nodes.clock, nodes.loading, 100);
        nodes.store.full(true);
        for (int i = 0; i < 11_000; i++) {
            node.engine.assess(nodes.login(new Account("account" + i + "@example.org"), Spot.OSLO, Outcome.ACCEPTED));
            nodes.loading.runAll();
        }
        assertThat(node.engine.profiles().loader().waiting()).isBetween(800, 1_000);
        assertThat(node.alarms.standing()).extracting(Alarms.Alarm::cause).contains("profiles-unread");

        nodes.store.full(false);
        for (int i = 0; i < 3; i++) {
            node.save();
            node.engine.profiles().loader().retry();
            nodes.loading.runAll();
        }
        assertThat(node.engine.profiles().loader().waiting()).isZero();
        assertThat(node.alarms.standing()).isEmpty();
    }

    @Test
    void failingEventDoesNotStopThoseBehindIt() {
        LastingEngine node = nodes.engine(1, nodes.loading);
        boolean[] done = {false};
        node.engine.profiles().loader().whenHeld(ALICE, true, profile -> {
            throw new IllegalStateException("broken");
        });
        node.engine.profiles().loader().whenHeld(ALICE, true, profile -> done[0] = true);
        nodes.loading.runAll();

        assertThat(done[0]).isTrue();
        assertThat(node.alarms.standing()).extracting(Alarms.Alarm::cause).containsExactly("engine-failed");
    }

    @Test
    void entriesOfAnotherNodeThatComeDuringALoadAreLearnedOnce() {
        nodes.aliceIsKnown();
        LastingEngine other = nodes.engine(2, Runnable::run);
        LastingEngine node = nodes.engine(1, nodes.loading);
        node.follow();
        node.engine.expect(ALICE);
        other.engine.examine(nodes.login(ALICE, Spot.OSLO, Outcome.ACCEPTED));
        other.store.flush();
        node.follow();
        nodes.loading.runAll();
        node.follow();

        assertThat(node.profile(ALICE).orElseThrow())
                .isEqualTo(other.profile(ALICE).orElseThrow());
    }

    @Test
    void unknownNameThatLogsInElsewhereGetsAProfile() {
        LastingEngine node = nodes.engine(1, nodes.loading);
        LastingEngine other = nodes.engine(2, Runnable::run);
        node.engine.examine(nodes.login(BOB, Spot.OSLO, Outcome.REFUSED));
        nodes.loading.runAll();
        other.engine.examine(nodes.login(BOB, Spot.OSLO, Outcome.ACCEPTED));
        other.store.flush();
        node.follow();

        node.engine.examine(nodes.login(BOB, Spot.OSLO, Outcome.REFUSED));
        nodes.loading.runAll();
        node.store.flush();

        assertThat(node.profile(BOB).orElseThrow()).isEqualTo(node.folded(BOB));
    }
}
