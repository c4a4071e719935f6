package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident.IncidentCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one node saw of an incident: joins the account's current incident, or opens one where there is none and
 * something was found.
 *
 * @param id of the incident that it would open; empty as long as nothing was found
 * @param account whom it concerns
 * @param latest time of the latest event; {@link Instant#MIN} when there is none that counts
 * @param earlier what stood against the account before: an incident that opens has it, one that is open has it already
 * @param findings by type, in order of first sight
 * @param counts what happened
 */
record IncidentDelta(
        String id,
        Account account,
        Instant latest,
        List<Finding> earlier,
        List<Finding> findings,
        IncidentCounts counts)
        implements IncidentChange {

    IncidentDelta {
        earlier = List.copyOf(earlier);
        findings = List.copyOf(findings);
    }

    /** What was found in one event. */
    static IncidentDelta found(String id, Account account, IncidentSigns signs) {
        IncidentCounts counts = signs.rejected() ? IncidentCounts.ONE_REJECTED : IncidentCounts.NONE;
        return new IncidentDelta(id, account, signs.at(), signs.earlier(), signs.findings(), counts);
    }

    /** A message was held. */
    static IncidentDelta held(Account account, Instant at) {
        return new IncidentDelta("", account, at, List.of(), List.of(), IncidentCounts.ONE_HELD);
    }

    /** A message passed. */
    static IncidentDelta passed(Account account) {
        return new IncidentDelta("", account, Instant.MIN, List.of(), List.of(), IncidentCounts.ONE_PASSED);
    }

    /** All of an incident. */
    static IncidentDelta of(Incident incident) {
        return new IncidentDelta(
                incident.id(),
                incident.account(),
                incident.updated(),
                List.of(),
                incident.findings(),
                incident.counts());
    }

    // What was only counted, for an incident that is over by now, opens none.
    @Override
    public Optional<Incident> from(Optional<Incident> current) {
        return current.or(this::opened).map(incident -> incident.and(this));
    }

    private Optional<Incident> opened() {
        return findings.stream().map(Finding::first).min(Instant::compareTo).map(first -> Incident.open(
                        id, account, first)
                .with(earlier));
    }

    @Override
    public Optional<IncidentChange> and(IncidentChange next) {
        if (next instanceof IncidentDelta part) {
            return Optional.of(new IncidentDelta(
                    id.isEmpty() ? part.id : id,
                    account,
                    part.latest.isAfter(latest) ? part.latest : latest,
                    Finding.merge(earlier, part.earlier),
                    Finding.merge(findings, part.findings),
                    counts.plus(part.counts)));
        }
        return next instanceof Refresh ? Optional.of(this) : Optional.empty();
    }

    /** The gravest of its findings. */
    Severity severity() {
        return findings.stream().map(finding -> finding.gravest().severity()).reduce(Severity.SUSPECTED, Severity::or);
    }
}
