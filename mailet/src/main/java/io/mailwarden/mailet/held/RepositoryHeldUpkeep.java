package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.inject.Singleton;

/**
 * The periodic tasks of held mail: finishes releases, alerts before expiry, deletes what expired. For one thread;
 * {@link #checkSoon} is for any.
 */
@Singleton
public final class RepositoryHeldUpkeep {

    // Rows of what is over keep late copies from passing; none comes later than the longest that mail is tried.
    private static final Duration REMEMBERED = Duration.ofDays(30);

    // One alert for what expires on one day.
    private static final Duration TOLD_TOGETHER = Duration.ofDays(1);
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

    private static final int MOST_TOLD = 10_000;
    private static final int PAGE = 500;

    private final HeldMailReconciler inventory;
    private final HeldMailRelease releases;
    private final HeldStore store;
    private final HeldTerms terms;
    private final ExpiryAlerts alerts;
    private final Clock clock;
    private Instant nextNotice = Instant.MIN;

    @Inject
    public RepositoryHeldUpkeep(
            HeldMailReconciler inventory,
            HeldMailRelease releases,
            HeldStore store,
            HoldSettings settings,
            ExpiryAlerts alerts,
            Clock clock) {
        this.inventory = inventory;
        this.releases = releases;
        this.store = store;
        this.terms = settings.terms();
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * Finishes releases that were interrupted or that another node decided, brings rows and repository together,
     * announces what expires, and deletes what has expired. Throws
     * {@link io.mailwarden.engine.support.StoreUnavailable} when that could not be done; the next call tries again.
     */
    public void run() {
        Instant now = clock.instant();
        try {
            releases.sendLeft();
        } finally {
            // Where a repository cannot be listed, what waits elsewhere is released nevertheless.
            inventory.takeWhenDue(now);
        }
        if (terms.expires()) {
            announce(now);
            expire(now);
        }
        forget(now);
    }

    /** The next run brings rows and repositories together: the store may have lost some. */
    public void checkSoon() {
        inventory.soon();
    }

    private void announce(Instant now) {
        Instant due = now.minus(terms.expireAfter()).plus(terms.alertBefore());
        if (now.isBefore(nextNotice) || store.unannounced(due, 1).isEmpty()) {
            return;
        }
        nextNotice = now.plus(TOLD_AGAIN);
        List<HeldMessage> messages = store.unannounced(due.plus(TOLD_TOGETHER), MOST_TOLD);
        if (alerts.soonExpiring(summary(messages, now))) {
            store.announced(messages.stream().map(HeldMessage::key).toList(), now);
        }
    }

    private ExpiryAlerts.ExpirySummary summary(List<HeldMessage> messages, Instant now) {
        Map<Account, Long> accounts =
                messages.stream().collect(Collectors.groupingBy(HeldMessage::account, Collectors.counting()));
        Instant oldest = messages.get(0).heldAt().plus(terms.expireAfter());
        Instant earliest = now.plus(terms.alertBefore());
        return new ExpiryAlerts.ExpirySummary(messages.size(), accounts, oldest.isAfter(earliest) ? oldest : earliest);
    }

    private void expire(Instant now) {
        List<HeldMessage> expired;
        do {
            expired = store.expired(now.minus(terms.expireAfter()), now.minus(terms.alertBefore()), PAGE);
            for (HeldMessage message : expired) {
                if (store.move(message.key(), HeldState.WAITING, HeldState.EXPIRED, now)) {
                    inventory.remove(new HeldId(message.id()));
                }
            }
        } while (expired.size() == PAGE);
    }

    // Not before the mail is certainly gone: without a row it would wait again.
    private void forget(Instant now) {
        for (HeldMessage message : store.over(now.minus(REMEMBERED), PAGE)) {
            if (inventory.tryRemove(new HeldId(message.id()))) {
                store.forget(message.key());
            }
        }
    }
}
