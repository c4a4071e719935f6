package io.mailwarden.engine.response;

import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.util.Optional;

/** What is done about an incident, beyond the inline answers. */
public sealed interface Response {

    /** The name in what was done and in the API. */
    String label();

    /**
     * The account is restricted.
     *
     * @param restriction how far
     * @param until when that lapses; empty for never
     */
    record Restrict(Restriction restriction, Optional<Instant> until) implements Response {
        @Override
        public String label() {
            return restriction == Restriction.BLOCK ? "block" : "block-outgoing";
        }
    }

    /** The account's open sessions end, on every node. */
    record EndSessions() implements Response {
        @Override
        public String label() {
            return "end-sessions";
        }
    }

    /**
     * What the account sent is looked at once more.
     *
     * @param acts whether what is found is taken back; else it is only reported
     */
    record Rescan(boolean acts) implements Response {
        @Override
        public String label() {
            return "rescan";
        }
    }

    /** The administrators are told. */
    record Alert() implements Response {
        @Override
        public String label() {
            return "alert";
        }
    }
}
