package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.engine.response.rescan.RecipientNotice;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.RescanRunner;
import io.mailwarden.engine.response.rescan.RescanStore;
import io.mailwarden.engine.response.rescan.RescanVerdict;
import io.mailwarden.engine.support.Page;
import java.time.Instant;
import java.util.Optional;

/**
 * What an administrator sees and does about mail that has been sent: the sent journal, the re-scans of incidents, and
 * the notices to those whom malicious mail reached. Thread-safe; every method throws {@link
 * io.mailwarden.engine.support.StoreUnavailable} when what is kept cannot be reached.
 */
public interface Rescans {

    /**
     * Those of a running server.
     *
     * @param controls tell an account's mode
     */
    static Rescans of(
            Controls controls, JournalStore journal, RescanRunner runner, RescanStore rescans, RecipientNotice notice) {
        return new LiveRescans(controls, journal, runner, rescans, notice);
    }

    /**
     * Starts a re-scan of what the incident's account sent of late; the one that runs already is meant, if any.
     *
     * @param act whether malicious copies are taken; empty for what the account's mode says
     * @return the id of the task that works on it
     */
    String start(Incident incident, Optional<Boolean> act);

    /**
     * The latest re-scan of the incident, with a page of all that was ever found for it, in the order of the journal;
     * empty when there was none.
     *
     * @param verdict only findings assessed so; empty for all
     * @param cursor as the page before gave it
     */
    Optional<RescanReport> latest(
            Incident incident, Optional<RescanVerdict> verdict, Optional<String> cursor, int limit);

    /** The notice to recipients as it would be sent now, and who got it before. */
    RecipientNotice.Draft noticeDraft(Incident incident);

    /** Sends the notice to everybody who was not warned before; {@code text} takes the place of the template's. */
    RecipientNotice.SentNotices sendNotice(Incident incident, Optional<String> text);

    /** What the account sent at or after that time and is in the journal, newest first. */
    Page<JournalEntry> sent(Account account, Instant since, Optional<String> cursor, int limit);

    /**
     * A re-scan and what was found.
     *
     * @param rescan how far it is
     * @param findings a page of them
     */
    record RescanReport(Rescan rescan, Page<RescanFinding> findings) {}
}
