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
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells which open incidents an exception explains: had it been in force, what else was found would not have opened
 * them. What cannot be told is not explained: where a message came from or went to is not looked up, nor what is too
 * old for the log. Thread-safe; may wait for the store.
 */
final class PastIncidents {

    private static final int MOST_LOGINS = 1000;

    // Stores keep some times to the microsecond, and a suspicion has that of its event.
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private final Incidents incidents;
    private final Supplier<IncidentConfig> opensAt;
    private final Function<Account, List<EventAssessed>> logins;

    PastIncidents(
            Incidents incidents, Supplier<IncidentConfig> opensAt, Function<Account, List<EventAssessed>> logins) {
        this.incidents = incidents;
        this.opensAt = opensAt;
        this.logins = logins;
    }

    List<Incident> explainedBy(ExceptionRule rule) {
        List<Incident> explained = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Incident> page = incidents.page(new IncidentQuery(
                    IncidentFilter.ALL
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
        if (!rule.scope().covers(incident.account())
                || incident.findings().stream().noneMatch(finding -> concerns(rule, finding))) {
            return false;
        }
        List<EventAssessed> log = rule.narrowing().fields().isEmpty() ? List.of() : logins.apply(incident.account());
        List<Finding> rest = incident.findings().stream()
                .filter(finding -> !excuses(rule, finding, log))
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

    private static boolean excuses(ExceptionRule rule, Finding finding, List<EventAssessed> log) {
        if (!concerns(rule, finding)) {
            return false;
        }
        if (rule.narrowing().fields().isEmpty()) {
            return true;
        }
        Instant from = finding.first().minus(ROUNDING);
        boolean whole = log.size() < MOST_LOGINS || log.get(log.size() - 1).at().isBefore(from);
        List<EventAssessed> events = log.stream()
                .filter(entry -> !entry.at().isBefore(from))
                .filter(entry -> found(entry, finding).isPresent())
                .toList();
        return whole
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
