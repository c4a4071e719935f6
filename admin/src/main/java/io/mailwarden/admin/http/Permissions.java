package io.mailwarden.admin.http;

import io.mailwarden.engine.review.access.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one table of all routes: what each needs, whom it reaches, and what the audit trail calls it. A route that does not
 * stand here cannot be defined.
 */
public final class Permissions {

    /** Whose matters a route shows or touches, so that who may see some domains alone is kept to them. */
    public enum Reach {
        /** Those of everybody, or nobody's: only for who sees all domains. */
        ALL(""),
        /** Those of the account in the path. */
        ACCOUNT("account"),
        /** Those of the account that the parameter names. */
        ACCOUNT_PARAMETER("account"),
        /** Those of the incident in the path. */
        INCIDENT("incident"),
        /** Those of the held message in the path. */
        HELD("held message"),
        /** Those of the live session in the path. */
        SESSION("session on this node"),
        /** Those of the account or domain that the body names, or for which it was made; the route itself asks. */
        BODY(""),
        /** What the route itself leaves out for who may not see it. */
        LIST(""),
        /** His own, or nobody's that matters. */
        OWN("");

        private final String noun;

        Reach(String noun) {
            this.noun = noun;
        }

        /** What is not there for who may not see whose it is; empty where it is not one account's. */
        public Optional<String> noun() {
            return Optional.of(noun).filter(word -> !word.isEmpty());
        }
    }

    /**
     * What a route needs.
     *
     * @param role the least; empty when it needs no sign-in
     * @param action what the audit trail calls it; empty when it only reads
     */
    public record Permission(String method, String path, Optional<Role> role, Reach reach, String action) {

        public String key() {
            return method + " " + path;
        }
    }

    public static final List<Permission> ALL = List.of(
            reads("/openapi.json", Reach.OWN),
            reads("/overview", Reach.LIST),
            reads("/incidents", Reach.LIST),
            reads("/incidents/:id", Reach.INCIDENT),
            reads("/incidents/:id/rescan", Reach.INCIDENT),
            reads("/incidents/:id/notice", Reach.INCIDENT),
            reads("/incidents/:id/comments", Reach.INCIDENT),
            decides("POST", "/incidents/:id/comments", Reach.INCIDENT, "incident-comment"),
            decides("PUT", "/incidents/:id/assignee", Reach.INCIDENT, "incident-assign"),
            decides("DELETE", "/incidents/:id/assignee", Reach.INCIDENT, "incident-unassign"),
            reads("/held", Reach.LIST),
            reads("/accounts/:account", Reach.ACCOUNT),
            reads("/accounts/:account/logins", Reach.ACCOUNT),
            reads("/accounts/:account/messages", Reach.ACCOUNT),
            reads("/accounts/:account/block", Reach.ACCOUNT),
            reads("/blocks", Reach.LIST),
            reads("/timeline", Reach.LIST),
            reads("/accounts/:account/delegations", Reach.ACCOUNT),
            reads("/sessions", Reach.LIST),
            reads("/alerts", Reach.LIST),
            reads("/modes", Reach.ALL),
            reads("/settings", Reach.ALL),
            reads("/alert-channels", Reach.ALL),
            reads("/console/first-run", Reach.ALL),
            reads("/safe-networks", Reach.LIST),
            reads("/exceptions", Reach.LIST),
            reads("/incidents/:id/exceptions", Reach.INCIDENT),
            decides("POST", "/exceptions/preview", Reach.BODY, ""),
            decides("POST", "/safe-networks", Reach.BODY, "safe-network-make"),
            decides("DELETE", "/safe-networks/:id", Reach.BODY, "safe-network-remove"),
            decides("POST", "/exceptions", Reach.BODY, "exception-make"),
            decides("DELETE", "/exceptions/:id", Reach.BODY, "exception-remove"),
            decides("POST", "/incidents/:id/confirm", Reach.INCIDENT, "incident-confirm"),
            decides("POST", "/incidents/:id/dismiss", Reach.INCIDENT, "incident-dismiss"),
            decides("POST", "/incidents/:id/release", Reach.INCIDENT, "incident-release"),
            decides("POST", "/incidents/:id/rescan", Reach.INCIDENT, "incident-rescan"),
            decides("POST", "/incidents/:id/notice", Reach.INCIDENT, "incident-notice"),
            decides("GET", "/held/:id/text", Reach.HELD, "held-read-text"),
            decides("GET", "/held/:id/source", Reach.HELD, "held-read-source"),
            decides("POST", "/held/:id/release", Reach.HELD, "held-release"),
            decides("POST", "/accounts/:account/block", Reach.ACCOUNT, "account-block"),
            decides("DELETE", "/accounts/:account/block", Reach.ACCOUNT, "account-unblock"),
            decides("DELETE", "/sessions", Reach.ACCOUNT_PARAMETER, "sessions-end"),
            decides("DELETE", "/sessions/:id", Reach.SESSION, "session-end"),
            administers("DELETE", "/incidents/:id/held", Reach.INCIDENT, "incident-delete-held"),
            administers("DELETE", "/held/:id", Reach.HELD, "held-delete"),
            administers("POST", "/accounts/:account/password", Reach.ACCOUNT, "account-password"),
            administers("PUT", "/modes/:scope", Reach.ALL, "mode-set"),
            administers("DELETE", "/modes/:scope", Reach.ALL, "mode-unset"),
            new Permission("GET", "/backtests", Optional.of(Role.ADMINISTRATOR), Reach.ALL, ""),
            new Permission("GET", "/backtests/:id", Optional.of(Role.ADMINISTRATOR), Reach.ALL, ""),
            administers("POST", "/backtests", Reach.ALL, "backtest-start"),
            administers("DELETE", "/backtests/:id", Reach.ALL, "backtest-cancel"),
            administers("PUT", "/settings/:key", Reach.ALL, "setting-change"),
            administers("DELETE", "/settings/:key", Reach.ALL, "setting-to-file"),
            administers("POST", "/alert-channels/:channel/test", Reach.ALL, "alert-test"),
            new Permission("GET", "/audit", Optional.of(Role.ANALYST), Reach.LIST, ""),
            new Permission("POST", "/console/sign-in", Optional.empty(), Reach.OWN, "console-sign-in"),
            new Permission("POST", "/console/enrol", Optional.empty(), Reach.OWN, "console-enrol"),
            new Permission("POST", "/console/sign-out", Optional.of(Role.VIEWER), Reach.OWN, "console-sign-out"),
            reads("/console/session", Reach.OWN),
            reads("/console/sessions", Reach.OWN),
            new Permission(
                    "DELETE", "/console/sessions/:id", Optional.of(Role.VIEWER), Reach.OWN, "console-session-end"),
            new Permission("GET", "/console/users", Optional.of(Role.ADMINISTRATOR), Reach.ALL, ""),
            administers("POST", "/console/users/:account/invitation", Reach.ALL, "console-invite"),
            administers("DELETE", "/console/users/:account/second-factor", Reach.ALL, "console-drop-factor"));

    private static final Map<String, Permission> BY_KEY =
            ALL.stream().collect(Collectors.toMap(Permission::key, Function.identity()));

    private Permissions() {}

    private static Permission reads(String path, Reach reach) {
        return new Permission("GET", path, Optional.of(Role.VIEWER), reach, "");
    }

    private static Permission decides(String method, String path, Reach reach, String action) {
        return new Permission(method, path, Optional.of(Role.ANALYST), reach, action);
    }

    private static Permission administers(String method, String path, Reach reach, String action) {
        return new Permission(method, path, Optional.of(Role.ADMINISTRATOR), reach, action);
    }

    /** What that route needs; IllegalStateException for one that is not in the table. */
    public static Permission of(String method, String path) {
        return Optional.ofNullable(BY_KEY.get(method + " " + path))
                .orElseThrow(() -> new IllegalStateException("no permission names " + method + " " + path));
    }

    /** Whether a request to that path needs no sign-in. */
    public static boolean open(String method, String path) {
        return ALL.stream()
                .anyMatch(one -> one.role().isEmpty()
                        && one.method().equals(method)
                        && (GuardedRoutes.BASE + one.path()).equals(path));
    }
}
