package io.mailwarden.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.mailwarden.admin.access.AuditLog;
import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.Json;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.audit.AuditEntry;
import io.mailwarden.engine.review.audit.AuditQuery;
import io.mailwarden.engine.support.Page;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import spark.Request;

/** The audit trail: read, and exported as JSON Lines and CSV; see docs/api.md. Nothing here changes it. */
final class AuditRoutes {

    private static final String CSV = "text/csv";
    private static final String LINES = "application/jsonl";
    private static final List<String> COLUMNS =
            List.of("id", "at", "actor", "from", "action", "target", "account", "outcome", "why", "before", "after");

    // A spreadsheet takes what begins with these for a formula, and runs it (OWASP, "CSV Injection").
    private static final String FORMULAS = "=+-@\t\r";

    private static final int MOST_EXPORTED = 100_000;

    private final AuditLog log;
    private final Json json = new Json();

    AuditRoutes(AuditLog log) {
        this.log = log;
    }

    record AuditView(
            String id,
            Instant at,
            String actor,
            String from,
            String action,
            String target,
            Optional<String> account,
            @JsonUnwrapped DeedView deed) {

        static AuditView of(AuditEntry entry) {
            return new AuditView(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.from(),
                    entry.action(),
                    entry.target(),
                    entry.account().map(Account::name),
                    new DeedView(
                            entry.deed().outcome(),
                            entry.deed().why(),
                            entry.deed().before(),
                            entry.deed().after()));
        }
    }

    record DeedView(String outcome, String why, String before, String after) {}

    void define(GuardedRoutes routes) {
        routes.get("/audit", this::list);
    }

    private Reply list(Request request) {
        AuditQuery query = Query.of(request, "since", "actor", "action", "account", "limit", "cursor")
                .audit();
        String accept = Optional.ofNullable(request.headers("Accept")).orElse("");
        return Query.paged(query, () -> {
            if (accept.startsWith(CSV)) {
                return Reply.text(CSV + "; charset=utf-8", csv(all(query)));
            }
            if (accept.startsWith(LINES)) {
                return Reply.text(LINES, all(query).stream().map(this::line).collect(Collectors.joining()));
            }
            return Reply.shown(Views.list(log.search(query), AuditView::of));
        });
    }

    private List<AuditEntry> all(AuditQuery query) {
        List<AuditEntry> all = new ArrayList<>();
        Optional<String> cursor = query.cursor();
        do {
            Page<AuditEntry> page = log.search(new AuditQuery(
                    query.domains(),
                    query.since(),
                    query.actor(),
                    query.action(),
                    query.account(),
                    Page.MAX_LIMIT,
                    cursor));
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor.isPresent() && all.size() < MOST_EXPORTED);
        if (cursor.isPresent()) {
            throw Query.bad("More than " + MOST_EXPORTED + " lines: narrow them, such as by 'since'");
        }
        return all;
    }

    private String line(AuditEntry entry) {
        try {
            return json.render(AuditView.of(entry)) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String csv(List<AuditEntry> entries) {
        return Stream.concat(Stream.of(COLUMNS), entries.stream().map(AuditRoutes::cells))
                .map(cells -> cells.stream().map(AuditRoutes::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static List<String> cells(AuditEntry entry) {
        return List.of(
                entry.id(),
                entry.at().toString(),
                entry.actor(),
                entry.from(),
                entry.action(),
                entry.target(),
                entry.account().map(Account::name).orElse(""),
                entry.deed().outcome(),
                entry.deed().why(),
                entry.deed().before(),
                entry.deed().after());
    }

    // RFC 4180.
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
