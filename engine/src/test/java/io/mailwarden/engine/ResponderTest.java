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
import io.mailwarden.engine.response.block.BlockCause;
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
        LastingEngine now = equipped(1);
        takenOver(now);

        now.respond();
        now.respond();

        assertThat(means.asked).containsExactly("rescan", "alert");
        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(incident(now).status().answered()).contains(Severity.CRITICAL);
        assertThat(now.engine.controls().records(incident(now)))
                .extracting(ResponseRecord::response)
                .containsExactlyInAnyOrder("block-outgoing", "end-sessions", "rescan", "alert");
        assertThat(now.engine.controls().blocks(ALICE)).singleElement().satisfies(block -> {
            assertThat(block.cause().author()).isEqualTo(BlockCause.Author.DETECTOR);
            assertThat(block.cause().incident()).contains(incident(now).id());
        });
        now.close();
    }

    @Test
    void suspectedIsToldAndNothingElse() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        suspected(now);

        now.respond();

        assertThat(means.asked).containsExactly("alert");
        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);

        clock.advance(Duration.ofMinutes(1));
        now.engine.examine(message(ALICE, Spot.LAGOS, strangers()));
        now.respond();
        assertThat(means.asked).containsExactly("alert", "rescan", "alert");
        now.close();
    }

    @Test
    void aNodeThatDiesLeavesTheAnswerToAnother() {
        aliceIsKnown();
        LastingEngine dying = engine(1, Runnable::run);
        takenOver(dying);
        LastingEngine other = equipped(2);

        other.respond();
        assertThat(means.asked).isEmpty();

        clock.advance(ResponseSchedule.OTHERS_WAIT);
        other.respond();
        assertThat(means.asked).containsExactly("rescan", "alert");
        assertThat(other.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        other.close();
    }

    @Test
    void inModeDetectItIsOnlyReported() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        now.engine.controls().setMode(new ModeRule("@example.org", Mode.DETECT), "carol");
        takenOver(now);

        now.respond();

        assertThat(means.asked).containsExactly("report", "alert");
        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(incident(now).counts().heldMessages()).isZero();
        now.close();
    }

    @Test
    void inModeRemediateItIsDeliveredFirstAndBlockedThen() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        now.engine.controls().setMode(new ModeRule(ALICE.name(), Mode.REMEDIATE), "carol");
        takenOver(now);
        assertThat(incident(now).counts().heldMessages()).isZero();

        now.respond();

        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        assertThat(now.engine.assess(message(ALICE, Spot.LAGOS, List.of("friend1@far.example"))))
                .isInstanceOfSatisfying(Verdict.Hold.class, hold -> assertThat(hold.incident())
                        .contains(incident(now).id()));
        now.close();
    }

    @Test
    void dismissingLiftsWhatTheIncidentSetAndNotWhatAnAdministratorSet() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        takenOver(now);
        now.respond();
        now.engine.controls().block(ALICE, Restriction.DEFER, "on leave", Optional.empty(), "carol");

        assertThat(now.review().dismiss(incident(now).id())).isTrue();

        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.DEFER);
        now.respond();
        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.DEFER);
        now.close();
    }

    @Test
    void whatIsDismissedWhileOthersAreAnsweredIsNotBlocked() {
        aliceIsKnown();
        isKnown(BOB);
        LastingEngine now = equipped(1);
        takenOver(now, ALICE);
        takenOver(now, BOB);
        List<Incident> both = now.review().incidents(IncidentQuery.latest(2)).items();
        List<Incident> dismissed = new ArrayList<>();
        means.meanwhile = answered -> {
            if (dismissed.isEmpty()) {
                both.stream().filter(other -> !other.id().equals(answered.id())).forEach(dismissed::add);
                assertThat(now.review().dismiss(dismissed.get(0).id())).isTrue();
            }
        };

        now.respond();
        now.respond();

        Account spared = dismissed.get(0).account();
        assertThat(now.engine.restriction(spared)).isEqualTo(Restriction.NONE);
        assertThat(now.engine.controls().blocks(spared)).isEmpty();
        assertThat(now.engine.restriction(spared.equals(ALICE) ? BOB : ALICE)).isEqualTo(Restriction.HOLD);
        now.close();
    }

    @Test
    void whoAnswersLateBlocksNobodyWhoseIncidentWasDismissedMeanwhile() {
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
        LastingEngine now = equipped(1);
        takenOver(now);
        now.respond();

        assertThat(now.engine.controls().unblock(ALICE, "carol").lifted()).isEqualTo(1);
        now.respond();
        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);

        means.asked.clear();
        takenOver(now);
        now.respond();
        assertThat(means.asked).containsExactly("rescan", "alert");
        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        now.close();
    }

    @Test
    void whoIsGivenBackWhileItsIncidentIsAnsweredIsNotBlocked() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        suspected(now);
        now.respond();
        assertThat(now.review().confirm(incident(now).id())).isTrue();
        means.meanwhile = answered -> now.engine.controls().unblock(ALICE, "carol");

        now.respond();

        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(now.engine.controls().blocks(ALICE)).isEmpty();
        now.close();
    }

    @Test
    void confirmingASuspectedIncidentAnswersItAsCritical() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        suspected(now);
        now.respond();
        means.asked.clear();

        assertThat(now.review().confirm(incident(now).id())).isTrue();
        now.respond();

        assertThat(means.asked).containsExactly("rescan", "alert");
        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.HOLD);
        now.close();
    }

    @Test
    void aBlockHoldsOnTheOtherNodeAndAfterARestart() {
        aliceIsKnown();
        LastingEngine here = equipped(1);
        LastingEngine there = equipped(2);
        here.engine.controls().block(ALICE, Restriction.BLOCK, "left us", Optional.empty(), "carol");
        here.node.flush();

        there.follow();

        assertThat(there.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        Login home = login(ALICE, Spot.OSLO, Outcome.ACCEPTED);
        assertThat(there.engine.assess(home)).isInstanceOf(Verdict.Reject.class);
        LastingEngine again = equipped(1);
        assertThat(again.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        assertThat(there.engine.controls().unblock(ALICE, "carol").lifted()).isEqualTo(1);
        there.node.flush();
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
        LastingEngine now = equipped(1);
        now.engine
                .controls()
                .block(
                        ALICE,
                        Restriction.BLOCK,
                        "until tomorrow",
                        Optional.of(clock.instant().plus(Duration.ofDays(1))),
                        "carol");

        clock.advance(Duration.ofHours(23));
        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        clock.advance(Duration.ofHours(1));
        assertThat(now.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(now.engine.controls().blocks(ALICE)).isEmpty();
        now.close();
    }

    @Test
    void whatABlockedAccountDoesFromElsewhereIsNotLearned() {
        aliceIsKnown();
        LastingEngine now = equipped(1);
        now.engine.controls().block(ALICE, Restriction.BLOCK, "left us", Optional.empty(), "carol");

        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(now.engine.assess(login(ALICE, Spot.BERGEN, Outcome.ACCEPTED)))
                    .isInstanceOf(Verdict.Reject.class);
        }

        assertThat(knows(now, ALICE, Spot.BERGEN)).isFalse();
        now.close();
    }
}
