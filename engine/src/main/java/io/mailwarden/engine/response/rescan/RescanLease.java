package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.response.rescan.Rescan.RescanCounts;
import io.mailwarden.engine.response.rescan.Rescan.RescanState;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** A re-scan while one thread works on it: its lease, and how far it is. Not thread-safe. */
final class RescanLease {

    private final RescanStore store;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();
    private Rescan rescan;
    private Instant leasedAt = Instant.MIN;

    RescanLease(Rescan rescan, RescanStore store, Clock clock) {
        this.rescan = rescan;
        this.store = store;
        this.clock = clock;
    }

    Rescan rescan() {
        return rescan;
    }

    RescanCounts counts() {
        return rescan.counts();
    }

    /** Takes the lease and what its last holder left; false when another has it. */
    boolean lease() {
        Instant now = clock.instant();
        if (!store.lease(rescan, holder, now, now.plus(RescanService.LEASE))) {
            return false;
        }
        leasedAt = now;
        rescan = store.find(rescan.account(), rescan.incident(), rescan.id()).orElse(rescan);
        return true;
    }

    /** Keeps the lease; throws {@link Stop} when another took it, or somebody wants this thread to end. */
    void goOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Stop(RescanService.End.INTERRUPTED);
        }
        Instant now = clock.instant();
        if (leasedAt.plus(RescanService.LEASE.dividedBy(3)).isAfter(now)) {
            return;
        }
        if (!store.lease(rescan, holder, now, now.plus(RescanService.LEASE))) {
            throw new Stop(RescanService.End.ANOTHERS);
        }
        leasedAt = now;
    }

    void counted(RescanCounts counts) {
        rescan = rescan.at(rescan.status().position(), counts);
    }

    void save(Rescan after) {
        rescan = after;
        if (!store.save(after, holder)) {
            throw new Stop(RescanService.End.ANOTHERS);
        }
    }

    void done() {
        save(rescan.ended(RescanState.DONE, clock.instant()));
    }

    /**
     * Lets the listener tell of it, when it is through and nobody did, or is about to. When this dies in between,
     * somebody asks the listener again: whom it tells must know what they have.
     */
    void tell(Consumer<Rescan> listener) {
        Instant now = clock.instant();
        if (store.claimTelling(rescan, holder, now, now.plus(RescanService.LEASE))) {
            listener.accept(rescan);
            store.told(rescan, clock.instant());
        }
    }

    /** Thrown to end the work when the lease was lost or the server stops. */
    @SuppressWarnings("serial")
    static final class Stop extends RuntimeException {

        private final RescanService.End end;

        Stop(RescanService.End end) {
            super(end.name(), null, false, false);
            this.end = end;
        }

        RescanService.End end() {
            return end;
        }
    }
}
