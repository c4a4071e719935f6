package io.mailwarden.engine.verdict;

import static io.mailwarden.engine.verdict.Action.BLOCK;
import static io.mailwarden.engine.verdict.Action.BLOCK_OUTGOING;
import static io.mailwarden.engine.verdict.Action.DEFER;
import static io.mailwarden.engine.verdict.Action.HOLD;

import java.util.List;
import java.util.Set;

/**
 * Which actions an operator may ask for together; every refusal is an IllegalArgumentException that says what is
 * expected.
 */
final class ActionRules {

    private static final Set<Action> BLOCKING = Set.of(BLOCK, BLOCK_OUTGOING, DEFER);

    private ActionRules() {}

    /** Those actions, when they do not contradict each other. */
    static List<Action> consistent(List<Action> actions) {
        if (actions.contains(HOLD) && actions.contains(DEFER)) {
            throw new IllegalArgumentException("expected hold or defer, not both");
        }
        return List.copyOf(actions);
    }

    /** Those actions, when moreover none of them blocks anybody. */
    static List<Action> harmless(List<Action> actions) {
        List<Action> checked = consistent(actions);
        if (checked.stream().anyMatch(BLOCKING::contains)) {
            throw new IllegalArgumentException(
                    "expected alert, hold, hold-if-both, end-sessions or rescan: administrators are never blocked");
        }
        return checked;
    }
}
