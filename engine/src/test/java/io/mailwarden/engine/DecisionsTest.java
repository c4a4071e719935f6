package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What administrators decide, against each other, against the store, and on several nodes. */
class DecisionsTest {

    private final Nodes nodes = new Nodes();

    private static final int HANDS = 9;

    private LastingEngine here;
    private String incident;

    @BeforeEach
    void takeOver() {
        nodes.aliceIsKnown();
        here = nodes.engine(1, Runnable::run);
        here.engine.examine(nodes.login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
        nodes.clock.advance(Duration.ofMinutes(1));
        List<String> strangers = IntStream.range(0, 60)
                .mapToObj(i -> "stranger" + i + "@away.example")
                .toList();
        here.engine.examine(nodes.message(ALICE, Spot.LAGOS, strangers));
        Incident open = latest(here);
        assertThat(open.contains()).isPresent();
        incident = open.id();
        here.engine.controls().block(ALICE, Restriction.BLOCK, "asked by telephone", Optional.empty(), "dave");
    }

    private static Incident latest(LastingEngine engine) {
        return engine.review().incidents(IncidentQuery.latest(1)).items().get(0);
    }

    private Verdict ownerWrites(LastingEngine engine) {
        return engine.engine.assess(nodes.message(ALICE, Spot.OSLO, List.of("friend1@far.example")));
    }

    private List<Decision> decided() {
        return nodes.store.of(ALICE, new LogPositions()).stream()
                .map(LoggedEntry::entry)
                .filter(Reviewed.class::isInstance)
                .map(entry -> ((Reviewed) entry).decision())
                .toList();
    }

    @Test
    void anUnblockOnOneNodeFreesTheAccountOnTheOther() {
        LastingEngine there = nodes.engine(2, Runnable::run);
        there.engine.expect(ALICE);
        here.store.flush();
        there.follow();
        assertThat(ownerWrites(there)).isInstanceOf(Verdict.Hold.class);
        assertThat(here.engine.controls().unblock(ALICE, "carol").resolved()).contains(incident);
        here.store.flush();

        there.follow();

        assertThat(there.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(there.engine.suspects(ALICE)).isFalse();
        assertThat(ownerWrites(there)).isEqualTo(Verdict.ALLOW);
        assertThat(nodes.knows(there, ALICE, Spot.LAGOS)).isFalse();
        there.close();
    }

    @Test
    void forgottenEventsStayForgottenAfterARestart() {
        here.engine.controls().unblock(ALICE, "carol");
        here.store.flush();

        LastingEngine again = nodes.engine(1, Runnable::run);

        assertThat(again.engine.suspects(ALICE)).isFalse();
        assertThat(ownerWrites(again)).isEqualTo(Verdict.ALLOW);
        assertThat(nodes.knows(again, ALICE, Spot.LAGOS)).isFalse();
        again.close();
    }

    @Test
    void decisionThatTheStoreRefusedIsDoneByARepeat() {
        Controls controls = here.engine.controls();
        nodes.store.gone(true);
        assertThatThrownBy(() -> controls.unblock(ALICE, "carol")).isInstanceOf(StoreUnavailable.class);
        assertThat(here.engine.restriction(ALICE)).isEqualTo(Restriction.BLOCK);
        assertThat(latest(here).contains()).isPresent();
        nodes.store.gone(false);

        assertThat(controls.unblock(ALICE, "carol").resolved()).contains(incident);

        assertThat(here.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
        assertThat(latest(here).state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(ownerWrites(here)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void whoDidNotSeeAConfirmationDoesNotOverruleIt() throws Exception {
        Review review = here.review();
        assertThat(review.confirm(incident)).isTrue();

        assertThat(review.dismiss(incident, Optional.of(IncidentState.OPEN))).isFalse();

        assertThat(latest(here).state()).isEqualTo(IncidentState.CONFIRMED);
        assertThat(decided()).containsExactly(Decision.CONFIRMED);
        assertThat(review.dismiss(incident, Optional.of(IncidentState.CONFIRMED)))
                .isTrue();
    }

    @RepeatedTest(5)
    void oneOfTwoWhoSawItOpenDecides() throws Exception {
        Review review = here.review();
        List<Callable<Decision>> hands = new ArrayList<>();
        for (int i = 0; i < HANDS / 2; i++) {
            hands.add(() -> review.confirm(incident) ? Decision.CONFIRMED : null);
            hands.add(() -> review.dismiss(incident, Optional.of(IncidentState.OPEN)) ? Decision.DISMISSED : null);
        }
        List<Decision> answers = atOnce(hands);

        assertThat(answers).hasSize(1);
        assertThat(decided()).isEqualTo(answers);
        assertThat(latest(here).state()).hasToString(answers.get(0).name());
    }

    @RepeatedTest(5)
    void oneOfManyConcurrentDecisionsEndsTheIncident() throws Exception {
        Review review = here.review();
        Controls controls = here.engine.controls();
        List<Callable<Decision>> hands = new ArrayList<>();
        for (int i = 0; i < HANDS / 3; i++) {
            hands.add(() -> review.confirm(incident) ? Decision.CONFIRMED : null);
            hands.add(() -> review.dismiss(incident) ? Decision.DISMISSED : null);
            hands.add(() -> controls.unblock(ALICE, "carol").resolved().isPresent() ? Decision.RESOLVED : null);
        }
        List<Decision> answers = atOnce(hands);

        assertThat(decided()).containsExactlyInAnyOrderElementsOf(answers);
        assertThat(answers)
                .filteredOn(decision -> decision != Decision.CONFIRMED)
                .hasSize(1);
        boolean dismissed = answers.contains(Decision.DISMISSED);
        assertThat(latest(here).state()).isEqualTo(dismissed ? IncidentState.DISMISSED : IncidentState.RESOLVED);
        assertThat(nodes.knows(here, ALICE, Spot.LAGOS)).isEqualTo(dismissed);
        assertThat(here.engine.restriction(ALICE)).isEqualTo(Restriction.NONE);
    }

    private static List<Decision> atOnce(List<Callable<Decision>> hands) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(hands.size());
        try {
            List<Decision> answers = new ArrayList<>();
            for (Future<Decision> answer : threads.invokeAll(hands)) {
                Decision decision = answer.get();
                if (decision != null) {
                    answers.add(decision);
                }
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
