package io.mailwarden.engine.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The event of an authentication, accepted or refused.
 *
 * @param at when
 * @param account whose password or token was shown; for a delegated login that was accepted, the account that is acted for
 * @param protocol the door
 * @param outcome what James said of the password
 * @param source where from; empty when the door cannot tell
 * @param secret what is known of the password
 */
public record Login(
        Instant at, Account account, Protocol protocol, Outcome outcome, Optional<Source> source, Secret secret)
        implements Event {

    /** The highest mark of a password: 12 bits. */
    public static final int HIGHEST_MARK = 4095;

    /** How the server answered a login. */
    public enum Outcome {
        /** The password was right. */
        ACCEPTED,
        /** The password was wrong, or the name is not known. */
        REFUSED,
        /** The password was right, but Mailwarden denied it. */
        BLOCKED;

        /** The name in event lines and in the API: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where a login came from and how.
     *
     * @param address the client's own, also behind a PROXY protocol balancer
     * @param client what it says it is
     * @param tls whether the connection was encrypted when the password was shown
     * @param session the door's own name of the connection; joins later events to this one
     * @param geo where the address was, when the log says so; looked up otherwise
     */
    public record Source(Address address, Client client, boolean tls, String session, Optional<Geo> geo) {}

    /**
     * What is known of the secret that was shown; never the secret.
     *
     * @param marker keyed 12-bit mark of the password (0 to {@value #HIGHEST_MARK}); empty for tokens and old logs
     * @param delegate the account whose password opened {@link Login#account()}, when it is another's
     */
    public record Secret(OptionalInt marker, Optional<Account> delegate) {

        /** Nothing known: a token, or an old log. */
        public static final Secret NONE = new Secret(OptionalInt.empty(), Optional.empty());

        private static final int UNKNOWN_MARK = -1;

        /** The mark, or -1 where there is none. */
        public int markOrUnknown() {
            return marker.orElse(UNKNOWN_MARK);
        }
    }

    @Override
    public String kind() {
        return "login";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.login(this);
    }

    @Override
    public Login movedTo(Instant time) {
        return new Login(time, account, protocol, outcome, source, secret);
    }

    /** Whether James let the account in. */
    public boolean accepted() {
        return outcome == Outcome.ACCEPTED;
    }

    /** Whether the password was right, and Mailwarden denied it all the same. */
    public boolean denied() {
        return outcome == Outcome.BLOCKED;
    }

    /** What it says it is; unknown where the door cannot tell. */
    public Client client() {
        return source.map(Source::client).orElse(Client.UNKNOWN);
    }

    /** The same login, denied by Mailwarden. */
    public Login blocked() {
        return new Login(at, account, protocol, Outcome.BLOCKED, source, secret);
    }

    /** The same login before Mailwarden answered it, whose password was right. */
    public Login asShown() {
        return new Login(at, account, protocol, Outcome.ACCEPTED, source, secret);
    }
}
