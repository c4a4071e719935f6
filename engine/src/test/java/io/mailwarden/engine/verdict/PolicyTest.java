package io.mailwarden.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Account ADMINISTRATOR = new Account("admin@example.org");
    private static final Account CHIEF = new Account("chief@example.org");
    private static final Optional<String> CONTAINED = Optional.of("incident 1 is open");
    private static final List<Anomaly> CRITICAL = List.of(new Anomaly(
            "malicious-address",
            Set.of(Evidence.REPUTATION),
            Severity.CRITICAL,
            new Score(0.99),
            new Explanation("listed")));

    private static WorkflowConfig workflow(List<Action> critical, List<Action> suspected) {
        return new WorkflowConfig(
                List.of("Admin@example.org"),
                List.of("chief@example.org", "admin@example.org"),
                new CriticalActions(critical, List.of(Action.ALERT), List.of(Action.ALERT)),
                new SuspectedActions(suspected, List.of(), List.of(Action.ALERT)),
                Duration.ZERO);
    }

    private static Policy policy(Mode mode, List<Action> critical, List<Action> suspected) {
        PolicyConfig config = PolicyConfig.defaults().in(mode);
        return new Policy(
                config, new Workflows(workflow(critical, suspected)), new Modes(config, new InMemoryModeStore()));
    }

    private static Policy standard(Mode mode) {
        WorkflowConfig shipped = WorkflowConfig.defaults();
        return policy(
                mode, shipped.whenCritical().critical(), shipped.whenSuspected().suspected());
    }

    @Test
    void preventHoldsWhatIsCriticalOrContained() {
        Policy policy = standard(Mode.PREVENT);

        assertThat(policy.onMessage(BOB, CRITICAL, Optional.empty(), false)).isInstanceOf(Verdict.Hold.class);
        assertThat(policy.onMessage(BOB, List.of(), CONTAINED, false)).isInstanceOf(Verdict.Hold.class);
        assertThat(policy.onMessage(BOB, List.of(), Optional.empty(), false)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void detectAndRemediateDeliver() {
        for (Mode mode : List.of(Mode.DETECT, Mode.REMEDIATE)) {
            assertThat(standard(mode).onMessage(BOB, CRITICAL, CONTAINED, true)).isEqualTo(Verdict.ALLOW);
            assertThat(standard(mode).onLogin(BOB, CRITICAL)).isEqualTo(Verdict.ALLOW);
        }
    }

    @Test
    void bothStreamsSuspectedAreHeldWhereTheWorkflowAsksForIt() {
        Policy asked = standard(Mode.PREVENT);
        Policy not = policy(Mode.PREVENT, List.of(Action.HOLD), List.of(Action.ALERT));

        assertThat(asked.onMessage(BOB, List.of(), Optional.empty(), true)).isInstanceOf(Verdict.Hold.class);
        assertThat(not.onMessage(BOB, List.of(), Optional.empty(), true)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void aWorkflowThatOnlyAlertsHoldsNothing() {
        Policy policy = policy(Mode.PREVENT, List.of(Action.ALERT, Action.RESCAN), List.of());

        assertThat(policy.onMessage(BOB, CRITICAL, CONTAINED, true)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void administratorsAreNeverLockedOut() {
        Policy policy = standard(Mode.PREVENT);

        assertThat(policy.onLogin(BOB, CRITICAL)).isInstanceOf(Verdict.Reject.class);
        assertThat(policy.onLogin(CHIEF, CRITICAL)).isInstanceOf(Verdict.Reject.class);
        assertThat(policy.onLogin(ADMINISTRATOR, CRITICAL)).isEqualTo(Verdict.ALLOW);
        assertThat(policy.onMessage(ADMINISTRATOR, CRITICAL, CONTAINED, true)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void mailOfADeferredAccountThatCameInBeforeIsHeld() {
        Policy policy = policy(Mode.PREVENT, List.of(Action.DEFER), List.of());

        assertThat(policy.onContained(BOB)).isEqualTo(Restriction.DEFER);
        assertThat(policy.onContained(CHIEF)).isEqualTo(Restriction.NONE);
        assertThat(policy.onMessage(BOB, CRITICAL, Optional.empty(), false)).isInstanceOf(Verdict.Hold.class);
        assertThat(standard(Mode.PREVENT).onContained(BOB)).isEqualTo(Restriction.NONE);
    }

    @Test
    void vipWhoIsAlsoAdministratorIsAnAdministrator() {
        Workflows workflows = new Workflows(workflow(List.of(), List.of()));

        assertThat(workflows.classOf(ADMINISTRATOR)).isEqualTo(AccountClass.ADMINISTRATOR);
        assertThat(workflows.classOf(CHIEF)).isEqualTo(AccountClass.VIP);
        assertThat(workflows.classOf(BOB)).isEqualTo(AccountClass.ORDINARY);
    }

    @Test
    void refusesWorkflowsThatContradictThemselves() {
        assertThatThrownBy(() -> workflow(List.of(Action.HOLD, Action.DEFER), List.of()))
                .hasMessageContaining("hold or defer");
        assertThatThrownBy(() -> new CriticalActions(List.of(), List.of(), List.of(Action.BLOCK)))
                .hasMessageContaining("administrators are never blocked");
    }
}
