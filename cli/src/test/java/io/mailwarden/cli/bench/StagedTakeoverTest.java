package io.mailwarden.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.cli.bench.attack.AttackStep;
import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StagedTakeoverTest {

    private static final Assessment NOTHING = new Assessment(Verdict.ALLOW, List.of(), Optional.empty());
    private static final Assessment HELD =
            new Assessment(new Verdict.Hold(new Explanation("held")), List.of(), Optional.empty());
    private static final Assessment REJECTED =
            new Assessment(new Verdict.Reject(new Explanation("rejected")), List.of(), Optional.empty());

    private final StagedTakeover takeover = new StagedTakeover("fifth 1");

    private static AttackStep message(int second) {
        return new AttackStep(TinyHistory.message(TinyHistory.START.plusSeconds(second)), 1);
    }

    @Test
    void messagesBeforeTheFirstHoldAreCountedApartFromAllThatLeft() {
        takeover.did(message(1), NOTHING);
        takeover.did(message(2), NOTHING);
        takeover.did(message(3), HELD);
        takeover.did(message(4), NOTHING);

        assertThat(takeover.stopped()).isTrue();
        assertThat(takeover.outBeforeStop()).isEqualTo(2);
        assertThat(takeover.outInAll()).isEqualTo(3);
        assertThat(takeover.sends()).isTrue();
        assertThat(takeover.suspected()).isFalse();
        assertThat(takeover.timeToDetect()).isEmpty();
    }

    @Test
    void aRejectedLoginEndsItsSessionAlone() {
        AttackStep first = new AttackStep(TinyHistory.login(TinyHistory.START, ""), 1);
        AttackStep second = new AttackStep(TinyHistory.login(TinyHistory.START, ""), 2);

        takeover.did(first, REJECTED);

        assertThat(takeover.stopped()).isTrue();
        assertThat(takeover.canDo(message(1))).isFalse();
        assertThat(takeover.canDo(second)).isTrue();
    }
}
