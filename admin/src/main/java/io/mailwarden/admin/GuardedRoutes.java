package io.mailwarden.admin;

import io.mailwarden.engine.event.Text;
import java.util.function.Function;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Route;
import spark.Service;

/** Adds routes below {@link MailwardenRoutes#BASE} that the guard checks; what changes anything is logged with its author. */
final class GuardedRoutes {

    private static final Logger LOGGER = LoggerFactory.getLogger(MailwardenRoutes.class);
    private static final int NO_CONTENT = 204;
    private static final int CREATED = 201;

    private final Service service;
    private final Guard guard;
    private final Json json;

    GuardedRoutes(Service service, Guard guard, Json json) {
        this.service = service;
        this.guard = guard;
        this.json = json;
    }

    /** What a request is answered with. */
    @FunctionalInterface
    interface Answer {
        Object to(Request request);
    }

    /** What a request does, or ends with an error. */
    @FunctionalInterface
    interface Deed {
        void of(Request request);
    }

    void get(String path, Answer answer) {
        service.get(MailwardenRoutes.BASE + path, guarded(answer::to), json);
    }

    /** Answers 201 with what was made. */
    void post(String path, Answer made) {
        service.post(
                MailwardenRoutes.BASE + path,
                logged((request, response) -> {
                    Object view = made.to(request);
                    response.status(CREATED);
                    return view;
                }),
                json);
    }

    /** Answers 204. */
    void put(String path, Deed deed) {
        service.put(MailwardenRoutes.BASE + path, logged(silent(deed)));
    }

    /** Answers 204. */
    void delete(String path, Deed deed) {
        service.delete(MailwardenRoutes.BASE + path, logged(silent(deed)));
    }

    /** Answers with what was ended. */
    void deleteWith(String path, Answer ended) {
        service.delete(MailwardenRoutes.BASE + path, logged((request, response) -> ended.to(request)), json);
    }

    private static Route silent(Deed deed) {
        return (request, response) -> {
            deed.of(request);
            response.status(NO_CONTENT);
            return "";
        };
    }

    // Again: a filter that a strange path slips by must not be all.
    private Route guarded(Function<Request, Object> answer) {
        return (request, response) -> {
            guard.check(request, response);
            return answer.apply(request);
        };
    }

    private Route logged(Route deed) {
        return (request, response) -> {
            guard.check(request, response);
            Object answer = deed.handle(request, response);
            LOGGER.info(
                    "{} {} by {} from {}",
                    request.requestMethod(),
                    Text.printable(request.pathInfo(), 200),
                    author(request),
                    request.ip());
            return answer;
        };
    }

    /** Who asks: the name in James's JWT, or token. */
    static String author(Request request) {
        Object who = request.attribute(AuthenticationFilter.LOGIN);
        return who == null ? "token" : Text.printable(String.valueOf(who), 100);
    }
}
