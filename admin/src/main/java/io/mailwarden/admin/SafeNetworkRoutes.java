package io.mailwarden.admin;

import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.HttpErrors;
import io.mailwarden.admin.http.KnownNames;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.admin.http.RequestBody;
import io.mailwarden.admin.http.RouteScope;
import io.mailwarden.admin.http.RuleRequests;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.review.rules.RuleControls;
import io.mailwarden.engine.review.rules.RuleControls.Wish;
import io.mailwarden.engine.support.RuleStore.KeptRule;
import io.mailwarden.engine.support.RuleStore.Usage;
import java.time.Instant;
import java.util.Optional;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.Request;

/** Networks for whose places administrators vouch; bodies are described in docs/api.md. */
final class SafeNetworkRoutes {

    private static final int CONFLICT = 409;
    private static final String OF_FILE = "file:";

    private final RuleControls rules;
    private final KnownNames names;

    SafeNetworkRoutes(RuleControls rules, KnownNames names) {
        this.rules = rules;
        this.names = names;
    }

    record SafeNetworkView(
            String id,
            String network,
            String description,
            Optional<String> account,
            Optional<String> domain,
            String source,
            String createdBy,
            Optional<Instant> createdAt,
            Optional<Instant> expires,
            long silenced,
            Optional<Instant> lastSilenced) {

        static SafeNetworkView of(KeptRule<SafeNetwork> kept) {
            SafeNetwork one = kept.rule();
            boolean ofFile = one.id().startsWith(OF_FILE);
            return new SafeNetworkView(
                    one.id(),
                    one.network().toString(),
                    one.description(),
                    one.scope().account().map(Account::name),
                    one.scope().domain(),
                    ofFile ? RuleControls.FILE : "administrator",
                    one.createdBy(),
                    ofFile ? Optional.empty() : Optional.of(one.createdAt()),
                    one.expires(),
                    kept.usage().count(),
                    kept.usage().last());
        }
    }

    void define(GuardedRoutes routes) {
        RuleRequests<SafeNetwork> requests =
                new RuleRequests<>("safe network", rules::safeNetworks, SafeNetwork::scope, rules::unvouch);
        routes.get(
                "/safe-networks",
                request -> requests.list(request, names, page -> Views.list(page, SafeNetworkView::of)));
        routes.post("/safe-networks", this::make);
        routes.delete("/safe-networks/:id", request -> requests.remove(ofAdministrators(request)));
    }

    private Reply make(Request request) {
        RequestBody body =
                RequestBody.of(request, "network", "description", "account", "domain", "everybody", "expires", "wide");
        Scope scope = scope(body);
        RouteScope.requireFor(request, scope);
        Network network = network(body);
        String description = body.required("description", "\"hotel in Lisbon, until Friday\"");
        Scope known = names.ofServer(scope);
        Wish wish = new Wish(description, body.time("expires"), GuardedRoutes.author(request));
        SafeNetwork made = RequestBody.checked(() -> rules.vouch(network, known, wish));
        return Reply.made(SafeNetworkView.of(new KeptRule<>(made, Usage.NONE)));
    }

    private static Network network(RequestBody body) {
        Network network = body.network("network")
                .orElseThrow(() -> Query.bad("Field 'network' must be given, such as \"192.0.2.0/24\""));
        if (SafeNetwork.tooWide(network)) {
            throw RequestBody.expected("network", network.toString(), "/8 or longer, for IPv6 /16 or longer");
        }
        if (SafeNetwork.wide(network) && !body.flag("wide")) {
            throw Query.bad("Field 'network' is wider than /22, for IPv6 than /48: " + network
                    + " has many strangers in it; say \"wide\": true when that is meant");
        }
        return network;
    }

    private static Scope scope(RequestBody body) {
        Scope scope = body.scope();
        if (scope.everybody() != body.flag("everybody")) {
            throw Query.bad("Give one of 'account', 'domain' or \"everybody\": true");
        }
        return scope;
    }

    private static Request ofAdministrators(Request request) {
        if (request.params("id").startsWith(OF_FILE)) {
            throw HttpErrors.error(
                    CONFLICT, ErrorType.WRONG_STATE, "It stands in origin.safe-networks of the configuration's file");
        }
        return request;
    }
}
