package io.mailwarden.mailet.held;

import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;

/**
 * Brings the repositories of held mail and the rows about it together: after a crash between the two, when a row could
 * not be written, when the store was replaced by an empty one, and when somebody took mail out of a repository past
 * Mailwarden. Thread-safe.
 */
@Singleton
public final class HeldMailReconciler {

    private static final String UNREADABLE = "held-mail-unreadable";
    private static final String NOT_REMOVED = "held-mail-not-removed";

    // Whoever works past Mailwarden does so by hand; all that happens here is noticed at once.
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int PAGE = 500;

    private final HeldRepository repository;
    private final HeldOverflow overflow;
    private final HeldStore store;
    private final Alarms alarms;
    private final Clock clock;
    private final Set<HeldId> storing = ConcurrentHashMap.newKeySet();
    private volatile Instant next = Instant.MIN;

    @Inject
    public HeldMailReconciler(
            HeldRepository repository, HeldOverflow overflow, HeldStore store, Alarms alarms, Clock clock) {
        this.repository = repository;
        this.overflow = overflow;
        this.store = store;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** The next {@link #takeWhenDue} takes it. */
    void soon() {
        next = Instant.MIN;
    }

    /** The bytes of the mail; empty when this node does not reach it. */
    Optional<InputStream> open(HeldId id) throws IOException {
        return repository.open(id);
    }

    /**
     * Keeps the mail, which has the id as its name and the marks of a held one; a part of it is not adopted meanwhile.
     * Throws {@link StoreUnavailable} when no place takes it, and nothing of it stays.
     */
    void keep(HeldId id, Mail mail) {
        storing.add(id);
        try {
            overflow.kept(id, mail, repository.store(id, mail));
        } catch (StoreUnavailable e) {
            overflow.nowhere(id, mail, e);
            throw e;
        } finally {
            storing.remove(id);
        }
    }

    /** Makes the row of a mail that has none; empty when the mail is not there, or was not put there by Mailwarden. */
    Optional<HeldMessage> adopt(HeldId id) {
        if (storing.contains(id)) {
            return Optional.empty();
        }
        Optional<Mail> mail = repository.retrieve(id);
        try {
            Optional<HeldMessage> message = mail.flatMap(found -> HeldMailAttributes.read(found, id));
            message.ifPresent(found -> store.add(found, clock.instant()));
            return message;
        } finally {
            mail.ifPresent(LifecycleUtil::dispose);
        }
    }

    /** Destroys the mail of a message that is over; when that fails, the next inventory does it. */
    void remove(HeldId id) {
        if (!tryRemove(id)) {
            soon();
        }
    }

    /** Destroys the mail, if it is there; whether it is not there any more. */
    boolean tryRemove(HeldId id) {
        try {
            repository.remove(id);
            return true;
        } catch (StoreUnavailable e) {
            alarms.raise(NOT_REMOVED, "message " + id.value() + " is over but still in its repository", e);
            return false;
        }
    }

    /** Takes an inventory, when the last was long ago, or failed, or something happened since. */
    void takeWhenDue(Instant now) {
        // After a clock was set back, the next one must not be far away.
        if (now.isBefore(next) && next.isBefore(now.plus(PAUSE).plus(PAUSE))) {
            return;
        }
        next = now.plus(PAUSE);
        try {
            take(now);
        } catch (StoreUnavailable e) {
            soon();
            throw e;
        }
    }

    private void take(Instant now) {
        // A repository that cannot be listed must not hide what waits beside it.
        long unreadable = settleAll(repository.setAside());
        Set<HeldId> there = repository.ids();
        unreadable += settleAll(there);
        noteMissing(there, now);
        if (unreadable == 0) {
            alarms.clear(UNREADABLE);
            alarms.clear(NOT_REMOVED);
        }
    }

    // How many of them cannot be used.
    private long settleAll(Set<HeldId> ids) {
        Map<String, HeldState> states =
                store.states(ids.stream().map(HeldId::value).toList());
        return ids.stream().filter(id -> !settle(id, states.get(id.value()))).count();
    }

    private boolean settle(HeldId id, @Nullable HeldState state) {
        try {
            if (state == null) {
                adopt(id);
            } else if (state == HeldState.GONE) {
                store.find(id.value())
                        .ifPresent(row ->
                                store.move(row.message().key(), HeldState.GONE, HeldState.WAITING, clock.instant()));
            } else if (state != HeldState.WAITING && state != HeldState.RELEASING) {
                repository.remove(id);
            }
            return true;
        } catch (RuntimeException e) {
            // One that cannot be used must not keep the others from being seen.
            alarms.raise(UNREADABLE, "message " + id.value() + " in a repository of held mail cannot be used", e);
            return false;
        }
    }

    private void noteMissing(Set<HeldId> there, Instant now) {
        String after = "";
        List<HeldMessage> rows;
        do {
            rows = store.mine(after, PAGE);
            for (HeldMessage row : rows) {
                after = row.id();
                HeldId id = new HeldId(row.id());
                if (!there.contains(id) && !repository.has(id)) {
                    store.move(row.key(), row.state(), HeldState.GONE, now);
                }
            }
        } while (rows.size() == PAGE);
    }
}
