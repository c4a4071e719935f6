package io.mailwarden.engine.response.session;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.support.DomainFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The live sessions of this node. As many as there are connections, which James limits: one that was not listed could
 * not be ended. Thread-safe; nothing here waits.
 *
 * <p>To block an account: first have the predicate say so, then {@link #endAll} or {@link #endBlocked}. A session that
 * opens meanwhile either sees the block, or is there to be ended.
 */
public final class Sessions {

    private static final Comparator<Session> NEWEST_FIRST =
            Comparator.comparing(Session::since).reversed().thenComparing(Session::id);

    private final ConcurrentMap<String, Session> live = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();
    private final Map<SessionEndReason, LongAdder> ended = new EnumMap<>(SessionEndReason.class);
    private volatile SessionsConfig config;
    private final Predicate<Account> blocked;
    private final Function<Address, String> place;
    private final Clock clock;

    /**
     * A register without sessions.
     *
     * @param config how long sessions may last
     * @param blocked whether an account is blocked at this moment; asked on James's threads, so from memory
     * @param place an address's place in words
     * @param clock tells when sessions began and were active
     */
    public Sessions(SessionsConfig config, Predicate<Account> blocked, Function<Address, String> place, Clock clock) {
        this.config = config;
        this.blocked = blocked;
        this.place = place;
        this.clock = clock;
        for (SessionEndReason reason : SessionEndReason.values()) {
            ended.put(reason, new LongAdder());
        }
    }

    /** How long they may last. */
    public SessionsConfig limits() {
        return config;
    }

    /** From now on they may last so long, those that are open too. */
    public void limit(SessionsConfig other) {
        config = other;
    }

    /**
     * James and the warden let somebody in, and the client is about to be told. Should the account be blocked by now,
     * the line is ended before this returns. The door closes the handle when the connection ends.
     */
    public Session open(SessionDetails opening, ConnectionHandle line) {
        // UUIDs of version 4 are drawn from a SecureRandom: 122 bits.
        Session session = new Session(this, UUID.randomUUID().toString(), opening, line, clock.instant());
        opened.incrementAndGet();
        live.put(session.id(), session);
        // Asked only now that endAll can find it.
        var unused = session.barred();
        return session;
    }

    /** One of them; empty when none of that id is open. */
    public Optional<LiveSession> find(String id) {
        return Optional.ofNullable(live.get(id)).map(this::seen);
    }

    private LiveSession seen(Session session) {
        return session.seen(session.opening().address().map(place).orElse(""));
    }

    /** Those of the account, or all; newest first, at most so many. */
    public List<LiveSession> list(Optional<Account> account, int limit) {
        return list(DomainFilter.ALL, account, limit);
    }

    /** Those of accounts of these domains, and of that account where one is named; newest first, at most so many. */
    public List<LiveSession> list(DomainFilter domains, Optional<Account> account, int limit) {
        // The oldest first: it goes when there is a newer one. To sort them all would take ten times as long.
        PriorityQueue<Session> newest = new PriorityQueue<>(NEWEST_FIRST.reversed());
        for (Session session : live.values()) {
            if (domains.include(session.opening().account().domain())
                    && account.map(session.opening()::belongsTo).orElse(true)) {
                keep(session, newest, limit);
            }
        }
        return newest.stream().sorted(NEWEST_FIRST).map(this::seen).toList();
    }

    // Most are older than all that are kept: for these one look is enough.
    private static void keep(Session session, PriorityQueue<Session> newest, int limit) {
        if (newest.size() < limit) {
            newest.add(session);
        } else if (limit > 0 && NEWEST_FIRST.compare(session, newest.element()) < 0) {
            newest.remove();
            newest.add(session);
        }
    }

    /** The number of open sessions. */
    public int count() {
        return live.size();
    }

    /** How many were opened since the start. */
    public long opened() {
        return opened.get();
    }

    /** How many were ended since the start, for this reason. */
    public long ended(SessionEndReason reason) {
        LongAdder count = ended.get(reason);
        return count == null ? 0 : count.sum();
    }

    /**
     * Ends one session, and returns whether it was open.
     *
     * @return false when no session of that id is open (any more) on this node
     */
    public boolean end(String id, SessionEndReason reason) {
        Session session = live.get(id);
        return session != null && session.end(reason);
    }

    /** Ends every session that acts for the account, or was opened by its secret. How many that were. */
    public int endAll(Account account, SessionEndReason reason) {
        return (int) live.values().stream()
                .filter(session -> session.opening().belongsTo(account))
                .filter(session -> session.end(reason))
                .count();
    }

    /** Ends every session whose account is blocked by now. How many that were. */
    public int endBlocked() {
        return (int) live.values().stream().filter(Session::barred).count();
    }

    /** Ends those that are too old or too long idle by then, and forgets those whose connection has gone. */
    public void expire(Instant now) {
        for (Session session : live.values()) {
            if (session.gone()) {
                session.close();
            } else if (exceeds(session.since(), now, config.maxAge())) {
                session.end(SessionEndReason.MAX_AGE);
            } else if (exceeds(session.lastActive(), now, config.maxIdle())) {
                session.end(SessionEndReason.MAX_IDLE);
            }
        }
    }

    private static boolean exceeds(Instant begin, Instant now, Duration limit) {
        return !limit.isZero() && Duration.between(begin, now).compareTo(limit) > 0;
    }

    Instant now() {
        return clock.instant();
    }

    boolean blocks(SessionDetails opening) {
        return blocked.test(opening.account())
                || opening.authenticationId().filter(blocked).isPresent();
    }

    void remove(String id) {
        live.remove(id);
    }

    void countEnded(SessionEndReason reason) {
        LongAdder count = ended.get(reason);
        if (count != null) {
            count.increment();
        }
    }
}
