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
    void aLoginIsJudgedLikeANewAccountsUntilItsProfileIsThereAndThenProperly() {
        aliceIsKnown();
        LastingEngine now = engine(1, loading);

        Assessment early = now.engine.examine(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));

        assertThat(early.anomalies()).isEmpty();
        assertThat(incidents.current(ALICE)).isEmpty();
        loading.runAll();
        assertThat(now.review().overview().activity().anomalies()).containsKey("impossible-travel");
        assertThat(incidents.current(ALICE)).isPresent();
        assertThat(knows(now, ALICE, Spot.LAGOS)).isFalse();
        assertThat(now.alarms.standing()).isEmpty();
    }

    @Test
    void whatComesBeforeTheProfileNeverBecomesNormalHoweverOften() {
        aliceIsKnown();
        LastingEngine now = engine(1, loading);
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMinutes(1));
            now.engine.examine(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
            now.engine.examine(message(ALICE, Spot.LAGOS, List.of("victim" + i + "@far.example")));
        }
        loading.runAll();

        assertThat(knows(now, ALICE, Spot.LAGOS)).isFalse();
        assertThat(knows(now, ALICE, Spot.OSLO)).isTrue();
        assertThat(incidents.current(ALICE)).isPresent();
    }

    @Test
    void aMessageThatCannotWaitFlowsAndIsJudgedLater() {
        aliceIsKnown();
        LastingEngine now = engine(1, loading);
        now.engine.examine(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add("victim" + i + "@house" + i + ".example");
        }

        assertThat(now.engine.assess(message(ALICE, Spot.LAGOS, many))).isEqualTo(Verdict.ALLOW);
        loading.runAll();

        Incident incident = incidents.current(ALICE).orElseThrow();
        assertThat(incident.has("recipient-fan-out") || incident.has("recipient-burst"))
                .isTrue();
        assertThat(now.engine.assess(message(ALICE, Spot.LAGOS, many))).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void whatWaitsIsDoneInOrderAndFoldsToTheSameProfile() {
        aliceIsKnown();
        LastingEngine now = engine(1, loading);
        for (int i = 0; i < 9; i++) {
            clock.advance(Duration.ofSeconds(7));
            now.engine.examine(login(ALICE, Spot.OSLO, i % 3 == 0 ? Outcome.REFUSED : Outcome.ACCEPTED));
        }
        loading.runAll();
        now.node.flush();

        assertThat(now.profile(ALICE).orElseThrow()).isEqualTo(now.folded(ALICE));
        assertThat(loading.size()).isZero();
    }

    @Test
    void namesThatNobodyHasGetNoProfileAndAreReadOnce() {
        LastingEngine now = engine(1, loading);
        for (int i = 0; i < 30; i++) {
            now.engine.expect(NOBODY);
            now.engine.examine(login(NOBODY, Spot.LAGOS, Outcome.REFUSED));
            loading.runAll();
        }
        now.node.flush();

        assertThat(store.reads()).isEqualTo(1);
        assertThat(now.engine.profiles().count()).isZero();
        assertThat(now.profile(NOBODY)).isEmpty();
        assertThat(store.of(NOBODY, new LogPositions())).hasSize(30);
        assertThat(now.engine.profiles().loader().waiting()).isZero();
    }

    @Test
    void wrongPasswordsBeforeTheFirstLoginAreInItsProfile() {
        LastingEngine now = engine(1, Runnable::run);
        for (int i = 0; i < 12; i++) {
            clock.advance(Duration.ofMillis(1_003));
            now.engine.examine(login(BOB, Spot.LAGOS, Outcome.REFUSED));
        }
        now.engine.examine(login(BOB, Spot.LAGOS, Outcome.ACCEPTED));
        now.node.flush();

        assertThat(now.profile(BOB).orElseThrow()).isEqualTo(now.folded(BOB));
        assertThat(now.engine
                        .profiles()
                        .tell(BOB, profile -> profile.wrongPasswords(clock.instant(), Duration.ofHours(1))))
                .contains(12);
    }

    @Test
    void storeThatIsGoneStopsNobodyAndNothingIsLost() {
        aliceIsKnown();
        LastingEngine now = engine(1, loading);
        store.gone(true);
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMinutes(1));
            now.engine.expect(ALICE);
            assertThat(now.engine.assess(login(ALICE, Spot.OSLO, Outcome.ACCEPTED)))
                    .isEqualTo(Verdict.ALLOW);
            assertThat(now.engine.assess(message(BOB, Spot.OSLO, List.of("friend@far.example"))))
                    .isEqualTo(Verdict.ALLOW);
            loading.runAll();
            now.engine.profiles().loader().retry();
        }
        loading.runAll();
        assertThat(now.alarms.standing()).extracting(Alarms.Alarm::cause).contains("profiles-unread");

        store.gone(false);
        now.engine.profiles().loader().retry();
        loading.runAll();
        now.node.flush();

        assertThat(now.alarms.standing()).isEmpty();
        assertThat(now.engine.profiles().loader().waiting()).isZero();
        assertThat(now.profile(ALICE).orElseThrow()).isEqualTo(now.folded(ALICE));
        assertThat(store.of(BOB, new LogPositions())).hasSize(20);
        assertThat(now.engine.profiles().tell(ALICE, profile -> profile.learnedLogins()))
                .contains(180 + 20);
    }

    @Test
    void floodWhileTheStoreIsGoneIsBoundedAndWhatFindsNoRoomIsSetAside() {
        aliceIsKnown();
        LastingEngine now = engine(1, loading);
        store.gone(true);
        for (int i = 0; i < 30_000; i++) {
            now.engine.assess(login(new Account("guess" + i + "@example.org"), Spot.LAGOS, Outcome.REFUSED));
        }
        assertThat(now.engine.profiles().loader().waiting()).isEqualTo(20_000);
        for (int i = 0; i < 20_000; i++) {
            now.engine.assess(message(BOB, Spot.OSLO, List.of("friend@far.example")));
        }
        assertThat(now.engine.profiles().loader().waiting()).isEqualTo(40_000);

        now.engine.assess(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));

        assertThat(now.engine.profiles().loader().waiting()).isEqualTo(40_000);
        store.gone(false);
        now.node.flush();
        assertThat(knows(now, ALICE, Spot.LAGOS)).isFalse();
        assertThat(store.of(ALICE, new LogPositions())).hasSize(361);
    }

    @Test
    void snapshotsThatCannotBeSavedKeepMoreFromBeingLoaded() {
        LastingEngine now = LastingEngine.on(store.node(1), incidents, clock, loading, 100);
        store.full(true);
        for (int i = 0; i < 11_000; i++) {
            now.engine.assess(login(new Account("account" + i + "@example.org"), Spot.OSLO, Outcome.ACCEPTED));
            loading.runAll();
        }
        assertThat(now.engine.profiles().loader().waiting()).isBetween(800, 1_000);
        assertThat(now.alarms.standing()).extracting(Alarms.Alarm::cause).contains("profiles-unread");

        store.full(false);
        for (int i = 0; i < 3; i++) {
            now.save();
            now.engine.profiles().loader().retry();
            loading.runAll();
        }
        assertThat(now.engine.profiles().loader().waiting()).isZero();
        assertThat(now.alarms.standing()).isEmpty();
    }

    @Test
    void oneThatFailsDoesNotTakeWhatWaitsBehindItWithIt() {
        LastingEngine now = engine(1, loading);
        boolean[] done = {false};
        now.engine.profiles().loader().whenHeld(ALICE, true, profile -> {
            throw new IllegalStateException("broken");
        });
        now.engine.profiles().loader().whenHeld(ALICE, true, profile -> done[0] = true);
        loading.runAll();

        assertThat(done[0]).isTrue();
        assertThat(now.alarms.standing()).extracting(Alarms.Alarm::cause).containsExactly("engine-failed");
    }

    @Test
    void entriesOfAnotherNodeThatComeDuringALoadAreLearnedOnce() {
        aliceIsKnown();
        LastingEngine other = engine(2, Runnable::run);
        LastingEngine now = engine(1, loading);
        now.follow();
        now.engine.expect(ALICE);
        other.engine.examine(login(ALICE, Spot.OSLO, Outcome.ACCEPTED));
        other.node.flush();
        now.follow();
        loading.runAll();
        now.follow();

        assertThat(now.profile(ALICE).orElseThrow())
                .isEqualTo(other.profile(ALICE).orElseThrow());
    }

    @Test
    void aNameThatIsLetInElsewhereIsNobodysNoLonger() {
        LastingEngine now = engine(1, loading);
        LastingEngine other = engine(2, Runnable::run);
        now.engine.examine(login(BOB, Spot.OSLO, Outcome.REFUSED));
        loading.runAll();
        other.engine.examine(login(BOB, Spot.OSLO, Outcome.ACCEPTED));
        other.node.flush();
        now.follow();

        now.engine.examine(login(BOB, Spot.OSLO, Outcome.REFUSED));
        loading.runAll();
        now.node.flush();

        assertThat(now.profile(BOB).orElseThrow()).isEqualTo(now.folded(BOB));
    }
}
