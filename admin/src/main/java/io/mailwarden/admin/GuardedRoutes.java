package io.mailwarden.admin;

import io.mailwarden.engine.support.Text;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Route;
import spark.Service;

/**
 * Adds routes below {@link MailwardenRoutes#BASE}, all in one way: the guard checks every request, a {@link Reply}
 * answers it, and what changes anything is logged with its author.
 */
final class GuardedRoutes {

    private static final Logger LOGGER = LoggerFactory.getLogger(MailwardenRoutes.class);

    private static final int LONGEST = 300;

    private final Service service;
    private final Guard guard;
    private final Json json;

    GuardedRoutes(Service service, Guard guard, Json json) {
        this.service = service;
        this.guard = guard;
        this.json = json;
    }

    /** Does what is asked for, or ends the request with an error. */
    @FunctionalInterface
    interface Handler {
        Reply to(Request request);
    }

    /** Adds a route that changes nothing. */
    void get(String path, Handler handler) {
        service.get(MailwardenRoutes.BASE + path, guarded(handler));
    }

    /** Adds a route that does something, once for each request. */
    void post(String path, Handler handler) {
        service.post(MailwardenRoutes.BASE + path, logged(handler));
    }

    /** Adds a route that sets something. */
    void put(String path, Handler handler) {
        service.put(MailwardenRoutes.BASE + path, logged(handler));
    }

    /** Adds a route that ends something. */
    void delete(String path, Handler handler) {
        service.delete(MailwardenRoutes.BASE + path, logged(handler));
    }

    // Again: a filter that a strange path slips by must not be all.
    private Route guarded(Handler handler) {
        return (request, response) -> {
            guard.check(request, response);
            wholePath(request);
            return handler.to(request).write(response, json);
        };
    }

    // What stands behind it is cut off before a route sees it, so that another account would be meant.
    private static void wholePath(Request request) {
        if (request.raw().getRequestURI().indexOf(';') >= 0) {
            throw Query.bad("A ';' in the path must be written as %3B");
        }
    }

    private Route logged(Handler handler) {
        return guarded(request -> {
            Reply reply = handler.to(request);
            LOGGER.info(
                    "{} {} by {} from {}",
                    request.requestMethod(),
                    Text.printable(request.pathInfo() + query(request), LONGEST),
                    author(request),
                    request.ip());
            return reply;
        });
    }

    private static String query(Request request) {
        return request.queryString() == null ? "" : "?" + request.queryString();
    }

    /** Who asks: the name in James's JWT, fit to be logged and kept, or token. */
    static String author(Request request) {
        Object who = request.attribute(AuthenticationFilter.LOGIN);
        return who == null ? "token" : Text.printable(String.valueOf(who), 100);
    }
}
