package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.engine.response.rescan.RecipientNotice;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.RescanRunner;
import io.mailwarden.engine.response.rescan.RescanStore;
import io.mailwarden.engine.response.rescan.RescanVerdict;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The re-scans of a running server, over the stores of its journal and re-scans. */
final class LiveRescans implements Rescans {

    private final Controls controls;
    private final JournalStore journal;
    private final RescanRunner rescanning;
    private final RescanStore rescans;
    private final RecipientNotice notice;

    LiveRescans(
            Controls controls,
            JournalStore journal,
            RescanRunner rescanning,
            RescanStore rescans,
            RecipientNotice notice) {
        this.controls = controls;
        this.journal = journal;
        this.rescanning = rescanning;
        this.rescans = rescans;
        this.notice = notice;
    }

    @Override
    public String start(Incident incident, Optional<Boolean> act) {
        Account account = incident.account();
        return rescanning.start(account, incident.id(), act.orElseGet(() -> controls.modeOf(account) != Mode.DETECT));
    }

    @Override
    public Optional<RescanReport> latest(
            Incident incident, Optional<RescanVerdict> verdict, Optional<String> cursor, int limit) {
        return rescans.latest(incident.account(), incident.id())
                .map(latest -> new RescanReport(latest, findings(incident, verdict, cursor, limit)));
    }

    private Page<RescanFinding> findings(
            Incident incident, Optional<RescanVerdict> verdict, Optional<String> cursor, int limit) {
        List<RescanFinding> read =
                rescans.findings(incident.account(), incident.id(), cursor.orElse(""), verdict, limit + 1);
        return Page.of(read, limit, finding -> finding.message().id());
    }

    @Override
    public RecipientNotice.Draft noticeDraft(Incident incident) {
        return notice.draft(incident.account(), incident.id());
    }

    @Override
    public RecipientNotice.SentNotices sendNotice(Incident incident, Optional<String> text) {
        return notice.send(incident.account(), incident.id(), text);
    }

    @Override
    public Page<JournalEntry> sent(Account account, Instant since, Optional<String> cursor, int limit) {
        return Page.of(journal.before(account, since, cursor, limit + 1), limit, JournalEntry::id);
    }
}
