package io.mailwarden.engine.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.Response.AlertAdministrators;
import io.mailwarden.engine.response.Response.EndSessions;
import io.mailwarden.engine.response.Response.RescanSentMail;
import io.mailwarden.engine.response.Response.Restrict;
import io.mailwarden.engine.verdict.Action;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.WorkflowConfig;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final Optional<Instant> TOMORROW = Optional.of(Instant.parse("2026-05-04T12:00:00Z"));
    private static final Restrict HOLD = new Restrict(Restriction.HOLD, TOMORROW);

    @Test
    void theDoorIsClosedBeforeSessionsEndAndTheAlertIsLast() {
        List<Action> shipped = WorkflowConfig.defaults().whenCritical().critical();

        assertThat(Plan.of(shipped, Mode.PREVENT, TOMORROW))
                .containsExactly(HOLD, new EndSessions(), new RescanSentMail(true), new AlertAdministrators(true))
                .isEqualTo(Plan.of(shipped, Mode.REMEDIATE, TOMORROW));
    }

    @Test
    void detectOnlyReports() {
        assertThat(Plan.of(List.of(Action.values()), Mode.DETECT, TOMORROW))
                .containsExactly(new RescanSentMail(false), new AlertAdministrators(true));
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCK, BLOCK, BLOCK",
        "BLOCK, BLOCK_OUTGOING, BLOCK",
        "BLOCK_OUTGOING, ALERT, REFUSE",
        "BLOCK_OUTGOING, HOLD, HOLD",
        "BLOCK_OUTGOING, DEFER, DEFER"
    })
    void blocksAsStrictlyAsItIsAskedTo(Action one, Action other, Restriction restriction) {
        assertThat(Plan.of(List.of(other, one), Mode.PREVENT, TOMORROW)).contains(new Restrict(restriction, TOMORROW));
    }

    @Test
    void holdingAloneBlocksNothing() {
        assertThat(Plan.of(List.of(Action.HOLD, Action.HOLD_IF_BOTH, Action.DEFER), Mode.PREVENT, TOMORROW))
                .isEmpty();
    }
}
