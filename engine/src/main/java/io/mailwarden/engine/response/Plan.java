package io.mailwarden.engine.response;

import io.mailwarden.engine.verdict.Action;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the actions that a workflow asks for to responses, in the order in which they are carried out. Pure. */
public final class Plan {

    private Plan() {}

    /**
     * What is to be done. The door is closed before those who are inside are thrown out, and the alert comes last, to tell
     * what was done. In mode detect nothing is done: the re-scan reports, and administrators are told.
     *
     * @param until when a block lapses; empty for never
     */
    public static List<Response> of(List<Action> actions, Mode mode, Optional<Instant> until) {
        boolean acts = mode != Mode.DETECT;
        List<Response> plan = new ArrayList<>();
        if (acts) {
            restriction(actions).map(how -> new Response.Restrict(how, until)).ifPresent(plan::add);
            if (actions.contains(Action.END_SESSIONS)) {
                plan.add(new Response.EndSessions());
            }
        }
        if (actions.contains(Action.RESCAN)) {
            plan.add(new Response.Rescan(acts));
        }
        if (actions.contains(Action.ALERT)) {
            plan.add(new Response.Alert());
        }
        return List.copyOf(plan);
    }

    private static Optional<Restriction> restriction(List<Action> actions) {
        if (actions.contains(Action.BLOCK)) {
            return Optional.of(Restriction.BLOCK);
        }
        if (!actions.contains(Action.BLOCK_OUTGOING)) {
            return Optional.empty();
        }
        if (actions.contains(Action.DEFER)) {
            return Optional.of(Restriction.DEFER);
        }
        return Optional.of(actions.contains(Action.HOLD) ? Restriction.HOLD : Restriction.REFUSE);
    }
}
