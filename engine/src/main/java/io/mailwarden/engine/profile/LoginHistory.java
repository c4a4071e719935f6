package io.mailwarden.engine.profile;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.origin.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The latest logins of each account, for administrators' eyes; no detector reads it. Names that never got in share a
 * small room of their own, so that a flood of them pushes out no account. Thread-safe.
 */
public final class LoginHistory {

    // Some 200 MB when all of it is full.
    private static final int MOST_LOGINS = 100;
    private static final long MOST_ACCOUNTS = 20_000;
    private static final long MOST_STRANGERS = 1_000;

    // Not the event itself, which holds three times as much. Words are made when somebody asks for them: logins are
    // many, and few are looked at.
    private record Entry(
            Instant at,
            Protocol protocol,
            Outcome outcome,
            Origin origin,
            Client client,
            boolean tls,
            String session,
            List<String> anomalies) {

        private static Entry of(Login login, Origin origin, List<String> anomalies) {
            Optional<Login.Source> source = login.source();
            return new Entry(
                    login.at(),
                    login.protocol(),
                    login.outcome(),
                    origin,
                    source.map(Login.Source::client).orElse(Client.UNKNOWN),
                    source.map(Login.Source::tls).orElse(false),
                    source.map(Login.Source::session).orElse(""),
                    List.copyOf(anomalies));
        }

        private Entry by(Client seen) {
            return new Entry(at, protocol, outcome, origin, seen, tls, session, anomalies);
        }

        private LoginRecord toRecord() {
            return new LoginRecord(
                    at,
                    protocol,
                    outcome,
                    origin.address().map(Object::toString),
                    origin.words(),
                    client.toString(),
                    tls,
                    anomalies);
        }
    }

    // Each deque is guarded by its own monitor.
    private final Cache<Account, ArrayDeque<Entry>> accounts = Caches.ofMost(MOST_ACCOUNTS);
    private final Cache<Account, ArrayDeque<Entry>> strangers = Caches.ofMost(MOST_STRANGERS);

    /**
     * Adds a login.
     *
     * @param known whether the account ever got in
     * @param anomalies what was found about it, such as impossible-travel
     */
    public void add(Login login, Origin origin, boolean known, List<String> anomalies) {
        ArrayDeque<Entry> logins = known
                ? accounts.get(login.account(), this::fromStrangers)
                : strangers.get(login.account(), name -> new ArrayDeque<>(2));
        synchronized (logins) {
            logins.addFirst(Entry.of(login, origin, anomalies));
            if (logins.size() > MOST_LOGINS) {
                logins.removeLast();
            }
        }
    }

    private ArrayDeque<Entry> fromStrangers(Account account) {
        ArrayDeque<Entry> earlier = strangers.asMap().remove(account);
        return earlier == null ? new ArrayDeque<>(2) : earlier;
    }

    /** The client of a session's login told its name afterwards. */
    public void clientSeen(Account account, String session, Client client) {
        ArrayDeque<Entry> logins = accounts.getIfPresent(account);
        if (logins == null) {
            return;
        }
        synchronized (logins) {
            boolean found = false;
            for (int i = logins.size(); i > 0; i--) {
                Entry entry = logins.removeFirst();
                boolean match = !found && entry.session().equals(session);
                logins.addLast(match ? entry.by(client) : entry);
                found |= match;
            }
        }
    }

    /** Newest first, at most {@code limit}. */
    public List<LoginRecord> latest(Account account, int limit) {
        return copy(account).stream().limit(limit).map(Entry::toRecord).toList();
    }

    /** Distinct countries of accepted logins in the 24 hours before that time. */
    public int countriesInDay(Account account, Instant at) {
        Instant from = at.minus(Duration.ofDays(1));
        Set<String> countries = new HashSet<>();
        for (Entry entry : copy(account)) {
            if (entry.outcome() == Outcome.ACCEPTED && !entry.at().isBefore(from)) {
                entry.origin().country().ifPresent(countries::add);
            }
        }
        return countries.size();
    }

    private List<Entry> copy(Account account) {
        List<Entry> copy = new ArrayList<>();
        for (Cache<Account, ArrayDeque<Entry>> room : List.of(accounts, strangers)) {
            ArrayDeque<Entry> logins = room.getIfPresent(account);
            if (logins != null) {
                synchronized (logins) {
                    copy.addAll(logins);
                }
            }
        }
        return List.copyOf(copy);
    }
}
