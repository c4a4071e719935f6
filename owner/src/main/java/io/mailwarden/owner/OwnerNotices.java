package io.mailwarden.owner;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.assess.AssessmentListener;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Place;
import io.mailwarden.engine.review.owner.NoticeLimits;
import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNotice.NoticedLogin;
import io.mailwarden.engine.review.owner.OwnerNoticeStore;
import io.mailwarden.engine.review.owner.OwnerNoticeStore.Admission;
import io.mailwarden.engine.support.Alarms;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises notices of logins of a new kind: of those alone that were let in, so that who guesses passwords tells nobody
 * anything. Logins wait in memory until the store has decided. Thread-safe.
 */
final class OwnerNotices implements AssessmentListener {

    /** Raised when owners are not told because there would be too much to tell. */
    static final String MANY = "owner-notices-many";

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnerNotices.class);

    // A server on which that many new kinds of login wait for the store has other troubles.
    private static final int MOST_WAITING = 1000;
    private static final int AT_ONCE = 100;
    private static final int MOST_REMEMBERED = 10_000;
    // What was just decided is decided the same again: the store is not asked for each login of a traveller.
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int ID_BYTES = 16;

    private final Queue<NewLogin> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, Instant> decided = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final OwnerNoticeStore store;
    private final NoticeLimits limits;
    private final Alarms alarms;
    private final Clock clock;

    OwnerNotices(OwnerNoticeStore store, NoticeLimits limits, Alarms alarms, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** A login, and what is new about it. */
    private record NewLogin(Login login, Origin origin, Set<String> news) {

        String key() {
            return login.account() + " " + news;
        }
    }

    @Override
    public void assessed(Event event, Origin origin, Assessment assessment) {
        if (assessment.anomalies().isEmpty() || assessment.verdict().denies()) {
            return;
        }
        event.login().filter(Login::accepted).ifPresent(login -> {
            Set<String> news = LoginNews.of(login, origin, assessment.anomalies());
            if (!news.isEmpty() && !waiting.offer(new NewLogin(login, origin, news))) {
                alarms.raise(MANY, "owners are not told of some logins: more than " + MOST_WAITING + " wait");
            }
        });
    }

    /** Raises what waits. Throws {@link io.mailwarden.engine.support.StoreUnavailable}; what waits then still does. */
    synchronized void file() {
        Instant now = clock.instant();
        decided.values().removeIf(until -> !until.isAfter(now));
        for (int i = 0; i < AT_ONCE; i++) {
            NewLogin next = waiting.peek();
            if (next == null) {
                return;
            }
            if (!decided.containsKey(next.key())) {
                decide(next, now);
            }
            waiting.remove();
        }
    }

    private void decide(NewLogin next, Instant now) {
        Admission admission = store.admit(notice(next, now), next.news(), limits);
        if (admission == Admission.OVER_HOUR) {
            alarms.raise(
                    MANY,
                    "owners are not told of some logins: more than owner-notice.per-hour were told of within an hour");
        }
        LOGGER.info("notice to the owner of {}: {} {}", next.login().account(), admission, next.news());
        if (decided.size() < MOST_REMEMBERED) {
            decided.put(next.key(), now.plus(REMEMBERED));
        }
    }

    private OwnerNotice notice(NewLogin seen, Instant now) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Login login = seen.login();
        Origin origin = seen.origin();
        return OwnerNotice.raised(
                HexFormat.of().formatHex(id),
                login.account(),
                new NoticedLogin(
                        login.at(),
                        origin.country().orElse(""),
                        origin.place().flatMap(Place::city).orElse(""),
                        origin.provider(),
                        origin.address().map(Object::toString).orElse(""),
                        login.client().toString(),
                        login.protocol().label()),
                now,
                now.plus(limits.linkLasts()));
    }
}
