package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static io.mailwarden.engine.Nodes.BOB;
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
import io.mailwarden.engine.response.block.Block.BlockCause;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponderTest {

    private final Nodes nodes = new Nodes();
    private final NotedActions actions = new NotedActions();

    @Test
    void criticalIsAnsweredInOrderAndOnce() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.takenOver(node);

        node.respond();
        node.respond();

        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(nodes.incident(node).status().answered()).contains(Severity.CRITICAL);
        assertThat(node.engine.controls().records(nodes.incident(node)))
                .extracting(ResponseRecord::response)
                .containsExactlyInAnyOrder("block-outgoing", "end-sessions", "rescan", "alert");
        assertThat(node.engine.controls().blocks(ALICE)).singleElement().satisfies(block -> {
            assertThat(block.cause().author()).isEqualTo(BlockCause.Author.DETECTOR);
            assertThat(block.cause().incident()).contains(nodes.incident(node).id());
        });
        node.close();
    }

    @Test
    void suspectedIsToldAndNothingElse() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.suspected(node);

        node.respond();

        assertThat(actions.asked).containsExactly("alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);

        nodes.clock.advance(Duration.ofMinutes(1));
        node.engine.examine(nodes.message(ALICE, Spot.LAGOS, Nodes.strangers()));
        node.respond();
        assertThat(actions.asked).containsExactly("alert", "rescan", "alert");
        node.close();
    }

    @Test
    void aNodeThatDiesLeavesTheAnswerToAnother() {
        nodes.aliceIsKnown();
        LastingEngine dying = nodes.engine(1, Runnable::run);
        nodes.takenOver(dying);
        LastingEngine other = nodes.equipped(2, actions);

        other.respond();
        assertThat(actions.asked).isEmpty();

        nodes.clock.advance(ResponseSchedule.OTHERS_WAIT);
        other.respond();
        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(other.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        other.close();
    }

    @Test
    void inModeDetectItIsOnlyReported() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        node.engine.controls().setMode(new ModeRule("@example.org", Mode.DETECT), "carol");
        nodes.takenOver(node);

        node.respond();

        assertThat(actions.asked).containsExactly("report", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(nodes.incident(node).counts().heldMessages()).isZero();
        node.close();
    }

    @Test
    void inModeRemediateItIsDeliveredFirstAndBlockedThen() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        node.engine.controls().setMode(new ModeRule(ALICE.name(), Mode.REMEDIATE), "carol");
        nodes.takenOver(node);
        assertThat(nodes.incident(node).counts().heldMessages()).isZero();

        node.respond();

        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(node.engine.assess(nodes.message(ALICE, Spot.LAGOS, List.of("friend1@far.example"))))
                .isInstanceOfSatisfying(Verdict.Hold.class, hold -> assertThat(hold.incident())
                        .contains(nodes.incident(node).id()));
        node.close();
    }

    @Test
    void dismissingLiftsWhatTheIncidentSetAndNotWhatAnAdministratorSet() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.takenOver(node);
        node.respond();
        node.engine.controls().block(ALICE, Restriction.DEFER, "on leave", Optional.empty(), "carol");

        assertThat(node.review().dismiss(nodes.incident(node).id())).isTrue();

        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.DEFER);
        node.respond();
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.DEFER);
        node.close();
    }

    @Test
    void incidentDismissedWhileOthersAreAnsweredBlocksNobody() {
        nodes.aliceIsKnown();
        nodes.isKnown(BOB);
        LastingEngine node = nodes.equipped(1, actions);
        nodes.takenOver(node, ALICE);
        nodes.takenOver(node, BOB);
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
        nodes.aliceIsKnown();
        LastingEngine first = nodes.equipped(1, actions);
        nodes.takenOver(first, ALICE);
        LastingEngine late = nodes.equipped(2, actions);
        late.respond();
        assertThat(first.review().dismiss(nodes.incident(first).id())).isTrue();

        nodes.clock.advance(ResponseSchedule.OTHERS_WAIT);
        late.respond();

        assertThat(late.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        late.close();
        first.close();
    }

    @Test
    void anUnblockHoldsAndTheNextTakeoverIsAnsweredAnew() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.takenOver(node);
        node.respond();

        assertThat(node.engine.controls().unblock(ALICE, "carol").lifted()).isEqualTo(1);
        node.respond();
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);

        actions.asked.clear();
        nodes.takenOver(node);
        node.respond();
        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        node.close();
    }

    @Test
    void unblockWhileTheIncidentIsAnsweredLeavesTheAccountUnblocked() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.suspected(node);
        node.respond();
        assertThat(node.review().confirm(nodes.incident(node).id())).isTrue();
        actions.meanwhile = answered -> node.engine.controls().unblock(ALICE, "carol");

        node.respond();

        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(node.engine.controls().blocks(ALICE)).isEmpty();
        node.close();
    }

    @Test
    void confirmingASuspectedIncidentAnswersItAsCritical() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        nodes.suspected(node);
        node.respond();
        actions.asked.clear();

        assertThat(node.review().confirm(nodes.incident(node).id())).isTrue();
        node.respond();

        assertThat(actions.asked).containsExactly("rescan", "alert");
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        node.close();
    }

    @Test
    void aBlockHoldsOnTheOtherNodeAndAfterARestart() {
        nodes.aliceIsKnown();
        LastingEngine here = nodes.equipped(1, actions);
        LastingEngine there = nodes.equipped(2, actions);
        here.engine.controls().block(ALICE, Restriction.BLOCK, "left us", Optional.empty(), "carol");
        here.store.flush();

        there.follow();

        assertThat(there.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        Login home = nodes.login(ALICE, Spot.OSLO, Outcome.ACCEPTED);
        assertThat(there.engine.assess(home)).isInstanceOf(Verdict.Reject.class);
        LastingEngine again = nodes.equipped(1, actions);
        assertThat(again.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        assertThat(there.engine.controls().unblock(ALICE, "carol").lifted()).isEqualTo(1);
        there.store.flush();
        again.follow();
        assertThat(again.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(again.engine.assess(nodes.login(ALICE, Spot.OSLO, Outcome.ACCEPTED)))
                .isEqualTo(Verdict.ALLOW);
        again.close();
        there.close();
    }

    @Test
    void aBlockLapsesByItself() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        node.engine
                .controls()
                .block(
                        ALICE,
                        Restriction.BLOCK,
                        "until tomorrow",
                        Optional.of(nodes.clock.instant().plus(Duration.ofDays(1))),
                        "carol");

        nodes.clock.advance(Duration.ofHours(23));
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        nodes.clock.advance(Duration.ofHours(1));
        assertThat(node.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(node.engine.controls().blocks(ALICE)).isEmpty();
        node.close();
    }

    @Test
    void eventsOfABlockedAccountAreNotLearned() {
        nodes.aliceIsKnown();
        LastingEngine node = nodes.equipped(1, actions);
        node.engine.controls().block(ALICE, Restriction.BLOCK, "left us", Optional.empty(), "carol");

        for (int i = 0; i < 30; i++) {
            nodes.clock.advance(Duration.ofMinutes(1));
            assertThat(node.engine.assess(nodes.login(ALICE, Spot.BERGEN, Outcome.ACCEPTED)))
                    .isInstanceOf(Verdict.Reject.class);
        }

        assertThat(nodes.knows(node, ALICE, Spot.BERGEN)).isFalse();
        node.close();
    }
}
