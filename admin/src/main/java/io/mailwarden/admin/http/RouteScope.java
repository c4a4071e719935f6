package io.mailwarden.admin.http;

import io.mailwarden.admin.access.AdminSettings;
import io.mailwarden.admin.access.Principal;
import io.mailwarden.admin.http.Permissions.Permission;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.access.Role;
import io.mailwarden.engine.review.rules.RuleControls.RuleQuery;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.Rule;
import io.mailwarden.engine.support.RuleStore.KeptRule;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.HaltException;
import spark.Request;

/**
 * Keeps who asks to what his role and his domains allow. What lies outside his domains is not there for him: 404, as for
 * what nobody knows.
 */
public final class RouteScope {

    private static final int FORBIDDEN = 403;
    private static final String NAMED = "mailwarden.named-account";

    private final Review review;
    private final Controls controls;
    private final AdminSettings settings;

    public RouteScope(Review review, Controls controls, AdminSettings settings) {
        this.review = review;
        this.controls = controls;
        this.settings = settings;
    }

    /** Ends the request with 403 or 404 when who asks may not; returns whom it concerns, where that is one account. */
    public Optional<Account> require(Permission permission, Request request) {
        Optional<Account> account = concerned(permission, request);
        if (permission.role().isEmpty()) {
            return account;
        }
        Principal principal = Principal.of(request);
        requireRole(permission, principal, account);
        if (principal.everywhere()) {
            return account;
        }
        if (permission.reach() == Permissions.Reach.ALL) {
            throw forbidden("This is for who sees all domains");
        }
        Optional<String> whose = permission.reach().noun();
        boolean outside = whose.isPresent() && account.filter(principal::sees).isEmpty();
        if (outside) {
            throw unknown(whose.get(), request);
        }
        boolean narrowed = permission.reach() == Permissions.Reach.LIST
                && Account.tryOf(request.queryParams("account"))
                        .filter(one -> !principal.sees(one))
                        .isPresent();
        if (narrowed) {
            throw unknown("account", request);
        }
        return account;
    }

    private void requireRole(Permission permission, Principal principal, Optional<Account> account) {
        Role least = permission.role().orElse(Role.VIEWER);
        if (!principal.role().includes(least)) {
            throw forbidden("This needs the role " + least.label() + ", yours is "
                    + principal.role().label());
        }
        boolean touches = !permission.action().isEmpty();
        if (touches
                && account.filter(settings::isProtected).isPresent()
                && !principal.role().includes(Role.ADMINISTRATOR)) {
            throw forbidden("The account of an administrator is for administrators alone");
        }
    }

    private Optional<Account> concerned(Permission permission, Request request) {
        String id = request.params("id");
        return switch (permission.reach()) {
            case ACCOUNT -> Account.tryOf(request.params("account"));
            case ACCOUNT_PARAMETER -> Account.tryOf(request.queryParams("account"));
            case INCIDENT -> review.incident(id).map(Incident::account);
            case HELD -> review.heldMessage(id).map(HeldMessage::account);
            case SESSION -> controls.session(id).map(LiveSession::account);
            case ALL, BODY, LIST, OWN -> Optional.empty();
        };
    }

    private static HaltException unknown(String what, Request request) {
        String name = Optional.ofNullable(request.params("id"))
                .or(() -> Optional.ofNullable(request.params("account")))
                .or(() -> Optional.ofNullable(request.queryParams("account")))
                .orElse("");
        return HttpErrors.unknown(what, name);
    }

    /** Whether he sees what was made for these. */
    public static boolean sees(Principal principal, Scope scope) {
        return principal.everywhere()
                || scope.account().filter(principal::sees).isPresent()
                || scope.domain().filter(principal.domains()::contains).isPresent();
    }

    /** Ends the request with 403 unless who asks may make or take back what concerns these. */
    public static void requireFor(Request request, Scope scope) {
        Principal principal = Principal.of(request);
        if (!sees(principal, scope)) {
            throw forbidden("Yours are "
                    + String.join(", ", principal.domains().stream().sorted().toList()));
        }
        if (scope.everybody() && !principal.role().includes(Role.ADMINISTRATOR)) {
            throw forbidden("What concerns everybody needs the role " + Role.ADMINISTRATOR.label());
        }
        scope.account().ifPresent(account -> request.attribute(NAMED, account));
    }

    /** The account for which a rule was made or taken back, where it was for one. */
    static Optional<Account> named(Request request) {
        return Optional.ofNullable(request.attribute(NAMED));
    }

    /**
     * The same for what is there already; nothing happens when none of that id is.
     *
     * @param pages of all of them
     */
    public static <T extends Rule> void requireFor(
            Request request, String id, Function<RuleQuery, Page<KeptRule<T>>> pages, Function<T, Scope> scope) {
        Optional<String> cursor = Optional.empty();
        do {
            Page<KeptRule<T>> page = pages.apply(
                    new RuleQuery(DomainFilter.ALL, Optional.empty(), Optional.empty(), cursor, Page.MAX_LIMIT));
            page.items().stream()
                    .map(KeptRule::rule)
                    .filter(rule -> rule.id().equals(id))
                    .forEach(rule -> requireFor(request, scope.apply(rule)));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
    }

    public static HaltException forbidden(String message) {
        return HttpErrors.error(FORBIDDEN, ErrorType.INVALID_ARGUMENT, message);
    }
}
