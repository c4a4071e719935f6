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
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.rules.RuleControls;
import io.mailwarden.engine.review.rules.RuleControls.MadeException;
import io.mailwarden.engine.review.rules.RuleControls.Proposal;
import io.mailwarden.engine.review.rules.RuleControls.Wish;
import io.mailwarden.engine.support.RuleStore.KeptRule;
import io.mailwarden.engine.support.RuleStore.Usage;
import io.mailwarden.engine.verdict.ExceptionFields;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import spark.Request;

/** What administrators do not want raised, and what they may not want to; bodies are described in docs/api.md. */
final class ExceptionRoutes {

    private static final String[] FIELDS = {
        "type",
        "account",
        "domain",
        "network",
        "country",
        "asn",
        "client",
        "recipient",
        "applyToPast",
        "comment",
        "expires",
        "confirmed"
    };
    private static final long HIGHEST_ASN = 4_294_967_295L;

    private final Review review;
    private final RuleControls rules;
    private final KnownNames names;

    ExceptionRoutes(Review review, RuleControls rules, KnownNames names) {
        this.review = review;
        this.rules = rules;
        this.names = names;
    }

    record ExceptionView(
            String id,
            Optional<String> type,
            Optional<String> account,
            Optional<String> domain,
            Optional<String> network,
            Optional<String> country,
            OptionalLong asn,
            Optional<String> client,
            Optional<String> recipient,
            String comment,
            Optional<Instant> expires,
            String createdBy,
            Instant createdAt,
            long hits,
            Optional<Instant> lastHit) {

        static ExceptionView of(KeptRule<ExceptionRule> kept) {
            ExceptionRule rule = kept.rule();
            Narrowing narrowing = rule.narrowing();
            return new ExceptionView(
                    rule.id(),
                    rule.type(),
                    rule.scope().account().map(Account::name),
                    rule.scope().domain(),
                    narrowing.network().map(Network::toString),
                    narrowing.country(),
                    narrowing.asn(),
                    narrowing.client(),
                    narrowing.recipient(),
                    rule.comment(),
                    rule.expires(),
                    rule.createdBy(),
                    rule.createdAt(),
                    kept.usage().count(),
                    kept.usage().last());
        }
    }

    record MadeExceptionView(ExceptionView exception, List<String> closed) {}

    record ClosedView(String id, String account, String explanation) {

        static ClosedView of(Incident incident) {
            return new ClosedView(
                    incident.id(),
                    incident.account().name(),
                    incident.gravest()
                            .map(finding -> finding.gravest().explanation().text())
                            .orElse(""));
        }
    }

    record PreviewView(List<ClosedView> closes) {}

    record ProposalView(String words, Map<String, Object> body) {

        static ProposalView of(Proposal proposal) {
            Map<String, Object> body = new LinkedHashMap<>();
            Narrowing narrowing = proposal.narrowing();
            proposal.type().ifPresent(type -> body.put("type", type));
            proposal.scope().account().ifPresent(account -> body.put("account", account.name()));
            proposal.scope().domain().ifPresent(domain -> body.put("domain", domain));
            narrowing.network().ifPresent(network -> body.put("network", network.toString()));
            narrowing.country().ifPresent(country -> body.put("country", country));
            narrowing.asn().ifPresent(asn -> body.put("asn", asn));
            narrowing.client().ifPresent(client -> body.put("client", client));
            narrowing.recipient().ifPresent(recipient -> body.put("recipient", recipient));
            body.put("applyToPast", true);
            if (!proposal.why().isEmpty()) {
                body.put("comment", proposal.why());
            }
            return new ProposalView(proposal.words(), body);
        }
    }

    record FindingProposalsView(String type, List<ProposalView> proposals) {}

    void define(GuardedRoutes routes) {
        RuleRequests<ExceptionRule> requests =
                new RuleRequests<>("exception", rules::exceptions, ExceptionRule::scope, rules::unexcept);
        routes.get(
                "/exceptions", request -> requests.list(request, names, page -> Views.list(page, ExceptionView::of)));
        routes.post("/exceptions", this::make);
        routes.post("/exceptions/preview", this::preview);
        routes.delete("/exceptions/:id", requests::remove);
        routes.get("/incidents/:id/exceptions", this::proposals);
    }

    private Reply make(Request request) {
        RequestBody body = RequestBody.of(request, FIELDS);
        boolean applyToPast = body.flag("applyToPast");
        boolean confirmed = body.flag("confirmed");
        ExceptionRule draft = draft(request, body);
        if (ExceptionFields.sweeping(draft) && !confirmed) {
            throw Query.bad("The exception switches "
                    + draft.type().orElse("")
                    + " off for everybody: narrow it by an account, a domain or a network, or say \"confirmed\": true");
        }
        MadeException made = rules.except(draft, applyToPast);
        return Reply.made(new MadeExceptionView(
                ExceptionView.of(new KeptRule<>(made.rule(), Usage.NONE)),
                made.closed().stream().map(Incident::id).toList()));
    }

    private Reply preview(Request request) {
        ExceptionRule draft = draft(request, RequestBody.of(request, FIELDS));
        return Reply.shown(new PreviewView(
                rules.explains(draft).stream().map(ClosedView::of).toList()));
    }

    private ExceptionRule draft(Request request, RequestBody body) {
        Optional<String> type = body.choice("type", ExceptionFields.types(), Function.identity());
        String comment = body.required("comment", "\"his CRM sends from there\"");
        RouteScope.requireFor(request, body.scope());
        Scope scope = names.ofServer(body.scope());
        Wish wish = new Wish(comment, body.time("expires"), GuardedRoutes.author(request));
        return RequestBody.checked(() -> rules.draft(type, scope, narrowing(body), wish));
    }

    private static Narrowing narrowing(RequestBody body) {
        return new Narrowing(
                body.network("network"),
                body.text("country"),
                body.whole("asn", 1, HIGHEST_ASN),
                body.text("client"),
                body.text("recipient"));
    }

    private Reply proposals(Request request) {
        Query.of(request);
        String id = request.params("id");
        Incident incident = review.incident(id).orElseThrow(() -> HttpErrors.unknown("incident", id));
        return Reply.shown(Views.list(
                rules.proposals(incident),
                finding -> new FindingProposalsView(
                        finding.type(),
                        finding.proposals().stream().map(ProposalView::of).toList())));
    }
}
