package io.mailwarden.admin.access;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.audit.AuditEntry;
import io.mailwarden.engine.review.audit.AuditEntry.Deed;
import io.mailwarden.engine.review.audit.AuditQuery;
import io.mailwarden.engine.review.audit.AuditTrail;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notes what administrators did. What was done and cannot be noted stays done, for a block must be set also while the
 * store is gone; it is noted when the store is back, a thousand such deeds at most and those of this run, and until then
 * the alarm {@value #FAILED} and James's log say so. Thread-safe.
 */
public final class AuditLog {

    static final String FAILED = "audit-failed";
    private static final int LONGEST = 2000;

    private static final int MOST_MISSING = 1000;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Queue<AuditEntry> missing = new ConcurrentLinkedQueue<>();
    private volatile Instant next = Instant.MIN;
    private final AuditTrail trail;
    private final Alarms alarms;
    private final Clock clock;

    AuditLog(AuditTrail trail, Alarms alarms, Clock clock) {
        this.trail = trail;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * Who did what to what.
     *
     * @param actor who
     * @param from the address that asked
     * @param action as the table of permissions calls it
     * @param target the path, with its parameters
     * @param account whom it concerns, where that is one
     */
    public record Act(String actor, String from, String action, String target, Optional<Account> account) {}

    /** Notes it; all texts are made fit to be shown. */
    public void note(Act act, Deed deed) {
        AuditEntry entry = new AuditEntry(
                UUID.randomUUID().toString(),
                clock.instant(),
                fit(act.actor()),
                fit(act.from()),
                act.action(),
                fit(act.target()),
                act.account(),
                new Deed(deed.outcome(), fit(deed.why()), fit(deed.before()), fit(deed.after())));
        missing.add(entry);
        write();
    }

    /** Writes what could not be noted before, now and then. */
    public void catchUp() {
        if (!missing.isEmpty() && clock.instant().isAfter(next)) {
            write();
        }
    }

    private synchronized void write() {
        AuditEntry entry = missing.peek();
        try {
            while (entry != null) {
                trail.append(entry);
                missing.remove();
                entry = missing.peek();
            }
            alarms.clear(FAILED);
        } catch (StoreUnavailable e) {
            next = clock.instant().plus(PAUSE);
            alarms.raise(
                    FAILED,
                    missing.size() + " actions wait to be noted in the audit trail, the first "
                            + missing.element().action(),
                    e);
            while (missing.size() > MOST_MISSING) {
                missing.remove();
            }
        }
    }

    private static String fit(String text) {
        return Text.printable(text, LONGEST);
    }

    /** Lines that fit, newest first; IllegalArgumentException for a cursor that is none. */
    public Page<AuditEntry> search(AuditQuery query) {
        return trail.search(query);
    }
}
