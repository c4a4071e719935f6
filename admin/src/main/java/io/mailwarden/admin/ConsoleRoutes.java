package io.mailwarden.admin;

import io.mailwarden.admin.access.ConsoleAccess;
import io.mailwarden.admin.access.ConsoleAccess.ConsoleSessionView;
import io.mailwarden.admin.access.Principal;
import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.HttpErrors;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.access.Role;
import io.mailwarden.engine.support.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import spark.Request;
import spark.Response;

/** Signing in to the console, and who may; see docs/api.md. */
final class ConsoleRoutes {

    private static final String USER = "/console/users/:account";

    private final ConsoleAccess console;

    ConsoleRoutes(ConsoleAccess console) {
        this.console = console;
    }

    void define(GuardedRoutes routes) {
        routes.signIn("/console/sign-in", this::signIn);
        routes.signIn("/console/enrol", this::enrol);
        routes.post("/console/sign-out", this::signOut);
        routes.get("/console/session", this::session);
        routes.get("/console/sessions", this::sessions);
        routes.delete("/console/sessions/:id", this::endSession);
        routes.get("/console/users", this::users);
        routes.post(USER + "/invitation", this::invite);
        routes.delete(USER + "/second-factor", this::dropFactor);
    }

    private Reply signIn(Request request, Response response) {
        Query.of(request);
        return Reply.shown(console.signIn(request, response));
    }

    private Reply enrol(Request request, Response response) {
        Query.of(request);
        return Reply.shown(console.enrol(request, response));
    }

    private Reply signOut(Request request) {
        Query.of(request);
        console.signOut(request);
        return Reply.done();
    }

    private Reply session(Request request) {
        Query.of(request);
        return console.signedIn(request)
                .map(Reply::shown)
                .orElseThrow(() -> HttpErrors.unknown("sign-in to the console", "none sent this request"));
    }

    // Everybody sees and ends his own; those of others are an administrator's matter.
    private static boolean minds(Request request, String owner) {
        Principal principal = Principal.of(request);
        return principal.name().equals(owner)
                || (principal.role().includes(Role.ADMINISTRATOR) && principal.everywhere());
    }

    private Reply sessions(Request request) {
        Query.of(request);
        List<ConsoleSessionView> standing = console.standing(request).stream()
                .filter(session -> minds(request, session.name()))
                .toList();
        return Reply.shown(Views.list(new Page<>(standing, Optional.empty()), Function.identity()));
    }

    private Reply endSession(Request request) {
        Query.of(request);
        String id = request.params("id");
        Optional<Account> owner = console.owner(id).filter(account -> minds(request, account.name()));
        if (owner.isEmpty() || !console.end(id)) {
            throw HttpErrors.unknown("console session", id);
        }
        GuardedRoutes.before(request, "a session of " + owner.get());
        return Reply.done();
    }

    private Reply users(Request request) {
        Query.of(request);
        return Reply.shown(Views.list(new Page<>(console.users(), Optional.empty()), Function.identity()));
    }

    private Reply invite(Request request) {
        Account account = user(request);
        return console.invite(account, GuardedRoutes.author(request))
                .map(Reply::made)
                .orElseThrow(() -> HttpErrors.unknown("console user", account.name()));
    }

    private Reply dropFactor(Request request) {
        Account account = user(request);
        if (!console.dropFactor(account)) {
            throw HttpErrors.unknown("console user", account.name());
        }
        return Reply.done();
    }

    private static Account user(Request request) {
        Query.of(request);
        return Query.account(request.params("account"));
    }
}
