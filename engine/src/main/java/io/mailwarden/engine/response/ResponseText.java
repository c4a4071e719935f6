package io.mailwarden.engine.response;

import io.mailwarden.engine.response.block.Block.Reach;
import io.mailwarden.engine.verdict.Restriction;
import java.util.Locale;

/** Tells administrators in words what a response did. */
final class ResponseText {

    static final String INCIDENT_OVER = "nothing: the incident is over";

    private ResponseText() {}

    static String restricted(Response.Restrict restrict, Reach reach) {
        return inWords(restrict.restriction())
                + restrict.until().map(end -> " until " + end).orElse(" until an administrator lifts it")
                + (reach == Reach.SHARED ? "" : "; on one node, not yet shared");
    }

    static String sessionsEnded(int ended) {
        return ended == 0
                ? "its open sessions end; none was open on this node"
                : String.format(Locale.ROOT, "its open sessions end; %,d ended on this node", ended);
    }

    private static String inWords(Restriction restriction) {
        return switch (restriction) {
            case NONE -> throw new IllegalArgumentException("expected something to forbid");
            case HOLD -> "what it sends is held";
            case DEFER -> "what it sends is deferred";
            case REFUSE -> "what it sends is refused";
            case BLOCK -> "it is blocked";
        };
    }
}
