package io.mailwarden.engine.verdict;

import static io.mailwarden.engine.verdict.Action.ALERT;
import static io.mailwarden.engine.verdict.Action.BLOCK;
import static io.mailwarden.engine.verdict.Action.BLOCK_OUTGOING;
import static io.mailwarden.engine.verdict.Action.DEFER;
import static io.mailwarden.engine.verdict.Action.END_SESSIONS;
import static io.mailwarden.engine.verdict.Action.HOLD;
import static io.mailwarden.engine.verdict.Action.HOLD_IF_BOTH;
import static io.mailwarden.engine.verdict.Action.RESCAN;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Require;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is done at each severity, for each class of accounts. In mode detect only alerts and reports come of it.
 *
 * @param administrators names of accounts that are never blocked automatically
 * @param vips names of accounts that have actions of their own
 * @param critical for ordinary accounts, when an incident is critical or confirmed
 * @param suspected for ordinary accounts, when an incident is suspected
 * @param criticalVip as {@code critical}, for VIPs
 * @param suspectedVip as {@code suspected}, for VIPs
 * @param criticalAdministrator as {@code critical}, for administrators
 * @param suspectedAdministrator as {@code suspected}, for administrators
 * @param blockFor how long an automatic block lasts, 0s to 365d; 0s until an administrator lifts it
 */
public record WorkflowConfig(
        List<String> administrators,
        List<String> vips,
        List<Action> critical,
        List<Action> suspected,
        List<Action> criticalVip,
        List<Action> suspectedVip,
        List<Action> criticalAdministrator,
        List<Action> suspectedAdministrator,
        Duration blockFor) {

    private static final Set<Action> BLOCKING = Set.of(BLOCK, BLOCK_OUTGOING, DEFER);

    public WorkflowConfig {
        administrators = accounts(administrators);
        vips = accounts(vips);
        critical = consistent(critical);
        suspected = consistent(suspected);
        criticalVip = consistent(criticalVip);
        suspectedVip = consistent(suspectedVip);
        criticalAdministrator = harmless(consistent(criticalAdministrator));
        suspectedAdministrator = harmless(consistent(suspectedAdministrator));
        Require.within(blockFor, Duration.ZERO, Duration.ofDays(365));
    }

    private static List<String> accounts(List<String> names) {
        return names.stream().map(name -> new Account(name).name()).toList();
    }

    private static List<Action> consistent(List<Action> actions) {
        if (actions.contains(HOLD) && actions.contains(DEFER)) {
            throw new IllegalArgumentException("expected hold or defer, not both");
        }
        return List.copyOf(actions);
    }

    private static List<Action> harmless(List<Action> actions) {
        if (actions.stream().anyMatch(BLOCKING::contains)) {
            throw new IllegalArgumentException(
                    "expected alert, hold, hold-if-both, end-sessions or rescan: administrators are never blocked");
        }
        return actions;
    }

    /**
     * Stop what leaves, throw the thief out, look what left; who is merely
     * suspected keeps working. A block does not lapse: a thief who waits must not get in again.
     */
    public static WorkflowConfig defaults() {
        List<Action> critical = List.of(ALERT, BLOCK_OUTGOING, HOLD, END_SESSIONS, RESCAN);
        List<Action> suspected = List.of(ALERT, HOLD_IF_BOTH);
        return new WorkflowConfig(
                List.of(),
                List.of(),
                critical,
                suspected,
                critical,
                suspected,
                List.of(ALERT),
                List.of(ALERT),
                Duration.ZERO);
    }
}
