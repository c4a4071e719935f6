package io.mailwarden.admin.http;

import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.review.rules.RuleControls.RuleQuery;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.Rule;
import io.mailwarden.engine.support.RuleStore.KeptRule;
import java.util.function.BiPredicate;
import java.util.function.Function;
import spark.Request;

/**
 * What all kinds of rules of administrators have in common: a list, and that one is taken back by who may.
 *
 * @param <T> the kind of rule
 * @param name of one, in words
 * @param pages of all
 * @param scope for whom a rule is
 * @param taking takes back the one of an id, for the administrator of a name; false when there is none
 */
public record RuleRequests<T extends Rule>(
        String name,
        Function<RuleQuery, Page<KeptRule<T>>> pages,
        Function<T, Scope> scope,
        BiPredicate<String, String> taking) {

    /** The page that is asked for; 404 for an account or a domain that is not known. */
    public Reply list(Request request, KnownNames names, Function<Page<KeptRule<T>>, Object> view) {
        RuleQuery query =
                Query.of(request, "account", "domain", "limit", "cursor").rules();
        return Query.page(query, () -> view.apply(names.ofScope(query, pages.apply(query))));
    }

    /** Takes back the one that the path names; 403 for who may not, 404 where there is none. */
    public Reply remove(Request request) {
        Query.of(request);
        String id = request.params("id");
        RouteScope.requireFor(request, id, pages, scope);
        if (!taking.test(id, GuardedRoutes.author(request))) {
            throw HttpErrors.unknown(name, id);
        }
        return Reply.done();
    }
}
