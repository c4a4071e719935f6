package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static io.mailwarden.engine.Nodes.BOB;
import static io.mailwarden.engine.Nodes.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestStore;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.profile.ProfileBytes;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastingMemoryTest {

    private final Nodes nodes = new Nodes();

    @Test
    void theOrganisationIsWhatItWasAfterARestartAndAfterAKill() {
        LastingEngine first = nodes.engine(1, Runnable::run);
        first.follow();
        first.engine.examine(nodes.login(ALICE, Spot.OSLO, Outcome.ACCEPTED));
        first.saveOrganisation();
        for (int i = 0; i < 5; i++) {
            nodes.clock.advance(Duration.ofMillis(1_003));
            first.engine.examine(nodes.login(BOB, Spot.LAGOS, Outcome.REFUSED));
        }
        first.store.flush();
        long place = Keys.of(Nodes.address(Spot.LAGOS));

        LastingEngine killed = nodes.engine(1, Runnable::run);
        assertThat(guessed(killed, place)).isZero();
        killed.follow();
        assertThat(guessed(killed, place)).isEqualTo(guessed(first, place)).isEqualTo(5);
        killed.close();
        LastingEngine ended = nodes.engine(1, Runnable::run);
        assertThat(guessed(ended, place)).isEqualTo(5);
        ended.follow();
        assertThat(guessed(ended, place)).isEqualTo(5);
    }

    private int guessed(LastingEngine engine, long place) {
        return engine.engine
                .profiles()
                .organisations()
                .of(BOB)
                .wrongPasswords(place, nodes.clock.instant(), Duration.ofHours(1));
    }

    @Test
    void phishingAndReviewsOfAnotherNodeBurnAddressesHere() {
        LastingEngine node = nodes.engine(1, Runnable::run);
        LastingEngine other = nodes.engine(2, Runnable::run);
        for (int message = 0; message < 3; message++) {
            other.engine.assess(new PhishingReceived(
                    nodes.clock.instant().minus(Duration.ofMinutes(message)), ALICE, Nodes.address(Spot.SYDNEY)));
        }
        other.store.append(new Reviewed(
                nodes.clock.instant(),
                ALICE,
                Decision.CONFIRMED,
                List.of(Nodes.address(Spot.LAGOS)),
                "used by a thief"));
        other.store.flush();
        node.follow();

        assertThat(node.engine
                        .examine(nodes.login(ALICE, Spot.SYDNEY, Outcome.ACCEPTED))
                        .anomalies())
                .anyMatch(anomaly -> anomaly.type().equals("malicious-address"));
        assertThat(node.engine
                        .examine(nodes.login(BOB, Spot.LAGOS, Outcome.ACCEPTED))
                        .anomalies())
                .anyMatch(anomaly -> anomaly.type().equals("malicious-address"));
    }

    @Test
    void anIncidentDismissedAtAnotherNodeIsTrustedHere() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.engine(1, Runnable::run);
        LastingEngine other = nodes.engine(2, Runnable::run);
        node.engine.examine(nodes.login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
        node.store.flush();
        assertThat(nodes.knows(node, ALICE, Spot.LAGOS)).isFalse();

        String id =
                other.review().incidents(IncidentQuery.latest(1)).items().get(0).id();
        assertThat(other.review().dismiss(id)).isTrue();
        other.store.flush();
        node.follow();

        assertThat(nodes.knows(node, ALICE, Spot.LAGOS)).isTrue();
    }

    @Test
    void profilesByOlderRulesAreFoldedAnewInTheBackground() {
        nodes.aliceIsKnown();
        try (LastingEngine past = nodes.engine(1, Runnable::run)) {
            past.engine.examine(nodes.login(BOB, Spot.OSLO, Outcome.ACCEPTED));
        }
        byte[] alice = nodes.store.find(ALICE).orElseThrow().bytes();
        byte[] bob = nodes.store.find(BOB).orElseThrow().bytes();
        // Alice's is wrong by the rules of today, as Bob's is, of whom the log has nothing any more.
        nodes.store.save(List.of(
                ProfileBytes.outdated(new Snapshot(
                        ALICE, 0, nodes.store.find(BOB).orElseThrow().bytes())),
                ProfileBytes.outdated(nodes.store.find(BOB).orElseThrow())));
        nodes.store.forget(BOB);
        LastingEngine node = nodes.engine(1, Runnable::run);

        for (int i = 0; i < 3; i++) {
            node.renew();
        }

        assertThat(nodes.store.otherThan(ProfileBytes.rules(), "", 10)).isEmpty();
        assertThat(nodes.store.find(BOB).orElseThrow().bytes()).isEqualTo(bob);
        assertThat(nodes.store.find(ALICE).orElseThrow().bytes()).isEqualTo(alice);
    }

    @Test
    void afterAStartThoseWhoWereActiveLastAreBroughtBack() {
        try (LastingEngine past =
                LastingEngine.on(nodes.store.node(1), nodes.incidents, nodes.clock, Runnable::run, 1_000)) {
            for (int i = 0; i < 300; i++) {
                past.engine.examine(
                        nodes.login(new Account("account" + i + "@example.org"), Spot.OSLO, Outcome.ACCEPTED));
                past.saveAll();
            }
        }
        LastingEngine node = LastingEngine.on(nodes.store.node(1), nodes.incidents, nodes.clock, nodes.loading, 250);
        node.warmUp();
        assertThat(node.engine.profiles().count()).isEqualTo(200);
        nodes.store.gone(true);
        assertThatThrownBy(() -> node.warmUp()).isInstanceOf(StoreUnavailable.class);
        nodes.store.gone(false);
        node.warmUp();
        node.warmUp();

        // One was passed over: the nodes.store was gone.
        assertThat(node.engine.profiles().count()).isEqualTo(249);
        int reads = nodes.store.reads();
        node.engine.examine(nodes.login(new Account("account299@example.org"), Spot.OSLO, Outcome.ACCEPTED));
        assertThat(nodes.store.reads()).isEqualTo(reads);
        assertThat(nodes.loading.size()).isZero();
    }

    @Test
    void logForgetsOnlyWhatSnapshotsHold() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.engine(1, Runnable::run);
        node.engine.examine(nodes.login(BOB, Spot.OSLO, Outcome.ACCEPTED));
        node.engine.examine(nodes.login(NOBODY, Spot.LAGOS, Outcome.REFUSED));
        node.engine.save(Set.of(ALICE, BOB, NOBODY));
        byte[] alice = node.profile(ALICE).orElseThrow();
        byte[] bob = node.profile(BOB).orElseThrow();
        List.of(ALICE, BOB, NOBODY).forEach(nodes.store::forget);

        LastingEngine killed = nodes.engine(1, Runnable::run);
        assertThat(killed.profile(ALICE).orElseThrow()).isEqualTo(alice);
        assertThat(killed.profile(BOB).orElseThrow()).isEqualTo(bob);
        assertThat(killed.profile(NOBODY)).isEmpty();

        nodes.store.full(true);
        node.engine.examine(nodes.login(BOB, Spot.OSLO, Outcome.ACCEPTED));
        assertThatThrownBy(() -> node.engine.save(Set.of(BOB))).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void eventsThatAFullLogDropsAreInTheSnapshot() {
        TestStore own = new TestStore();
        LastingEngine node = LastingEngine.on(own.node(1).room(3), nodes.incidents, nodes.clock, Runnable::run, 1_000);
        for (int i = 0; i < 5; i++) {
            node.engine.examine(nodes.login(BOB, Spot.OSLO, Outcome.ACCEPTED));
        }
        assertThat(node.store.dropped()).isEqualTo(2);
        node.close();
        LastingEngine again = LastingEngine.on(own.node(1), nodes.incidents, nodes.clock, Runnable::run, 1_000);

        assertThat(again.engine.profiles().tell(BOB, profile -> profile.learnedLogins()))
                .contains(5);
        assertThat(own.of(BOB, new LogPositions()))
                .allMatch(logged -> logged.entry() instanceof EventAssessed)
                .hasSize(3);
    }

    @Test
    void aStoreThatLostItsSnapshotsGetsThemAgain() {
        LastingEngine node = nodes.engine(1, Runnable::run);
        node.engine.examine(nodes.login(BOB, Spot.OSLO, Outcome.ACCEPTED));
        node.saveAll();
        nodes.store.loseSnapshots();
        node.engine.saveAgain();
        node.save();

        assertThat(nodes.store.find(BOB).orElseThrow().bytes())
                .isEqualTo(node.profile(BOB).orElseThrow());
    }
}
