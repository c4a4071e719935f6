package io.mailwarden.engine.response;

import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.util.Optional;

/**
 * A response to an incident, beyond the inline verdict. What carries responses out implements {@link Visitor}, so
 * that the compiler lists it when a response is added (ADR 22).
 */
sealed interface Response {

    /** The name in what was done and in the API. */
    String label();

    /** Calls the method of the visitor that is for this response. */
    <R> R accept(Visitor<R> visitor);

    /**
     * What is to be done for each response; one method for one response, and no defaults.
     *
     * @param <R> what comes of it
     */
    interface Visitor<R> {

        /** For restricting the account. */
        R restrict(Restrict restrict);

        /** For ending its sessions. */
        R endSessions(EndSessions endSessions);

        /** For looking once more at what it sent. */
        R rescan(RescanSentMail rescan);

        /** For telling the administrators. */
        R alert(AlertAdministrators alert);
    }

    /**
     * Restricts what the account may do, for a time or until it is lifted.
     *
     * @param restriction how far
     * @param until when that lapses; empty for never
     */
    record Restrict(Restriction restriction, Optional<Instant> until) implements Response {
        @Override
        public String label() {
            return restriction == Restriction.BLOCK ? "block" : "block-outgoing";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.restrict(this);
        }
    }

    /** The account's open sessions end, on every node. */
    record EndSessions() implements Response {
        @Override
        public String label() {
            return "end-sessions";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.endSessions(this);
        }
    }

    /**
     * What the account sent is looked at once more.
     *
     * @param acts whether what is found is taken back; else it is only reported
     */
    record RescanSentMail(boolean acts) implements Response {
        @Override
        public String label() {
            return "rescan";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rescan(this);
        }
    }

    /**
     * Alerts the administrators to the incident.
     *
     * @param inside whether somebody is inside; else it is all that is done
     */
    record AlertAdministrators(boolean inside) implements Response {
        @Override
        public String label() {
            return inside ? "alert" : "alert-only";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.alert(this);
        }
    }
}
