package io.mailwarden.engine.verdict;

import io.mailwarden.engine.detect.Explanation;
import java.util.Optional;

/**
 * The inline answer to an event. Code that treats answers differently asks {@link #denies()} or {@link #holds()}, or
 * implements {@link Visitor}: the compiler lists it when an answer is added (ADR 22).
 */
public sealed interface Verdict {

    /** Nothing to object. */
    Verdict ALLOW = new Allow();

    /** The name in event lines and in the API: allow, hold or reject. */
    String label();

    /** Why; empty text for allow. */
    Explanation explanation();

    /** Whether the login that it answers is denied. */
    boolean denies();

    /** Whether the message that it answers waits for review. */
    boolean holds();

    /** Calls the method of the visitor that is for this answer. */
    <R> R accept(Visitor<R> visitor);

    /** The same answer, as one that belongs to that incident, where it can belong to one and does not yet. */
    Verdict of(Optional<String> incident);

    /** Whether the client gets what it asked for: nothing is denied or held. */
    default boolean passes() {
        return !denies() && !holds();
    }

    /**
     * What is to be done at each answer; one method for one answer, and no defaults.
     *
     * @param <R> what comes of it
     */
    interface Visitor<R> {

        /** For what passes. */
        R allow(Allow allow);

        /** For a message that waits for review. */
        R hold(Hold hold);

        /** For a login that is denied. */
        R reject(Reject reject);
    }

    /** The verdict to let the event pass. */
    record Allow() implements Verdict {
        @Override
        public String label() {
            return "allow";
        }

        @Override
        public Verdict of(Optional<String> incident) {
            return this;
        }

        @Override
        public boolean denies() {
            return false;
        }

        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.allow(this);
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

        /** A hold that belongs to no incident. */
        public Hold(Explanation explanation) {
            this(explanation, Optional.empty());
        }

        @Override
        public Hold of(Optional<String> other) {
            return incident.isPresent() ? this : new Hold(explanation, other);
        }

        @Override
        public String label() {
            return "hold";
        }

        @Override
        public boolean denies() {
            return false;
        }

        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.hold(this);
        }
    }

    /** Deny the login as if the password had been wrong. Never the answer to a message. */
    record Reject(Explanation explanation) implements Verdict {
        @Override
        public String label() {
            return "reject";
        }

        @Override
        public Verdict of(Optional<String> incident) {
            return this;
        }

        @Override
        public boolean denies() {
            return true;
        }

        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reject(this);
        }
    }
}
