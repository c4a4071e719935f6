package io.mailwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.ResponseSchedule;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponderTest extends OnAnswers {

    @Test
    void criticalIsAnsweredInOrderAndOnce() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        takenOver(node);

        node.respond();
        node.respond();

        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(incident(node).answered()).contains(Severity.CRITICAL);
        assertThat(node.engine.controls().records(incident(node)))
                .extracting(ResponseRecord::response)
                .containsExactlyInAnyOrder("block-outgoing", "end-sessions", "rescan", "alert");
        assertThat(node.engine.controls().blocks(ALICE)).singleElement().satisfies(block -> {
            assertThat(block.author()).isEqualTo(Block.Author.DETECTOR);
            assertThat(block.incident()).contains(incident(node).id());
        });
        node.close();
    }

    @Test
    void suspectedIsToldAndNothingElse() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        suspected(node);

        node.respond();

        assertThat(actions.asked).containsExactly("alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);

        clock.advance(Duration.ofMinutes(1));
        node.engine.examine(message(ALICE, Spot.LAGOS, strangers()));
        node.respond();
        assertThat(actions.asked).containsExactly("alert", "rescan", "alert");
        node.close();
    }

    @Test
    void aNodeThatDiesLeavesTheAnswerToAnother() {
        aliceIsKnown();
        LastingEngine dying = engine(1, Runnable::run);
        takenOver(dying);
        LastingEngine other = equipped(2);

        other.respond();
        assertThat(actions.asked).isEmpty();

        clock.advance(ResponseSchedule.OTHERS_WAIT);
        other.respond();
        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(other.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        other.close();
    }

    @Test
    void inModeDetectItIsOnlyReported() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        node.engine.controls().setMode(new ModeRule("@example.org", Mode.DETECT), "carol");
        takenOver(node);

        node.respond();

        assertThat(actions.asked).containsExactly("report", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(incident(node).heldMessages()).isZero();
        node.close();
    }

    @Test
    void inModeRemediateItIsDeliveredFirstAndBlockedThen() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        node.engine.controls().setMode(new ModeRule(ALICE.name(), Mode.REMEDIATE), "carol");
        takenOver(node);
        assertThat(incident(node).heldMessages()).isZero();

        node.respond();

        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(node.engine.assess(message(ALICE, Spot.LAGOS, List.of("friend1@far.example"))))
                .isInstanceOfSatisfying(Verdict.Hold.class, hold -> assertThat(hold.incident())
                        .contains(incident(node).id()));
        node.close();
    }

    @Test
    void dismissingLiftsWhatTheIncidentSetAndNotWhatAnAdministratorSet() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        takenOver(node);
        node.respond();
        node.engine.controls().block(ALICE, Restriction.DEFER, "on leave", Optional.empty(), "carol");

        assertThat(node.review().dismiss(incident(node).id())).isTrue();

        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.DEFER);
        node.respond();
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.DEFER);
        node.close();
    }

    @Test
    void incidentDismissedWhileOthersAreAnsweredBlocksNobody() {
        aliceIsKnown();
        isKnown(BOB);
        LastingEngine node = equipped(1);
        takenOver(node, ALICE);
        takenOver(node, BOB);
        List<Incident> both = node.review().incidents(IncidentQuery.latest(2)).items();
        List<Incident> dismissed = new ArrayList<>();
        actions.meanwhile = answered -> {
            if (dismissed.isEmpty()) {
                both.stream().filter(other -> !other.id().equals(answered.id())).forEach(dismissed::add);
                assertThat(node.review().dismiss(dismissed.get(0).id())).isTrue();
            }
        };

        node.respond();
        node.respond();

        Account spared = dismissed.get(0).account();
        assertThat(node.engine.restriction(spared)).isEqualTo(Restriction.NONE);
        assertThat(node.engine.controls().blocks(spared)).isEmpty();
        assertThat(node.engine.restriction(spared.equals(ALICE) ? BOB : ALICE)).isEqualTo(Restriction.HOLD);
        node.close();
    }

    @Test
    void lateAnswerToADismissedIncidentBlocksNobody() {
        aliceIsKnown();
        LastingEngine first = equipped(1);
        takenOver(first, ALICE);
        LastingEngine late = equipped(2);
        late.respond();
        assertThat(first.review().dismiss(incident(first).id())).isTrue();

        clock.advance(ResponseSchedule.OTHERS_WAIT);
        late.respond();

        assertThat(late.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        late.close();
        first.close();
    }

    @Test
    void anUnblockHoldsAndTheNextTakeoverIsAnsweredAnew() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        takenOver(node);
        node.respond();

        assertThat(node.engine.controls().unblock(ALICE, "carol").lifted()).isEqualTo(1);
        node.respond();
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);

        actions.asked.clear();
        takenOver(node);
        node.respond();
        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        node.close();
    }

    @Test
    void unblockWhileTheIncidentIsAnsweredLeavesTheAccountUnblocked() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        suspected(node);
        node.respond();
        assertThat(node.review().confirm(incident(node).id())).isTrue();
        actions.meanwhile = answered -> node.engine.controls().unblock(ALICE, "carol");

        node.respond();

        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(node.engine.controls().blocks(ALICE)).isEmpty();
        node.close();
    }

    @Test
    void confirmingASuspectedIncidentAnswersItAsCritical() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        suspected(node);
        node.respond();
        actions.asked.clear();

        assertThat(node.review().confirm(incident(node).id())).isTrue();
        node.respond();

        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        node.close();
    }

    @Test
    void aBlockHoldsOnTheOtherNodeAndAfterARestart() {
        aliceIsKnown();
        LastingEngine here = equipped(1);
        LastingEngine there = equipped(2);
        here.engine.controls().block(ALICE, Restriction.BLOCK, "left us", Optional.empty(), "carol");
        here.store.flush();

        there.follow();

        assertThat(there.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        Login home = login(ALICE, Spot.OSLO, Outcome.ACCEPTED);
        assertThat(there.engine.assess(home)).isInstanceOf(Verdict.Reject.class);
        LastingEngine again = equipped(1);
        assertThat(again.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        assertThat(there.engine.controls().unblock(ALICE, "carol").lifted()).isEqualTo(1);
        there.store.flush();
        again.follow();
        assertThat(again.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(again.engine.assess(login(ALICE, Spot.OSLO, Outcome.ACCEPTED)))
                .isEqualTo(Verdict.ALLOW);
        again.close();
        there.close();
    }

    @Test
    void aBlockLapsesByItself() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        node.engine
                .controls()
                .block(
                        ALICE,
                        Restriction.BLOCK,
                        "until tomorrow",
                        Optional.of(clock.instant().plus(Duration.ofDays(1))),
                        "carol");

        clock.advance(Duration.ofHours(23));
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        clock.advance(Duration.ofHours(1));
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(node.engine.controls().blocks(ALICE)).isEmpty();
        node.close();
    }

    @Test
    void eventsOfABlockedAccountAreNotLearned() {
        aliceIsKnown();
        LastingEngine node = equipped(1);
        node.engine.controls().block(ALICE, Restriction.BLOCK, "left us", Optional.empty(), "carol");

        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(node.engine.assess(login(ALICE, Spot.BERGEN, Outcome.ACCEPTED)))
                    .isInstanceOf(Verdict.Reject.class);
        }

        assertThat(knows(node, ALICE, Spot.BERGEN)).isFalse();
        node.close();
    }
}
