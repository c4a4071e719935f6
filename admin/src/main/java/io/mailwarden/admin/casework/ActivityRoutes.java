package io.mailwarden.admin.casework;

import io.mailwarden.admin.http.AccountDirectory.Delegations;
import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.HttpErrors;
import io.mailwarden.admin.http.KnownNames;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.casework.Casework;
import io.mailwarden.engine.review.casework.Timeline;
import io.mailwarden.engine.review.casework.Timeline.TimelineStep;
import io.mailwarden.engine.review.casework.TimelineQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.Request;

/** Time lines, and who else may act for an account; see docs/api.md. */
public final class ActivityRoutes {

    private static final Duration SHOWN = Duration.ofDays(7);
    private static final Duration STEP = Duration.ofHours(1);
    private static final int UNAVAILABLE = 503;

    private final Casework casework;
    private final KnownNames names;

    /** Over these. */
    public ActivityRoutes(Casework casework, KnownNames names) {
        this.casework = casework;
        this.names = names;
    }

    /** A time line as it is shown. */
    public record TimelineView(
            Instant from, Instant to, String step, List<StepView> steps, Optional<Instant> complete) {}

    /** One step of it. */
    public record StepView(Instant at, long logins, long refused, long messages, long anomalies) {

        static StepView of(TimelineStep step) {
            return new StepView(step.at(), step.logins(), step.refused(), step.messages(), step.anomalies());
        }
    }

    /** Who may act for whom, by name. */
    public record DelegationsView(List<String> trusted, List<String> trustedBy) {

        static DelegationsView of(Delegations delegations) {
            return new DelegationsView(names(delegations.trusted()), names(delegations.trustedBy()));
        }

        private static List<String> names(List<Account> accounts) {
            return accounts.stream().sorted().map(Account::name).toList();
        }
    }

    /** Adds the routes. */
    public void define(GuardedRoutes routes) {
        routes.get("/timeline", this::timeline);
        routes.get("/accounts/:account/delegations", this::delegations);
    }

    private Reply timeline(Request request) {
        Query query = Query.of(request, "account", "domain", "from", "to", "step");
        Instant to = query.time("to").orElseGet(casework::now);
        Instant from = query.time("from").orElseGet(() -> to.minus(SHOWN));
        Duration step = query.duration("step").orElse(STEP);
        TimelineQuery asked = asked(query, from, to, step);
        asked.account().ifPresent(names::seen);
        Timeline timeline = casework.timeline(asked);
        return Reply.shown(new TimelineView(
                asked.from(),
                asked.to(),
                step.toString(),
                timeline.steps().stream().map(StepView::of).toList(),
                timeline.complete()));
    }

    private static TimelineQuery asked(Query query, Instant from, Instant to, Duration step) {
        if (!from.isBefore(to)) {
            throw Query.bad("Parameter 'from' must be before 'to'");
        }
        try {
            TimelineQuery first = new TimelineQuery(query.domains(), query.account(), from, step, 1);
            long all =
                    Duration.between(first.from(), to).plus(step).minusNanos(1).dividedBy(step);
            return new TimelineQuery(
                    first.domains(), first.account(), from, step, (int) Math.min(all, Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw Query.bad("Parameters 'from', 'to' and 'step' must make " + e.getMessage());
        }
    }

    private Reply delegations(Request request) {
        Query.of(request);
        Account account = names.ofServer(Query.account(request.params("account")));
        return names.delegations(account)
                .map(delegations -> Reply.shown(DelegationsView.of(delegations)))
                .orElseThrow(() -> HttpErrors.error(
                        UNAVAILABLE, ErrorType.SERVER_ERROR, "The mail server does not say who else has access"));
    }
}
