package io.mailwarden.engine.eventlog;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.origin.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the event log: an assessed event, a review, or a cache invalidation. What profiles and the organisation
 * know is made of these and of nothing else, so the same lines in the same order make the same profiles, whatever the
 * settings, databases and lists are by then. Code that treats kinds of entries differently implements {@link Visitor},
 * so that the compiler lists it when a kind is added (ADR 22).
 */
public sealed interface LogEntry {

    /** When it happened. */
    Instant at();

    /** Whom it concerns. */
    Account account();

    /** Calls the method of the visitor that is for this kind of entry. */
    <R> R accept(Visitor<R> visitor);

    /** The event with what came of it that it is; empty for all else. */
    default Optional<EventAssessed> assessed() {
        return accept(AssessedOnly.INSTANCE);
    }

    /**
     * What is to be done with each kind of entry; one method for one kind, and no defaults.
     *
     * @param <R> what comes of it
     */
    interface Visitor<R> {

        /** For an event and what came of it. */
        R assessed(EventAssessed assessed);

        /** For an administrator's review. */
        R reviewed(Reviewed reviewed);

        /** For a row that other nodes read again. */
        R invalidated(CacheInvalidation invalidation);
    }

    /**
     * An entry about an event that was assessed.
     *
     * @param origin where it came from, as was known then
     * @param outcome what came of it
     */
    record EventAssessed(Event event, Origin origin, EventOutcome outcome) implements LogEntry {

        /** Whether it is a submitted message in which anything was found. */
        public boolean foundInMessage() {
            return event.sends() && !outcome.found().isEmpty();
        }

        @Override
        public Instant at() {
            return event.at();
        }

        @Override
        public Account account() {
            return event.account();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.assessed(this);
        }
    }

    /**
     * An administrator reviewed the account's incident.
     *
     * @param decision what he said
     * @param burnt the addresses that the thief used, malicious from now on
     * @param why they are, in words; empty when there are none
     */
    record Reviewed(Instant at, Account account, Decision decision, List<Address> burnt, String why)
            implements LogEntry {

        public Reviewed {
            burnt = List.copyOf(burnt);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reviewed(this);
        }
    }

    /**
     * A row that concerns the account was committed: other nodes read it again. Written after the row.
     *
     * @param account whose; {@code @} and a domain, or {@code *}, stand for many
     * @param topic which kind of row
     * @param key which row of that kind
     */
    record CacheInvalidation(Instant at, Account account, Topic topic, String key) implements LogEntry {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.invalidated(this);
        }
    }

    /** What an administrator says of an incident. */
    enum Decision {
        /** The account was taken over. */
        CONFIRMED,
        /** It was the owner. */
        DISMISSED,
        /** The account is its owner's again; what was under suspicion was not his. */
        RESOLVED
    }

    /** The kinds of rows that nodes tell each other of. */
    enum Topic {
        /** An incident; the key is its id. */
        INCIDENT,
        /** The account's blocks; the key is that of the one that was set or lifted. */
        BLOCK,
        /** The account's sessions are to end, on every node: the key says why. */
        SESSIONS,
        /** The safe networks; the key is the id of the one that was made or taken back. */
        SAFE_NETWORKS,
        /** The exceptions; likewise. */
        EXCEPTIONS,
        /** The settings; the key is that of the one that an administrator has changed or taken back. */
        SETTINGS
    }
}
