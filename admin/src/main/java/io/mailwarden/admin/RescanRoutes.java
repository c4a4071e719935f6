package io.mailwarden.admin;

import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.HttpErrors;
import io.mailwarden.admin.http.KnownNames;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.admin.http.RequestBody;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.rescan.RecipientNotice;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.Rescan.RescanCounts;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.RescanVerdict;
import io.mailwarden.engine.review.Rescans;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import spark.HaltException;
import spark.Request;

/** The journal, the re-scans of incidents, and the notices to those who got malicious mail; see docs/api.md. */
final class RescanRoutes {

    private static final String RESCAN = "/incidents/:id/rescan";
    private static final String NOTICE = "/incidents/:id/notice";
    private static final List<Boolean> EITHER = List.of(true, false);

    private final Review review;
    private final Rescans rescans;
    private final KnownNames names;

    RescanRoutes(Review review, Rescans rescans, KnownNames names) {
        this.review = review;
        this.rescans = rescans;
        this.names = names;
    }

    record SentView(
            String id,
            Instant at,
            String messageId,
            String sender,
            List<String> recipients,
            String subject,
            long bytes) {

        static SentView of(JournalEntry entry) {
            return new SentView(
                    entry.id(),
                    entry.at(),
                    entry.messageId(),
                    entry.summary().sender(),
                    entry.summary().recipients(),
                    entry.summary().subject(),
                    entry.summary().bytes());
        }
    }

    record CopyView(String place, String who, String deed, String detail) {}

    record RescanFindingView(
            SentView message,
            String verdict,
            double score,
            List<String> reasons,
            Optional<String> nearTo,
            List<CopyView> copies) {

        static RescanFindingView of(RescanFinding finding) {
            return new RescanFindingView(
                    SentView.of(finding.message()),
                    finding.verdict().label(),
                    finding.score(),
                    finding.reasons(),
                    finding.nearTo(),
                    finding.copies().stream()
                            .map(copy -> new CopyView(
                                    copy.place().label(),
                                    copy.who(),
                                    copy.treatment().label(),
                                    copy.detail()))
                            .toList());
        }
    }

    record RescanView(
            String id,
            String state,
            boolean act,
            Instant startedAt,
            Optional<Instant> finishedAt,
            String taskId,
            RescanCounts counts,
            List<RescanFindingView> items,
            Optional<String> nextCursor) {

        static RescanView of(Rescan rescan, Page<RescanFinding> page) {
            return new RescanView(
                    rescan.id(),
                    rescan.status().state().label(),
                    rescan.scope().act(),
                    rescan.startedAt(),
                    rescan.finishedAt(),
                    rescan.task(),
                    rescan.counts(),
                    page.items().stream().map(RescanFindingView::of).toList(),
                    page.nextCursor());
        }
    }

    record SentNoticeView(String recipient, Instant claimedAt, Optional<Instant> sentAt) {}

    record NoticeView(String subject, String text, List<String> waiting, List<SentNoticeView> notices) {

        static NoticeView of(RecipientNotice.Draft draft) {
            return new NoticeView(
                    draft.subject(),
                    draft.text(),
                    draft.waiting(),
                    draft.notices().stream()
                            .map(sent -> new SentNoticeView(sent.recipient(), sent.claimedAt(), sent.sentAt()))
                            .toList());
        }
    }

    void define(GuardedRoutes routes) {
        routes.post(RESCAN, this::start);
        routes.get(RESCAN, this::found);
        routes.get(NOTICE, this::draft);
        routes.post(NOTICE, this::send);
        routes.get("/accounts/:account/messages", this::messages);
    }

    private Incident incident(Request request) {
        String id = request.params("id");
        return review.incident(id).orElseThrow(() -> unknown("incident", id));
    }

    private Reply start(Request request) {
        Query query = Query.of(request, "act");
        return Reply.started(rescans.start(incident(request), query.choice("act", EITHER, String::valueOf)));
    }

    private Reply found(Request request) {
        Query query = Query.of(request, "verdict", "limit", "cursor");
        Incident incident = incident(request);
        Optional<RescanVerdict> verdict =
                query.choice("verdict", List.of(RescanVerdict.values()), RescanVerdict::label);
        return rescans.latest(incident, verdict, query.cursor(), query.limit())
                .map(report -> Reply.shown(RescanView.of(report.rescan(), report.findings())))
                .orElseThrow(() -> unknown("re-scan of incident", incident.id()));
    }

    private Reply draft(Request request) {
        Query.of(request);
        return Reply.shown(NoticeView.of(rescans.noticeDraft(incident(request))));
    }

    private Reply send(Request request) {
        Query.of(request);
        Incident incident = incident(request);
        return Reply.made(
                rescans.sendNotice(incident, RequestBody.of(request, "text").text("text")));
    }

    private Reply messages(Request request) {
        Query query = Query.of(request, "since", "limit", "cursor");
        Account account = Query.account(request.params("account"));
        Instant since = query.since().orElse(Instant.EPOCH);
        Page<JournalEntry> sent = rescans.sent(account, since, query.cursor(), query.limit());
        return Reply.shown(Views.list(names.of(Optional.of(account), sent), SentView::of));
    }

    private static HaltException unknown(String what, String id) {
        return HttpErrors.unknown(what, Text.printable(id, 100));
    }
}
