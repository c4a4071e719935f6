package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.SentJournal;
import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Begins re-scans and works them off, each by whoever holds its lease: through the journal, oldest first, page by page;
 * what is malicious is retrieved at once, and what is near-identical to it as soon as that is known. What was found is
 * kept as it goes, so that whoever takes up a re-scan later goes on where it stopped. Thread-safe.
 */
public final class RescanService {

    /** How long a lease lasts without a sign of life of its holder. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    // An entry may come into the journal behind later ones, by as much as nodes' clocks and commits are apart.
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final int AT_ONCE = 100;

    /** How a run of a re-scan ended. */
    public enum End {
        /** The re-scan is through. */
        DONE,
        /** Another works on it, or it is through already. */
        ANOTHERS,
        /** The thread was interrupted; the re-scan waits for whoever takes it up. */
        INTERRUPTED
    }

    private final SentJournal journal;
    private final MessageRescanner rescanner;
    private final RescanStore store;
    private final Retrieval retrieval;
    private final HeldMessages held;
    private final Clock clock;
    private final Consumer<Rescan> ended;

    /** Tells nobody when a re-scan is through. */
    public RescanService(
            SentJournal journal,
            HeldMessages held,
            MessageScanner scanner,
            RescanStore store,
            Retrieval retrieval,
            Clock clock) {
        this.journal = journal;
        this.rescanner = new MessageRescanner(journal, scanner);
        this.store = store;
        this.retrieval = retrieval;
        this.held = held;
        this.clock = clock;
        this.ended = rescan -> {};
    }

    private RescanService(RescanService other, Consumer<Rescan> ended) {
        this.journal = other.journal;
        this.rescanner = other.rescanner;
        this.store = other.store;
        this.retrieval = other.retrieval;
        this.held = other.held;
        this.clock = other.clock;
        this.ended = ended;
    }

    /**
     * The same, that tells of every re-scan that comes to its end, also when the server dies at that moment. The
     * listener is asked once, but again when it threw, or when nobody could note that it was asked.
     */
    public RescanService telling(Consumer<Rescan> listener) {
        return new RescanService(this, listener);
    }

    /**
     * The re-scan of the incident that runs, or a new one: of the whole journal of the account, or, behind an earlier
     * one, of what came since. Throws {@link StoreUnavailable}.
     */
    public Rescan begin(Account account, String incident, boolean act) {
        String from = store.latest(account, incident)
                .map(rescan -> rescan.status().position())
                .flatMap(RescanService::shortlyBefore)
                .orElse("");
        String id = JournalEntry.before(clock.instant())
                + UUID.randomUUID().toString().substring(0, 8);
        return store.begin(Rescan.begin(id, new Rescan.Scope(incident, account, from, act), clock.instant()));
    }

    private static Optional<String> shortlyBefore(String id) {
        int millis = id.indexOf('-');
        return millis < 0
                ? Optional.empty()
                : Optional.of(JournalEntry.before(Instant.ofEpochMilli(Long.parseLong(id.substring(0, millis)))
                        .minus(OVERLAP)));
    }

    /**
     * Works it off in this thread, until it is through, another has it, or the thread is interrupted.
     *
     * @param progress is told how far it is, often
     * @throws StoreUnavailable when the store fails; the re-scan waits for whoever takes it up, or tells of it
     */
    public End run(Rescan rescan, Consumer<Rescan> progress) {
        RescanLease run = new RescanLease(rescan, store, clock);
        if (!run.lease()) {
            return End.ANOTHERS;
        }
        HeldMailRescan heldWork = new HeldMailRescan(run, held, rescanner, store);
        RescanWorker work = new RescanWorker(run, journal.entries(), rescanner, store, retrieval);
        End end = work.all(heldWork, progress);
        if (end == End.DONE) {
            run.tell(ended);
        }
        return end;
    }

    /**
     * Tells of those that are through, but whose worker was gone before it could tell. Throws what the listener does,
     * and {@link StoreUnavailable}.
     */
    public void tellUntold() {
        store.untold(clock.instant(), AT_ONCE).forEach(rescan -> new RescanLease(rescan, store, clock).tell(ended));
    }
}
