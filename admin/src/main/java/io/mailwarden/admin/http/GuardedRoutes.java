package io.mailwarden.admin.http;

import io.mailwarden.admin.access.AuditLog.Act;
import io.mailwarden.admin.access.ConsoleAccess;
import io.mailwarden.admin.access.Principal;
import io.mailwarden.admin.http.Permissions.Permission;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.audit.AuditEntry.Deed;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.HaltException;
import spark.Request;
import spark.Response;
import spark.Route;
import spark.Service;

/**
 * Adds routes below {@value #BASE}, all in one way: the guard lets a request in, {@link Permissions} says
 * whether who sent it may, a {@link Reply} answers it, and what changes anything, or was refused, is noted with its
 * author.
 */
public final class GuardedRoutes {

    private static final Logger LOGGER = LoggerFactory.getLogger(GuardedRoutes.class);

    /** The path of the admin API. */
    public static final String BASE = "/mailwarden";

    private static final int LONGEST = 300;
    private static final String DONE = "done";
    private static final String BEFORE = "mailwarden-before";
    private static final String AFTER = "mailwarden-after";

    private final Service service;
    private final ConsoleAccess console;
    private final RouteScope scope;
    private final Json json;

    public GuardedRoutes(Service service, ConsoleAccess console, RouteScope scope, Json json) {
        this.service = service;
        this.console = console;
        this.scope = scope;
        this.json = json;
    }

    /** Does what is asked for, or ends the request with an error. */
    @FunctionalInterface
    public interface Handler {
        Reply to(Request request);
    }

    /** The same, where the answer has headers of its own. */
    @FunctionalInterface
    public interface SignInHandler {
        Reply to(Request request, Response response);
    }

    /** Adds a route that changes nothing. */
    public void get(String path, Handler handler) {
        service.get(BASE + path, route("GET", path, handler));
    }

    /** Adds a route that does something, once for each request. */
    public void post(String path, Handler handler) {
        service.post(BASE + path, route("POST", path, handler));
    }

    /** Adds a route that sets something. */
    public void put(String path, Handler handler) {
        service.put(BASE + path, route("PUT", path, handler));
    }

    /** Adds a route that ends something. */
    public void delete(String path, Handler handler) {
        service.delete(BASE + path, route("DELETE", path, handler));
    }

    /** Adds a route that needs no sign-in, since it makes one. */
    public void signIn(String path, SignInHandler handler) {
        service.post(BASE + path, (request, response) -> {
            console.guard().protect(response);
            Permission permission = Permissions.of("POST", path);
            return noted(permission, request, Optional.empty(), one -> handler.to(one, response))
                    .write(response, json);
        });
    }

    // Again: a filter that a strange path slips by must not be all.
    private Route route(String method, String path, Handler handler) {
        Permission permission = Permissions.of(method, path);
        return (request, response) -> {
            console.guard().check(request, response);
            console.audit().catchUp();
            wholePath(request);
            Reply reply = permission.action().isEmpty()
                    ? read(permission, request, handler)
                    : done(permission, request, handler);
            return reply.write(response, json);
        };
    }

    private Reply read(Permission permission, Request request, Handler handler) {
        Optional<Account> unused = scope.require(permission, request);
        return handler.to(request);
    }

    private Reply done(Permission permission, Request request, Handler handler) {
        Optional<Account> account;
        try {
            account = scope.require(permission, request);
        } catch (HaltException e) {
            note(permission, request, Optional.empty(), "refused-" + e.statusCode());
            throw e;
        }
        return noted(permission, request, account, handler);
    }

    private Reply noted(Permission permission, Request request, Optional<Account> account, Handler handler) {
        try {
            Reply reply = handler.to(request);
            note(permission, request, account, DONE);
            return reply;
        } catch (HaltException e) {
            note(permission, request, account, "refused-" + e.statusCode());
            throw e;
        } catch (StoreUnavailable e) {
            note(permission, request, account, "failed");
            throw e;
        }
    }

    // Guesses at names of strangers would fill the trail; James's log of requests has them.
    private void note(Permission permission, Request request, Optional<Account> account, String outcome) {
        Optional<String> who =
                permission.role().isPresent() ? Optional.of(author(request)) : ConsoleAccess.claimed(request);
        who.ifPresent(actor -> {
            Optional<Account> whose = account.or(() -> RouteScope.named(request));
            Act act = new Act(
                    actor, console.address(request), permission.action(), request.pathInfo() + query(request), whose);
            if (outcome.equals(DONE)) {
                LOGGER.info(
                        "{} {} by {} from {}",
                        request.requestMethod(),
                        Text.printable(act.target(), LONGEST),
                        actor,
                        act.from());
            }
            String before =
                    Optional.<String>ofNullable(request.attribute(BEFORE)).orElse("");
            String after = Optional.<String>ofNullable(request.attribute(AFTER)).orElseGet(request::body);
            console.audit().note(act, new Deed(outcome, RequestBody.reason(request), before, after));
        });
    }

    // What stands behind it is cut off before a route sees it, so that another account would be meant.
    private static void wholePath(Request request) {
        if (request.raw().getRequestURI().indexOf(';') >= 0) {
            throw Query.bad("A ';' in the path must be written as %3B");
        }
    }

    private static String query(Request request) {
        return request.queryString() == null ? "" : "?" + request.queryString();
    }

    /** Notes what held before what the request changes. */
    public static void before(Request request, String state) {
        request.attribute(BEFORE, state);
    }

    /** Notes that instead of the body, which may have a secret in it. */
    public static void after(Request request, String words) {
        request.attribute(AFTER, words);
    }

    /** Who asks: a console user, the name in James's JWT, or token; fit to be logged and kept. */
    public static String author(Request request) {
        return Principal.of(request).name();
    }
}
