package io.mailwarden.engine.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.origin.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The latest logins of each account, for administrators' eyes; no detector reads it. Names that never got in share a
 * small room of their own, so that a flood of them pushes out no account. Thread-safe.
 */
public final class LoginHistory {

    private static final int MOST_LOGINS = 100;
    // Some 100 MB.
    private static final long MOST_OF_ACCOUNTS = 250_000;
    private static final long MOST_OF_STRANGERS = 25_000;

    // Words are made when somebody asks for them: logins are many, and few are looked at.
    private record Entry(Login login, Origin origin, Client client, List<String> anomalies) {

        private String session() {
            return login.source().map(Login.Source::session).orElse("");
        }

        private Entry by(Client seen) {
            return new Entry(login, origin, seen, anomalies);
        }

        private LoginRecord toRecord() {
            return new LoginRecord(
                    login.at(),
                    login.protocol(),
                    login.outcome(),
                    origin.address().map(Object::toString),
                    origin.words(),
                    client.toString(),
                    login.source().map(Login.Source::tls).orElse(false),
                    anomalies);
        }
    }

    private final Cache<Account, ArrayDeque<Entry>> accounts = room(MOST_OF_ACCOUNTS);
    private final Cache<Account, ArrayDeque<Entry>> strangers = room(MOST_OF_STRANGERS);

    private static Cache<Account, ArrayDeque<Entry>> room(long mostLogins) {
        return Caffeine.newBuilder()
                .maximumWeight(mostLogins)
                .weigher((Account account, ArrayDeque<Entry> logins) -> logins.size())
                .build();
    }

    /**
     * Adds a login.
     *
     * @param known whether the account ever got in
     * @param anomalies what was found about it, such as impossible-travel
     */
    public void add(Login login, Origin origin, boolean known, List<String> anomalies) {
        Client client = login.source().map(Login.Source::client).orElse(Client.UNKNOWN);
        Entry entry = new Entry(login, origin, client, List.copyOf(anomalies));
        Account account = login.account();
        Cache<Account, ArrayDeque<Entry>> room = known ? accounts : strangers;
        room.asMap().compute(account, (key, before) -> {
            ArrayDeque<Entry> logins = before == null ? fromStrangers(account, known) : before;
            logins.addFirst(entry);
            if (logins.size() > MOST_LOGINS) {
                logins.removeLast();
            }
            return logins;
        });
    }

    private ArrayDeque<Entry> fromStrangers(Account account, boolean known) {
        ArrayDeque<Entry> earlier = known ? strangers.asMap().remove(account) : null;
        return earlier == null ? new ArrayDeque<>(2) : earlier;
    }

    /** The client of a session's login told its name afterwards. */
    public void clientSeen(Account account, String session, Client client) {
        accounts.asMap().computeIfPresent(account, (key, logins) -> {
            ArrayDeque<Entry> named = new ArrayDeque<>(logins.size());
            boolean found = false;
            for (Entry entry : logins) {
                boolean match = !found && entry.session().equals(session);
                named.addLast(match ? entry.by(client) : entry);
                found |= match;
            }
            return named;
        });
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
            if (entry.login().outcome() == Outcome.ACCEPTED
                    && !entry.login().at().isBefore(from)) {
                entry.origin().country().ifPresent(countries::add);
            }
        }
        return countries.size();
    }

    private List<Entry> copy(Account account) {
        List<Entry> copy = new ArrayList<>();
        for (Cache<Account, ArrayDeque<Entry>> room : List.of(accounts, strangers)) {
            room.asMap().computeIfPresent(account, (key, logins) -> {
                copy.addAll(logins);
                return logins;
            });
        }
        return List.copyOf(copy);
    }
}
