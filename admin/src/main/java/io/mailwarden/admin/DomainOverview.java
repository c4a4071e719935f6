package io.mailwarden.admin;

import io.mailwarden.admin.access.Principal;
import io.mailwarden.engine.review.Overview;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.DomainFilter;
import java.util.List;
import java.util.Map;

/** What waits for who sees some domains alone: the overview without what is the server's. */
final class DomainOverview {

    private final Review review;
    private final Principal principal;

    DomainOverview(Review review, Principal principal) {
        this.review = review;
        this.principal = principal;
    }

    record DomainOverviewView(
            String mode,
            List<String> domains,
            Map<String, Long> openIncidents,
            Map<String, Long> blocked,
            long heldMessages) {}

    DomainOverviewView view() {
        Overview.Pending pending = review.pending(new DomainFilter(principal.domains()));
        return new DomainOverviewView(
                review.overview().mode(),
                principal.domains().stream().sorted().toList(),
                pending.openIncidents(),
                pending.blocked(),
                pending.heldMessages());
    }
}
