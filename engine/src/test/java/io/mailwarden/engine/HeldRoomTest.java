package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static io.mailwarden.engine.Nodes.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the doors do when there is no more room for held mail, and what a hold means to a message nobody can judge. */
class HeldRoomTest {

    private final Nodes nodes = new Nodes();
    private LastingEngine node;

    @BeforeEach
    void start() {
        nodes.aliceIsKnown();
        node = nodes.equipped(1, new NotedActions());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void lacking(boolean all, Set<Account> of) {
        node.engine.heldRoom().lacking(all, of, Set.of());
    }

    private Restriction alice() {
        return node.engine.restriction(ALICE);
    }

    @Test
    void whatWouldBeHeldIsDeferredAndNothingElse() {
        node.engine.controls().block(ALICE, Restriction.HOLD, "asked by telephone", Optional.empty(), "carol");
        assertThat(alice()).isEqualTo(Restriction.HOLD);

        lacking(true, Set.of());
        assertThat(alice()).isEqualTo(Restriction.DEFER);
        assertThat(node.engine.restriction(BOB)).as("his mail leaves").isEqualTo(Restriction.NONE);

        lacking(false, Set.of(ALICE, BOB));
        assertThat(alice()).isEqualTo(Restriction.DEFER);
        assertThat(node.engine.restriction(BOB))
                .as("nothing stands against him")
                .isEqualTo(Restriction.NONE);

        lacking(false, Set.of());
        assertThat(alice()).isEqualTo(Restriction.HOLD);
    }

    @Test
    void whatAnOrganisationHasTooMuchOfIsDeferredForAllOfItsAccounts() {
        node.engine.controls().block(ALICE, Restriction.HOLD, "asked by telephone", Optional.empty(), "carol");

        node.engine.heldRoom().lacking(false, Set.of(), Set.of("elsewhere.test"));
        assertThat(alice()).isEqualTo(Restriction.HOLD);
        node.engine.heldRoom().lacking(false, Set.of(), Set.of(ALICE.domain()));
        assertThat(alice()).isEqualTo(Restriction.DEFER);
        assertThat(node.engine.restriction(BOB))
                .as("nothing stands against him")
                .isEqualTo(Restriction.NONE);
    }

    @Test
    void whatIsRefusedAlreadyStaysRefused() {
        node.engine.controls().block(ALICE, Restriction.REFUSE, "asked by telephone", Optional.empty(), "carol");
        lacking(true, Set.of(ALICE));

        assertThat(alice()).isEqualTo(Restriction.REFUSE);
    }

    @Test
    void containedAccountIsDeferredBeforeAnyBlockIsSet() {
        nodes.takenOver(node);
        assertThat(alice()).isEqualTo(Restriction.NONE);

        lacking(true, Set.of());
        assertThat(alice()).isEqualTo(Restriction.DEFER);
    }

    @Test
    void whoeverIsOnlySuspectedIsDeferredForHisOwnHeldMailAlone() {
        nodes.suspected(node);

        lacking(true, Set.of());
        assertThat(alice()).isEqualTo(Restriction.NONE);

        lacking(true, Set.of(ALICE));
        assertThat(alice()).isEqualTo(Restriction.DEFER);
    }

    @Test
    void anOwnerWhoGotHisAccountBackSendsWhateverStillWaits() {
        nodes.takenOver(node);
        node.respond();
        lacking(true, Set.of(ALICE));
        assertThat(alice()).isEqualTo(Restriction.DEFER);

        node.engine.controls().unblock(ALICE, "carol");

        assertThat(alice()).isEqualTo(Restriction.NONE);
    }

    @Test
    void nobodyIsDeferredWhereNothingIsHeld() {
        node.engine.controls().setMode(new ModeRule("@example.org", Mode.DETECT), "carol");
        nodes.takenOver(node);
        lacking(true, Set.of(ALICE));

        assertThat(alice()).isEqualTo(Restriction.NONE);
    }

    @Test
    void messageThatNobodyCanJudgeIsHeldWhereMailIsHeldAnyway() {
        Message message = nodes.message(ALICE, Spot.LAGOS, List.of("friend1@far.example"));
        assertThat(failed(message)).as("policy.on-failure=allow").isFalse();

        node.engine.controls().block(ALICE, Restriction.HOLD, "asked by telephone", Optional.empty(), "carol");
        assertThat(failed(message)).isTrue();
        assertThat(failed(nodes.message(BOB, Spot.OSLO, List.of("friend1@far.example"))))
                .isFalse();

        node.engine.controls().unblock(ALICE, "carol");
        assertThat(failed(message)).isFalse();
        nodes.takenOver(node);
        assertThat(failed(message)).as("its incident contains it").isTrue();
    }

    private boolean failed(Message message) {
        return node.engine
                .failed(message, "message-unreadable", new IllegalStateException("no disk"))
                .holds();
    }
}
