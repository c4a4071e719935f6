package io.mailwarden.engine.verdict;

import static io.mailwarden.engine.verdict.Action.ALERT;
import static io.mailwarden.engine.verdict.Action.BLOCK_OUTGOING;
import static io.mailwarden.engine.verdict.Action.END_SESSIONS;
import static io.mailwarden.engine.verdict.Action.HOLD;
import static io.mailwarden.engine.verdict.Action.HOLD_IF_BOTH;
import static io.mailwarden.engine.verdict.Action.RESCAN;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Require;
import java.time.Duration;
import java.util.List;

/**
 * What is done at each severity, for each class of accounts. In mode detect only alerts and reports come of it.
 *
 * @param administrators names of accounts that are never blocked automatically
 * @param vips names of accounts that have actions of their own
 * @param whenCritical when an incident is critical or confirmed
 * @param whenSuspected when an incident is suspected
 * @param blockFor how long an automatic block lasts, 0s to 365d; 0s until an administrator lifts it
 */
public record WorkflowConfig(
        List<String> administrators,
        List<String> vips,
        CriticalActions whenCritical,
        SuspectedActions whenSuspected,
        Duration blockFor) {

    public WorkflowConfig {
        administrators = accounts(administrators);
        vips = accounts(vips);
        Require.within(blockFor, Duration.ZERO, Duration.ofDays(365));
    }

    private static List<String> accounts(List<String> names) {
        return names.stream().map(name -> new Account(name).name()).toList();
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
                new CriticalActions(critical, critical, List.of(ALERT)),
                new SuspectedActions(suspected, suspected, List.of(ALERT)),
                Duration.ZERO);
    }
}
