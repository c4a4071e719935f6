package io.mailwarden.admin;

import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.alert.AlertRow.AlertState;
import io.mailwarden.engine.review.Review;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import spark.Request;

/** What administrators are told, and how far each alert got; see docs/api.md. */
final class AlertRoutes {

    private final Review review;

    AlertRoutes(Review review) {
        this.review = review;
    }

    record AlertView(
            String id,
            Optional<String> account,
            String severity,
            String cause,
            Optional<String> incident,
            String headline,
            Instant raised,
            String state,
            long attempts,
            Optional<Instant> nextAttempt,
            List<String> delivered,
            Optional<String> error) {

        static AlertView of(AlertRow row) {
            Alert alert = row.alert();
            return new AlertView(
                    row.id(),
                    alert.account().map(Account::name),
                    alert.severity().label(),
                    alert.cause(),
                    alert.incident(),
                    alert.content().headline(),
                    row.raised(),
                    row.state().label(),
                    row.attempt(),
                    row.state() == AlertState.WAITING ? Optional.of(row.due()) : Optional.empty(),
                    row.delivered().stream().sorted().toList(),
                    Optional.of(row.error()).filter(error -> !error.isEmpty()));
        }
    }

    void define(GuardedRoutes routes) {
        routes.get("/alerts", this::list);
    }

    private Reply list(Request request) {
        AlertQuery query = Query.of(request, "state", "limit", "cursor").alerts();
        return Query.page(query, () -> Views.list(review.alerts(query), AlertView::of));
    }
}
