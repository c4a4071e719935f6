package io.mailwarden.engine;

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

class LateProfileTest extends OnStore {

    @Test
    void loginIsAssessedAsOfANewAccountUntilItsProfileIsLoaded() {
        aliceIsKnown();
        LastingEngine node = engine(1, loading);

        Assessment early = node.engine.examine(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));

        assertThat(early.anomalies()).isEmpty();
        assertThat(incidents.current(ALICE)).isEmpty();
        loading.runAll();
        assertThat(node.review().overview().activity().anomalies()).containsKey("impossible-travel");
        assertThat(incidents.current(ALICE)).isPresent();
        assertThat(knows(node, ALICE, Spot.LAGOS)).isFalse();
        assertThat(node.alarms.standing()).isEmpty();
    }

    @Test
    void eventsBeforeTheProfileIsLoadedNeverBecomeNormal() {
        aliceIsKnown();
        LastingEngine node = engine(1, loading);
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMinutes(1));
            node.engine.examine(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
            node.engine.examine(message(ALICE, Spot.LAGOS, List.of("victim" + i + "@far.example")));
        }
        loading.runAll();

        assertThat(knows(node, ALICE, Spot.LAGOS)).isFalse();
        assertThat(knows(node, ALICE, Spot.OSLO)).isTrue();
        assertThat(incidents.current(ALICE)).isPresent();
    }

    @Test
    void messageThatCannotWaitPassesAndIsAssessedLater() {
        aliceIsKnown();
        LastingEngine node = engine(1, loading);
        node.engine.examine(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add("victim" + i + "@house" + i + ".example");
        }

        assertThat(node.engine.assess(message(ALICE, Spot.LAGOS, many))).isEqualTo(Verdict.ALLOW);
        loading.runAll();

        Incident incident = incidents.current(ALICE).orElseThrow();
        assertThat(incident.has("recipient-fan-out") || incident.has("recipient-burst"))
                .isTrue();
        assertThat(node.engine.assess(message(ALICE, Spot.LAGOS, many))).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void waitingEventsAreDoneInOrderAndFoldToTheSameProfile() {
        aliceIsKnown();
        LastingEngine node = engine(1, loading);
        for (int i = 0; i < 9; i++) {
            clock.advance(Duration.ofSeconds(7));
            node.engine.examine(login(ALICE, Spot.OSLO, i % 3 == 0 ? Outcome.REFUSED : Outcome.ACCEPTED));
        }
        loading.runAll();
        node.store.flush();

        assertThat(node.profile(ALICE).orElseThrow()).isEqualTo(node.folded(ALICE));
        assertThat(loading.size()).isZero();
    }

    @Test
    void unknownNamesGetNoProfileAndAreReadOnce() {
        LastingEngine node = engine(1, loading);
        for (int i = 0; i < 30; i++) {
            node.engine.expect(NOBODY);
            node.engine.examine(login(NOBODY, Spot.LAGOS, Outcome.REFUSED));
            loading.runAll();
        }
        node.store.flush();

        assertThat(store.reads()).isEqualTo(1);
        assertThat(node.engine.profiles().count()).isZero();
        assertThat(node.profile(NOBODY)).isEmpty();
        assertThat(store.of(NOBODY, new LogPositions())).hasSize(30);
        assertThat(node.engine.profiles().loader().waiting()).isZero();
    }

    @Test
    void wrongPasswordsBeforeTheFirstLoginAreInItsProfile() {
        LastingEngine node = engine(1, Runnable::run);
        for (int i = 0; i < 12; i++) {
            clock.advance(Duration.ofMillis(1_003));
            node.engine.examine(login(BOB, Spot.LAGOS, Outcome.REFUSED));
        }
        node.engine.examine(login(BOB, Spot.LAGOS, Outcome.ACCEPTED));
        node.store.flush();

        assertThat(node.profile(BOB).orElseThrow()).isEqualTo(node.folded(BOB));
        assertThat(node.engine
                        .profiles()
                        .tell(BOB, profile -> profile.wrongPasswords(clock.instant(), Duration.ofHours(1))))
                .contains(12);
    }

    @Test
    void storeThatIsGoneStopsNobodyAndNothingIsLost() {
        aliceIsKnown();
        LastingEngine node = engine(1, loading);
        store.gone(true);
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMinutes(1));
            node.engine.expect(ALICE);
            assertThat(node.engine.assess(login(ALICE, Spot.OSLO, Outcome.ACCEPTED)))
                    .isEqualTo(Verdict.ALLOW);
            assertThat(node.engine.assess(message(BOB, Spot.OSLO, List.of("friend@far.example"))))
                    .isEqualTo(Verdict.ALLOW);
            loading.runAll();
            node.engine.profiles().loader().retry();
        }
        loading.runAll();
        assertThat(node.alarms.standing()).extracting(Alarms.Alarm::cause).contains("profiles-unread");

        store.gone(false);
        node.engine.profiles().loader().retry();
        loading.runAll();
        node.store.flush();

        assertThat(node.alarms.standing()).isEmpty();
        assertThat(node.engine.profiles().loader().waiting()).isZero();
        assertThat(node.profile(ALICE).orElseThrow()).isEqualTo(node.folded(ALICE));
        assertThat(store.of(BOB, new LogPositions())).hasSize(20);
        assertThat(node.engine.profiles().tell(ALICE, profile -> profile.learnedLogins()))
                .contains(180 + 20);
    }

    @Test
    void floodWhileTheStoreIsGoneIsBoundedAndTheRestIsSetAside() {
        aliceIsKnown();
        LastingEngine node = engine(1, loading);
        store.gone(true);
        for (int i = 0; i < 30_000; i++) {
            node.engine.assess(login(new Account("guess" + i + "@example.org"), Spot.LAGOS, Outcome.REFUSED));
        }
        assertThat(node.engine.profiles().loader().waiting()).isEqualTo(20_000);
        for (int i = 0; i < 20_000; i++) {
            node.engine.assess(message(BOB, Spot.OSLO, List.of("friend@far.example")));
        }
        assertThat(node.engine.profiles().loader().waiting()).isEqualTo(40_000);

        node.engine.assess(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));

        assertThat(node.engine.profiles().loader().waiting()).isEqualTo(40_000);
        store.gone(false);
        node.store.flush();
        assertThat(knows(node, ALICE, Spot.LAGOS)).isFalse();
        assertThat(store.of(ALICE, new LogPositions())).hasSize(361);
    }

    @Test
    void snapshotsThatCannotBeSavedKeepMoreFromBeingLoaded() {
        LastingEngine node = LastingEngine.on(store.node(1), incidents, clock, loading, 100);
        store.full(true);
        for (int i = 0; i < 11_000; i++) {
            node.engine.assess(login(new Account("account" + i + "@example.org"), Spot.OSLO, Outcome.ACCEPTED));
            loading.runAll();
        }
        assertThat(node.engine.profiles().loader().waiting()).isBetween(800, 1_000);
        assertThat(node.alarms.standing()).extracting(Alarms.Alarm::cause).contains("profiles-unread");

        store.full(false);
        for (int i = 0; i < 3; i++) {
            node.save();
            node.engine.profiles().loader().retry();
            loading.runAll();
        }
        assertThat(node.engine.profiles().loader().waiting()).isZero();
        assertThat(node.alarms.standing()).isEmpty();
    }

    @Test
    void failingEventDoesNotStopThoseBehindIt() {
        LastingEngine node = engine(1, loading);
        boolean[] done = {false};
        node.engine.profiles().loader().whenHeld(ALICE, true, profile -> {
            throw new IllegalStateException("broken");
        });
        node.engine.profiles().loader().whenHeld(ALICE, true, profile -> done[0] = true);
        loading.runAll();

        assertThat(done[0]).isTrue();
        assertThat(node.alarms.standing()).extracting(Alarms.Alarm::cause).containsExactly("engine-failed");
    }

    @Test
    void entriesOfAnotherNodeThatComeDuringALoadAreLearnedOnce() {
        aliceIsKnown();
        LastingEngine other = engine(2, Runnable::run);
        LastingEngine node = engine(1, loading);
        node.follow();
        node.engine.expect(ALICE);
        other.engine.examine(login(ALICE, Spot.OSLO, Outcome.ACCEPTED));
        other.store.flush();
        node.follow();
        loading.runAll();
        node.follow();

        assertThat(node.profile(ALICE).orElseThrow())
                .isEqualTo(other.profile(ALICE).orElseThrow());
    }

    @Test
    void unknownNameThatLogsInElsewhereGetsAProfile() {
        LastingEngine node = engine(1, loading);
        LastingEngine other = engine(2, Runnable::run);
        node.engine.examine(login(BOB, Spot.OSLO, Outcome.REFUSED));
        loading.runAll();
        other.engine.examine(login(BOB, Spot.OSLO, Outcome.ACCEPTED));
        other.store.flush();
        node.follow();

        node.engine.examine(login(BOB, Spot.OSLO, Outcome.REFUSED));
        loading.runAll();
        node.store.flush();

        assertThat(node.profile(BOB).orElseThrow()).isEqualTo(node.folded(BOB));
    }
}
