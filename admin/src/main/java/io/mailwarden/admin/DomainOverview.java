package io.mailwarden.admin;

import io.mailwarden.admin.access.Principal;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What waits for who sees some domains alone: the overview without what is the server's. Counts the open incidents and
 * held messages of the first {@value #MOST_PAGES} thousand on the server.
 */
final class DomainOverview {

    private static final int MOST_PAGES = 20;

    private final Review review;
    private final Principal principal;

    DomainOverview(Review review, Principal principal) {
        this.review = review;
        this.principal = principal;
    }

    record DomainOverviewView(String mode, List<String> domains, Map<String, Long> openIncidents, long heldMessages) {}

    DomainOverviewView view() {
        Map<String, Long> open = new TreeMap<>(Arrays.stream(Severity.values())
                .collect(Collectors.toMap(
                        Severity::label, severity -> count(cursor -> open(severity, cursor), Incident::account))));
        long held = count(this::held, HeldMessage::account);
        return new DomainOverviewView(
                review.overview().mode(), principal.domains().stream().sorted().toList(), open, held);
    }

    private Page<Incident> open(Severity severity, Optional<String> cursor) {
        return review.incidents(new IncidentQuery(
                Optional.of(severity),
                Optional.empty(),
                Optional.of(IncidentState.OPEN),
                Optional.empty(),
                Optional.empty(),
                Page.MAX_LIMIT,
                cursor));
    }

    private Page<HeldMessage> held(Optional<String> cursor) {
        return review.held(new HeldQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Page.MAX_LIMIT,
                cursor));
    }

    private <T> long count(Function<Optional<String>, Page<T>> pages, Function<T, Account> account) {
        long count = 0;
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            Page<T> read = pages.apply(cursor);
            count += read.items().stream()
                    .filter(item -> principal.sees(account.apply(item)))
                    .count();
            cursor = read.nextCursor();
            if (cursor.isEmpty()) {
                break;
            }
        }
        return count;
    }
}
