package io.mailwarden.cli.imports;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes one event of each failed login, though two programs may tell of it: first the one that checks passwords
 * (Dovecot's auth, when auth_verbose is on), later the one that talks to the client. The latter counts, for it knows
 * the protocol and how many failures there were; what the former told waits for it for a while, and then counts itself.
 * Where several password databases are asked in turn, what all but the last say is no failure. Not thread-safe.
 */
final class Failures {

    /** How long what auth told waits: little enough that the events can still be put in order. */
    static final Duration WAIT = Duration.ofSeconds(100);

    /** Most failures of one connection that are believed; Dovecot ends one long before. */
    static final int MOST_IN_CONNECTION = 100;

    // Dovecot ends a connection that does not log in after three minutes.
    private static final Duration CONNECTION = Duration.ofMinutes(5);
    // Dovecot answers a failure after two seconds, so a client cannot fail again sooner.
    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_OF_ONE = 1_000;

    private record Who(Account account, Address address) {}

    private static final class Attempt {
        final Instant at;
        final Login login;
        boolean settled;
        boolean counted;

        Attempt(Login login) {
            this.at = login.at();
            this.login = login;
        }

        boolean within(Duration time, Instant of) {
            return Duration.between(at, of).abs().compareTo(time) < 0;
        }
    }

    private final Map<Who, Deque<Attempt>> attempts = new BoundedMap<>(MOST_WAITING);
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private final Consumer<Login> events;
    private final ImportTally tally;

    Failures(Consumer<Login> events, ImportTally tally) {
        this.events = events;
        this.tally = tally;
    }

    /** Auth told of a failure: this, unless the program that talked to the client tells more of it. */
    void checked(Login refused, Address address) {
        note(refused, address, false);
    }

    /**
     * The server had trouble, or a rule was against it: the program that talked to the client may tell of a failure,
     * but nobody gave a wrong password.
     */
    void excused(Instant at, Account account, Address address) {
        note(untold(at, account, address), address, true);
    }

    /** A refused login of which no more is known. */
    static Login untold(Instant at, Account account, Address address) {
        Login.Source source = new Login.Source(address, Client.UNKNOWN, false, "", Optional.empty());
        return new Login(at, account, Protocol.OTHER, Login.Outcome.REFUSED, Optional.of(source), Login.Secret.NONE);
    }

    private void note(Login refused, Address address, boolean settled) {
        Who who = new Who(refused.account(), address);
        Deque<Attempt> known = attempts.computeIfAbsent(who, none -> new ArrayDeque<>());
        if (!known.isEmpty() && known.getLast().within(ONE_ATTEMPT, refused.at())) {
            tally.toldTwice();
            return;
        }
        Attempt attempt = new Attempt(refused);
        attempt.settled = settled;
        attempt.counted = settled;
        known.addLast(attempt);
        if (known.size() > MOST_OF_ONE) {
            known.removeFirst();
        }
        waiting.addLast(attempt);
        advance(refused.at());
    }

    /** The program that talked to the client told of failures: so many, the last of them like this. */
    void told(Login refused, Address address, int count) {
        int left = Math.min(count, MOST_IN_CONNECTION);
        Deque<Attempt> known = attempts.getOrDefault(new Who(refused.account(), address), new ArrayDeque<>());
        for (Iterator<Attempt> each = known.iterator(); each.hasNext() && left > 0; ) {
            Attempt attempt = each.next();
            each.remove();
            if (attempt.within(CONNECTION, refused.at())) {
                left--;
                tally.toldTwice();
                settle(attempt, refused.movedTo(attempt.at));
            }
        }
        for (; left > 0; left--) {
            events.accept(refused);
        }
    }

    /** The account logged in: what a password database said of that very attempt was not the last word. */
    void loggedIn(Instant at, Account account, Address address) {
        Deque<Attempt> known = attempts.get(new Who(account, address));
        if (known != null && !known.isEmpty() && known.getLast().within(ONE_ATTEMPT, at)) {
            Attempt last = known.removeLast();
            if (!last.counted) {
                last.settled = true;
                tally.toldTwice();
            }
        }
    }

    /** It is that time: what has waited long enough counts. */
    void advance(Instant now) {
        while (!waiting.isEmpty()
                && (waiting.size() > MOST_WAITING || waiting.getFirst().at.isBefore(now.minus(WAIT)))) {
            count(waiting.removeFirst());
        }
    }

    /** There are no more lines. */
    void end() {
        waiting.forEach(this::count);
        waiting.clear();
        attempts.clear();
    }

    private void count(Attempt attempt) {
        settle(attempt, attempt.login);
        attempt.counted = true;
    }

    private void settle(Attempt attempt, Login refused) {
        if (!attempt.settled) {
            attempt.settled = true;
            events.accept(refused);
        }
    }
}
