package io.mailwarden.admin;

import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.HttpErrors;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.admin.http.RequestBody;
import io.mailwarden.engine.review.backtest.Backtest;
import io.mailwarden.engine.review.backtest.BacktestRequest;
import io.mailwarden.engine.review.backtest.BacktestResult;
import io.mailwarden.engine.review.backtest.BacktestResult.Read;
import io.mailwarden.engine.review.backtest.BacktestResult.Row;
import io.mailwarden.engine.review.backtest.BacktestResult.Totals;
import io.mailwarden.engine.review.backtest.Backtests;
import io.mailwarden.engine.support.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.HaltException;
import spark.Request;

/** What changed settings would have done; bodies are described in docs/api.md. */
final class BacktestRoutes {

    private static final int CONFLICT = 409;

    private final Backtests backtests;

    BacktestRoutes(Backtests backtests) {
        this.backtests = backtests;
    }

    record BacktestExampleView(
            String kind, String change, Instant at, String account, List<String> types, String explanation) {}

    record BacktestResultView(
            Read read,
            Totals inForce,
            Totals changed,
            List<Row> detectors,
            List<Row> accounts,
            long moreAccounts,
            List<BacktestExampleView> examples,
            boolean whole) {

        static BacktestResultView of(BacktestResult result) {
            return new BacktestResultView(
                    result.read(),
                    result.inForce(),
                    result.changed(),
                    result.detectors(),
                    result.accounts(),
                    result.moreAccounts(),
                    result.examples().stream().map(BacktestResultView::of).toList(),
                    result.whole());
        }

        private static BacktestExampleView of(BacktestResult.Example one) {
            return new BacktestExampleView(
                    one.kind().label(),
                    one.raised() ? "raised" : "spared",
                    one.at(),
                    one.account().name(),
                    one.types(),
                    one.words());
        }
    }

    record BacktestView(
            String id,
            String state,
            Instant from,
            Instant to,
            Map<String, String> changes,
            String startedBy,
            Instant startedAt,
            Instant learnsFrom,
            Instant updatedAt,
            String words,
            String taskId,
            long events,
            double share,
            Optional<Instant> reached,
            Optional<BacktestResultView> result) {

        static BacktestView of(Backtest one) {
            return new BacktestView(
                    one.id(),
                    one.status().state().label(),
                    one.request().from(),
                    one.request().to(),
                    one.request().changes(),
                    one.start().by(),
                    one.start().at(),
                    one.start().learnsFrom(),
                    one.status().at(),
                    one.status().words(),
                    one.status().task(),
                    one.progress().events(),
                    one.share(),
                    one.progress().reached(),
                    one.result().map(BacktestResultView::of));
        }
    }

    void define(GuardedRoutes routes) {
        routes.get("/backtests", this::list);
        routes.post("/backtests", this::start);
        routes.get("/backtests/:id", this::show);
        routes.delete("/backtests/:id", this::cancel);
    }

    private Reply list(Request request) {
        Query.of(request);
        return Reply.shown(Views.list(new Page<>(backtests.latest(), Optional.empty()), BacktestView::of));
    }

    private Reply start(Request request) {
        Query.of(request);
        RequestBody body = RequestBody.of(request, "from", "to", "changes");
        Instant from = time(body, "from");
        Instant to = time(body, "to");
        Map<String, String> changes = body.texts("changes");
        return RequestBody.checked(
                        () -> backtests.start(new BacktestRequest(from, to, changes), GuardedRoutes.author(request)))
                .map(begun -> Reply.made(BacktestView.of(begun)))
                .orElseThrow(this::another);
    }

    private static Instant time(RequestBody body, String name) {
        return body.time(name)
                .orElseThrow(() -> Query.bad("Field '" + name + "' must be given: it must be " + Query.TIME));
    }

    private HaltException another() {
        String which = backtests.latest().stream()
                .filter(Backtest::running)
                .map(one -> ": " + one.id())
                .findFirst()
                .orElse("");
        return HttpErrors.error(
                CONFLICT,
                ErrorType.WRONG_STATE,
                "Another back-test runs" + which + "; await its end, or cancel it with DELETE");
    }

    private Reply show(Request request) {
        Query.of(request);
        return Reply.shown(BacktestView.of(found(request)));
    }

    private Backtest found(Request request) {
        String id = request.params("id");
        return backtests.find(id).orElseThrow(() -> HttpErrors.unknown("back-test", id));
    }

    private Reply cancel(Request request) {
        Query.of(request);
        Backtest wanted = found(request);
        if (backtests.cancel(wanted.id(), GuardedRoutes.author(request)).isEmpty()) {
            throw HttpErrors.error(
                    CONFLICT, ErrorType.WRONG_STATE, "It has ended: back-test " + wanted.id() + " is kept as it is");
        }
        return Reply.done();
    }
}
