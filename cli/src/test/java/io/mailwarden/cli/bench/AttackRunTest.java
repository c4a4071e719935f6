package io.mailwarden.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.cli.bench.attack.AttackKind;
import io.mailwarden.cli.bench.attack.AttackStep;
import io.mailwarden.cli.bench.attack.Ground;
import io.mailwarden.cli.bench.attack.Survey;
import io.mailwarden.cli.bench.attack.Victim;
import io.mailwarden.engine.EngineConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttackRunTest {

    private static final BenchPlan PLAN = new BenchPlan(1, 10, Duration.ofHours(12));
    private static final BenchPlan NOBODY_LOOKS = new BenchPlan(1, 10, Duration.ofDays(1000));

    /** One login from such a network, then messages in the same session a minute apart. */
    private record Stub(String network, int messages) implements AttackKind {
        @Override
        public String name() {
            return "stub";
        }

        @Override
        public Aim aim() {
            return Aim.SPAM;
        }

        @Override
        public List<AttackStep> steps(Victim victim, Instant start, Ground ground) {
            List<AttackStep> steps = new ArrayList<>();
            steps.add(new AttackStep(TinyHistory.login(start, network), 1));
            for (int i = 1; i <= messages; i++) {
                steps.add(new AttackStep(TinyHistory.message(start.plusSeconds(60L * i)), 1));
            }
            return steps;
        }
    }

    private static AttackScore score(EngineConfig config, TinyHistory history, AttackKind kind, BenchPlan plan)
            throws IOException {
        return AttackRun.of(config, history, kind, Survey.of(history, 1), plan);
    }

    @Test
    void aRejectedThiefSendsNothing() throws IOException {
        AttackScore score = score(EngineConfig.defaults(), new TinyHistory().days(40), new Stub("malicious", 3), PLAN);

        assertThat(score.takeovers()).hasSize(1);
        assertThat(score.suspected()).isEqualTo(1);
        assertThat(score.critical()).isEqualTo(1);
        assertThat(score.stopped()).isEqualTo(1);
        assertThat(score.outInAll(100)).isZero();
        assertThat(score.timeToDetect(50)).isZero();
        assertThat(score.detectors()).containsEntry("malicious-address", 1);
    }

    @Test
    void eachTakeoverIsInTheFifthOfItsAccount() throws IOException {
        AttackScore score = score(EngineConfig.defaults(), new TinyHistory().days(40), new Stub("malicious", 3), PLAN);

        String fold = Folds.of(TinyHistory.BOB);
        assertThat(Folds.all()).contains(fold).hasSize(5);
        assertThat(Folds.all())
                .allSatisfy(one -> assertThat(score.of(one).takeovers()).hasSize(one.equals(fold) ? 1 : 0));
        assertThat(score.of(fold).stopped()).isEqualTo(1);
    }

    @Test
    void aThiefWhoIsLetInIsHeld() throws IOException {
        AttackScore score = score(TinyHistory.lettingIn(), new TinyHistory().days(40), new Stub("malicious", 3), PLAN);

        assertThat(score.stopped()).isEqualTo(1);
        assertThat(score.outBeforeStop(50)).isZero();
    }

    @Test
    void whatLooksLikeTheOwnerIsMissed() throws IOException {
        AttackScore score = score(EngineConfig.defaults(), new TinyHistory().days(40), new Stub("", 3), PLAN);

        assertThat(score.takeovers()).hasSize(1);
        assertThat(score.suspected() + score.critical() + score.stopped()).isZero();
        assertThat(score.outBeforeStop(50)).isEqualTo(3);
        assertThat(score.outInAll(50)).isEqualTo(3);
    }

    @Test
    void mailStoppedByAnEarlierFalseAlarmIsNotCounted() throws IOException {
        TinyHistory history = new TinyHistory().login("malicious").days(40);

        AttackScore score = score(EngineConfig.defaults(), history, new Stub("malicious", 3), NOBODY_LOOKS);

        assertThat(score.takeovers()).isEmpty();
        assertThat(score.spoiled()).isEqualTo(1);
    }

    @Test
    void accountsWithoutHabitsAreNotAttacked() throws IOException {
        AttackScore score = score(EngineConfig.defaults(), new TinyHistory().days(13), new Stub("malicious", 3), PLAN);

        assertThat(score.takeovers()).isEmpty();
    }
}
