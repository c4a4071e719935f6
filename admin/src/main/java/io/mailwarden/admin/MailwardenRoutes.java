package io.mailwarden.admin;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.event.Text;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.LoginRecord;
import io.mailwarden.engine.review.Review;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.HaltException;
import spark.Request;
import spark.Response;
import spark.Route;
import spark.Service;

/**
 * The admin API, below {@value #BASE}. Never open: James's JWT guards it where that is on, else the token of {@link
 * AdminSettings}. Bodies and errors are described in docs/api.md.
 */
public final class MailwardenRoutes implements Routes {

    static final String BASE = "/mailwarden";

    private static final Logger LOGGER = LoggerFactory.getLogger(MailwardenRoutes.class);
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final Review review;
    private final Controls controls;
    private final ResponseRoutes responses;
    private final Guard guard;
    private final Json json = new Json();

    /** Throws IllegalStateException when a token is needed and its file cannot be trusted: James does not start. */
    @Inject
    MailwardenRoutes(
            Review review,
            Controls controls,
            ResponseRoutes responses,
            AdminSettings settings,
            AuthenticationFilter james,
            Alarms alarms) {
        this.review = review;
        this.controls = controls;
        this.responses = responses;
        this.guard = Guard.of(james, () -> AccessToken.of(settings.tokenFile(), alarms));
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.before(BASE, guard::check);
        service.before(BASE + "/*", guard::check);
        get(service, "/overview", this::overview);
        get(service, "/incidents", this::incidents);
        get(service, "/incidents/:id", this::incident);
        get(service, "/held", this::held);
        get(service, "/accounts/:account", this::account);
        get(service, "/accounts/:account/logins", this::logins);
        post(service, "/incidents/:id/confirm", step(review::confirm, "open"));
        post(service, "/incidents/:id/dismiss", step(review::dismiss, "open or confirmed"));
        post(service, "/incidents/:id/release", ofIncident(review::releaseAll));
        service.delete(BASE + "/incidents/:id/held", decision(ofIncident(review::deleteAll)));
        post(service, "/held/:id/release", held(review::release));
        service.delete(BASE + "/held/:id", decision(held(review::delete)));
        responses.define(new GuardedRoutes(service, guard, json));
        service.exception(StoreUnavailable.class, MailwardenRoutes::unavailable);
    }

    private interface Answer {
        Object to(Request request);
    }

    /** Does it, or ends the request with an error; what it gives is the answer, none for null. */
    private interface Decision {
        @Nullable Object take(String id);
    }

    private void get(Service service, String path, Answer answer) {
        service.get(
                BASE + path,
                (request, response) -> {
                    guard.check(request, response); // Again: a filter that a strange path slips by must not be all.
                    return answer.to(request);
                },
                json);
    }

    private void post(Service service, String path, Decision decision) {
        service.post(BASE + path, decision(decision));
    }

    private Route decision(Decision decision) {
        return (request, response) -> {
            guard.check(request, response);
            Query.of(request);
            Object answer = decision.take(request.params("id"));
            Object who = request.attribute(AuthenticationFilter.LOGIN);
            LOGGER.info(
                    "{} {} by {} from {}",
                    request.requestMethod(),
                    Text.printable(request.pathInfo(), 200),
                    who == null ? "token" : who,
                    request.ip());
            if (answer == null) {
                response.status(NO_CONTENT);
                return "";
            }
            return json.render(answer);
        };
    }

    private static Decision held(Predicate<String> deed) {
        return id -> {
            if (!deed.test(id)) {
                throw unknown("held message", id);
            }
            return null;
        };
    }

    // Held mail may name an incident that was forgotten.
    private Decision ofIncident(ToLongFunction<String> deed) {
        return id -> {
            long messages = deed.applyAsLong(id);
            if (messages == 0 && review.incident(id).isEmpty()) {
                throw unknown("incident", id);
            }
            return new Views.DoneView(messages);
        };
    }

    private Decision step(Predicate<String> deed, String from) {
        return id -> {
            if (!deed.test(id)) {
                Incident incident = review.incident(id).orElseThrow(() -> unknown("incident", id));
                throw error(
                        CONFLICT,
                        ErrorType.WRONG_STATE,
                        "The incident must be " + from + ", it is "
                                + incident.state().label());
            }
            return null;
        };
    }

    private Object overview(Request request) {
        Query.of(request);
        return Views.overview(review.overview());
    }

    private Object incidents(Request request) {
        IncidentQuery query = Query.of(request, "severity", "type", "state", "account", "since", "limit", "cursor")
                .incidents();
        return Query.page(query, () -> Views.list(review.incidents(query), Views::incident));
    }

    private Object incident(Request request) {
        Query.of(request);
        String id = request.params("id");
        return review.incident(id)
                .map(incident -> Views.incident(incident, controls.deeds(incident)))
                .orElseThrow(() -> unknown("incident", id));
    }

    private Object held(Request request) {
        HeldQuery query = Query.of(request, "account", "incident", "recipient", "subject", "kind", "limit", "cursor")
                .held();
        return Query.page(query, () -> Views.list(review.held(query), Views::held));
    }

    private Object account(Request request) {
        Query.of(request);
        String name = request.params("account");
        return review.account(Query.account(name)).map(Views::account).orElseThrow(() -> unknown("account", name));
    }

    private Object logins(Request request) {
        Query query = Query.of(request, "limit");
        String name = request.params("account");
        List<LoginRecord> logins = review.logins(Query.account(name), query.limit());
        if (logins.isEmpty() && review.account(Query.account(name)).isEmpty()) {
            throw unknown("account", name);
        }
        return Views.list(logins, Views::login);
    }

    static HaltException unknown(String what, String id) {
        return error(NOT_FOUND, ErrorType.NOT_FOUND, "No such " + what + ": " + Text.printable(id, 100));
    }

    private static HaltException error(int status, ErrorType type, String message) {
        return ErrorResponder.builder()
                .statusCode(status)
                .type(type)
                .message(message)
                .haltError();
    }

    private static void unavailable(StoreUnavailable error, Request request, Response response) {
        LOGGER.error("{} {} failed", request.requestMethod(), Text.printable(request.pathInfo(), 200), error);
        response.status(UNAVAILABLE);
        response.body(ErrorResponder.builder()
                .statusCode(UNAVAILABLE)
                .type(ErrorType.SERVER_ERROR)
                .message(Text.printable(String.valueOf(error.getMessage()), 200))
                .asString());
    }
}
