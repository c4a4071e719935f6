package io.mailwarden.admin;

import io.mailwarden.admin.access.Principal;
import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.HttpErrors;
import io.mailwarden.admin.http.KnownNames;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.LoginRecord;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.casework.AccountDay;
import io.mailwarden.engine.review.casework.Casework;
import io.mailwarden.engine.support.Page;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.HaltException;
import spark.Request;

/** The overview, incidents and what is decided of them, held mail, and accounts; see docs/api.md. */
final class ReviewRoutes {

    private static final int CONFLICT = 409;
    private static final String[] FILTERS = {
        "severity", "type", "state", "account", "domain", "since", "until", "text", "limit", "cursor"
    };

    private final Review review;
    private final Controls controls;
    private final Casework casework;
    private final KnownNames names;

    ReviewRoutes(Review review, Controls controls, Casework casework, KnownNames names) {
        this.review = review;
        this.controls = controls;
        this.casework = casework;
        this.names = names;
    }

    void define(GuardedRoutes routes) {
        routes.get("/overview", this::overview);
        routes.get("/incidents", this::incidents);
        routes.get("/incidents/:id", this::incident);
        routes.get("/held", this::held);
        routes.get("/accounts/:account", this::account);
        routes.get("/accounts/:account/logins", this::logins);
        routes.post("/incidents/:id/confirm", step(review::confirm, "open"));
        routes.post("/incidents/:id/dismiss", this::dismiss);
        routes.post("/incidents/:id/release", allOfIncident(review::releaseAll));
        routes.delete("/incidents/:id/held", allOfIncident(review::deleteAll));
        routes.get("/held/:id/text", this::text);
        routes.get("/held/:id/source", this::source);
        routes.post("/held/:id/release", oneHeld(review::release));
        routes.delete("/held/:id", oneHeld(review::delete));
    }

    private static GuardedRoutes.Handler oneHeld(Predicate<String> decision) {
        return request -> {
            String id = id(request);
            if (!decision.test(id)) {
                throw HttpErrors.unknown("held message", id);
            }
            return Reply.done();
        };
    }

    // Held mail may name an incident that was forgotten.
    private GuardedRoutes.Handler allOfIncident(ToLongFunction<String> decision) {
        return request -> {
            String id = id(request);
            long messages = decision.applyAsLong(id);
            if (messages == 0 && review.incident(id).isEmpty()) {
                throw HttpErrors.unknown("incident", id);
            }
            return Reply.shown(new Views.DoneView(messages));
        };
    }

    private GuardedRoutes.Handler step(Predicate<String> decision, String from) {
        return request -> decided(request, id(request), decision, from);
    }

    private Reply decided(Request request, String id, Predicate<String> decision, String from) {
        review.incident(id)
                .ifPresent(incident ->
                        GuardedRoutes.before(request, incident.state().label()));
        if (!decision.test(id)) {
            String state = found(id).state().label();
            throw HttpErrors.error(
                    CONFLICT, ErrorType.WRONG_STATE, "The incident must be " + from + ", it is " + state);
        }
        return Reply.done();
    }

    // What another decided meanwhile is not overruled by who did not see it.
    private Reply dismiss(Request request) {
        Optional<IncidentState> seen = Query.of(request, "seen").seen();
        String from = seen.map(state -> state.label() + ", as you saw it").orElse("open or confirmed");
        return decided(request, request.params("id"), id -> review.dismiss(id, seen), from);
    }

    private static String id(Request request) {
        Query.of(request);
        return request.params("id");
    }

    private Incident found(String id) {
        return review.incident(id).orElseThrow(() -> HttpErrors.unknown("incident", id));
    }

    private Reply overview(Request request) {
        Query.of(request);
        Principal principal = Principal.of(request);
        return Reply.shown(
                principal.everywhere()
                        ? Views.overview(review.overview())
                        : new DomainOverview(review, principal).view());
    }

    private Reply incidents(Request request) {
        IncidentQuery query = Query.of(request, FILTERS).incidents(review.types());
        return Query.page(query, () -> {
            Page<Incident> page = names.of(query.filter().account(), review.incidents(query));
            Map<String, String> assignees = casework.assignees(page.items());
            Iterator<AccountDay> days = casework.days(page.items()).iterator();
            return Views.list(
                    page,
                    incident ->
                            Views.incident(incident, days.next(), Optional.ofNullable(assignees.get(incident.id()))));
        });
    }

    private Reply incident(Request request) {
        Incident incident = found(id(request));
        List<Incident> alone = List.of(incident);
        return Reply.shown(Views.incident(
                incident,
                casework.days(alone).get(0),
                Optional.ofNullable(casework.assignees(alone).get(incident.id())),
                new Views.IncidentWork(controls.records(incident), review.waiting(incident.id()))));
    }

    private Reply held(Request request) {
        HeldQuery query = Query.of(
                        request, "account", "domain", "incident", "recipient", "subject", "kind", "limit", "cursor")
                .held();
        return Query.page(
                query,
                () -> Views.list(
                        names.of(query.account(), names.ofIncident(query.incident(), review.held(query))),
                        Views::held));
    }

    private Reply text(Request request) {
        String id = id(request);
        return Reply.shown(review.preview(id).orElseThrow(() -> outOfReach(id)));
    }

    private Reply source(Request request) {
        String id = id(request);
        return Reply.file("message/rfc822", review.source(id).orElseThrow(() -> outOfReach(id)));
    }

    private static HaltException outOfReach(String id) {
        return HttpErrors.unknown("held message in reach of this node", id);
    }

    private Reply account(Request request) {
        Query.of(request);
        String name = request.params("account");
        return review.account(Query.account(name))
                .map(report -> Reply.shown(Views.account(report)))
                .orElseThrow(() -> HttpErrors.unknown("account", name));
    }

    private Reply logins(Request request) {
        Query query = Query.of(request, "limit");
        String name = request.params("account");
        List<LoginRecord> logins = review.logins(Query.account(name), query.limit());
        Account account = Query.account(name);
        boolean there = names.there(account);
        return Reply.shown(Views.list(names.of(Optional.of(account), logins), login -> Views.login(login, there)));
    }
}
