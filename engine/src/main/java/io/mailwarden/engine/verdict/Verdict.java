package io.mailwarden.engine.verdict;

import io.mailwarden.engine.detect.Explanation;
import java.util.Optional;

/** The inline answer to an event. */
public sealed interface Verdict {

    /** Nothing to object. */
    Verdict ALLOW = new Allow();

    /** The name in event lines and in the API: allow, hold or reject. */
    String label();

    /** Why; empty text for allow. */
    Explanation explanation();

    /** Let it pass. */
    record Allow() implements Verdict {
        @Override
        public String label() {
            return "allow";
        }

        @Override
        public Explanation explanation() {
            return new Explanation("");
        }
    }

    /**
     * Keep the message for review: its sender is told nothing, nothing leaves. Never the answer to a login.
     *
     * @param incident id of the incident that it belongs to; empty when there is none
     */
    record Hold(Explanation explanation, Optional<String> incident) implements Verdict {

        /** Without an incident. */
        public Hold(Explanation explanation) {
            this(explanation, Optional.empty());
        }

        /** The same, of that incident where it is of none. */
        public Hold of(Optional<String> other) {
            return incident.isPresent() ? this : new Hold(explanation, other);
        }

        @Override
        public String label() {
            return "hold";
        }
    }

    /** Deny the login as if the password had been wrong. Never the answer to a message. */
    record Reject(Explanation explanation) implements Verdict {
        @Override
        public String label() {
            return "reject";
        }
    }
}
