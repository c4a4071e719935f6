package io.mailwarden.engine.response;

import io.mailwarden.engine.verdict.Action;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From the actions that a workflow asks for to responses, in the order in which they are carried out. Pure. */
final class Plan {

    private static final Response.Visitor<Integer> ORDER = new Order();
    private static final Response.Visitor<Boolean> REPORTS_ONLY = new ReportsOnly();

    private Plan() {}

    /**
     * What is to be done. The door is closed before those who are inside are thrown out, and the alert comes last, to
     * tell what was done. In mode detect nothing is done: the re-scan reports, and administrators are told.
     *
     * @param until when a block lapses; empty for never
     */
    static List<Response> of(List<Action> actions, Mode mode, Optional<Instant> until) {
        boolean acts = mode != Mode.DETECT;
        return actions.stream()
                .flatMap(action -> of(action, actions, acts, until).stream())
                .filter(response -> acts || response.accept(REPORTS_ONLY))
                .distinct()
                .sorted(Comparator.comparing(response -> response.accept(ORDER)))
                .toList();
    }

    /** The same where nobody is inside by what is to be answered: administrators are told, if at all, and no more. */
    static List<Response> outside(List<Action> actions) {
        return actions.contains(Action.ALERT) ? List.of(new Response.AlertAdministrators(false)) : List.of();
    }

    private static Optional<Response> of(Action action, List<Action> actions, boolean acts, Optional<Instant> until) {
        return switch (action) {
            case BLOCK, BLOCK_OUTGOING -> Optional.of(new Response.Restrict(restriction(actions), until));
            case END_SESSIONS -> Optional.of(new Response.EndSessions());
            case RESCAN -> Optional.of(new Response.RescanSentMail(acts));
            case ALERT -> Optional.of(new Response.AlertAdministrators(true));
            // Answers to messages, and how far BLOCK_OUTGOING goes; no responses by themselves.
            case HOLD, HOLD_IF_BOTH, DEFER -> Optional.empty();
        };
    }

    private static Restriction restriction(List<Action> actions) {
        if (actions.contains(Action.BLOCK)) {
            return Restriction.BLOCK;
        }
        if (actions.contains(Action.DEFER)) {
            return Restriction.DEFER;
        }
        return actions.contains(Action.HOLD) ? Restriction.HOLD : Restriction.REFUSE;
    }

    /** The place of a response among those for one incident. */
    private static final class Order implements Response.Visitor<Integer> {

        @Override
        public Integer restrict(Response.Restrict restrict) {
            return 0;
        }

        @Override
        public Integer endSessions(Response.EndSessions endSessions) {
            return 1;
        }

        @Override
        public Integer rescan(Response.RescanSentMail rescan) {
            return 2;
        }

        @Override
        public Integer alert(Response.AlertAdministrators alert) {
            return 3;
        }
    }

    /** Whether a response is carried out in mode detect, too: it only reports. */
    private static final class ReportsOnly implements Response.Visitor<Boolean> {

        @Override
        public Boolean restrict(Response.Restrict restrict) {
            return false;
        }

        @Override
        public Boolean endSessions(Response.EndSessions endSessions) {
            return false;
        }

        @Override
        public Boolean rescan(Response.RescanSentMail rescan) {
            return !rescan.acts();
        }

        @Override
        public Boolean alert(Response.AlertAdministrators alert) {
            return true;
        }
    }
}
