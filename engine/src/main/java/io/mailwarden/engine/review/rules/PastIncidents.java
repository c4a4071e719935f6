package io.mailwarden.engine.review.rules;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.incident.IncidentFilter;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells which open incidents an exception explains: had it been in force, what else was found would not have opened
 * them. What cannot be told is not explained: what the log has no more, what is more than it gives, and what was found
 * in mail that came back. Thread-safe; may wait for the store.
 */
final class PastIncidents {

    // Stores keep some times to the microsecond, and a suspicion has that of its event.
    static final Duration ROUNDING = Duration.ofMillis(1);

    private final Incidents incidents;
    private final Supplier<IncidentConfig> opensAt;
    private final PastEvents past;

    PastIncidents(Incidents incidents, Supplier<IncidentConfig> opensAt, PastEvents past) {
        this.incidents = incidents;
        this.opensAt = opensAt;
        this.past = past;
    }

    List<Incident> explainedBy(ExceptionRule rule) {
        List<Incident> explained = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Incident> page = incidents.page(new IncidentQuery(
                    IncidentFilter.ALL
                            .within(rule.scope()
                                    .domain()
                                    .map(DomainFilter::only)
                                    .orElse(DomainFilter.ALL))
                            .in(IncidentState.OPEN)
                            .ofType(rule.type())
                            .ofAccount(rule.scope().account()),
                    Page.MAX_LIMIT,
                    cursor));
            page.items().stream().filter(incident -> explains(rule, incident)).forEach(explained::add);
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return explained;
    }

    private boolean explains(ExceptionRule rule, Incident incident) {
        Optional<Instant> first = incident.findings().stream()
                .filter(finding -> concerns(rule, finding))
                .map(Finding::first)
                .min(Instant::compareTo);
        if (!rule.scope().covers(incident.account()) || first.isEmpty()) {
            return false;
        }
        Known known = rule.narrowing().fields().isEmpty()
                ? Known.NOTHING
                : Known.of(past, incident.account(), first.get().minus(ROUNDING));
        List<Finding> rest = incident.findings().stream()
                .filter(finding -> !excuses(rule, finding, known))
                .toList();
        return rest.size() < incident.findings().size() && !opens(rest);
    }

    private static boolean concerns(ExceptionRule rule, Finding finding) {
        return rule.concerns(finding.gravest().type(), finding.gravest().evidence());
    }

    // What was joined was joined of the others: where these do not open an incident, it would not have been found.
    private boolean opens(List<Finding> rest) {
        List<Suspicion> alone = rest.stream()
                .filter(finding -> !finding.gravest().type().equals(Takeover.TYPE))
                .map(finding -> finding.gravest().since(finding.last(), 0))
                .toList();
        boolean critical = rest.stream()
                .anyMatch(finding -> !finding.gravest().type().equals(Takeover.TYPE)
                        && finding.gravest().critical());
        return critical || Risk.of(alone).score() >= opensAt.get().opensAt();
    }

    /** What the log has of the account, newest first. */
    private record Known(List<EventAssessed> logins, List<EventAssessed> messages) {

        static final Known NOTHING = new Known(List.of(), List.of());

        static Known of(PastEvents past, Account account, Instant from) {
            return new Known(past.latest(account), past.messages(account, from));
        }

        boolean reachesTo(Instant from) {
            return reaches(logins, from) && reaches(messages, from);
        }

        private static boolean reaches(List<EventAssessed> some, Instant from) {
            return some.size() < PastEvents.MOST
                    || some.get(some.size() - 1).at().isBefore(from);
        }

        Stream<EventAssessed> since(Instant from) {
            return Stream.concat(logins.stream(), messages.stream())
                    .filter(entry -> !entry.at().isBefore(from));
        }
    }

    private static boolean excuses(ExceptionRule rule, Finding finding, Known known) {
        if (!concerns(rule, finding)) {
            return false;
        }
        if (rule.narrowing().fields().isEmpty()) {
            return true;
        }
        Instant from = finding.first().minus(ROUNDING);
        List<EventAssessed> events = known.since(from)
                .filter(entry -> found(entry, finding).isPresent())
                .toList();
        return known.reachesTo(from)
                && events.size() >= finding.count()
                && events.stream().allMatch(entry -> found(entry, finding)
                        .filter(one -> rule.excuses(one.type(), one.evidence(), Told.of(entry)))
                        .isPresent());
    }

    private static Optional<Suspicion> found(EventAssessed entry, Finding finding) {
        return entry.outcome().found().stream()
                .filter(one -> one.type().equals(finding.gravest().type()))
                .findFirst();
    }
}
