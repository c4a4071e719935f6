package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The case opened for an account: what was found, in time, its state, and what was done. Immutable.
 *
 * @param id unique; sorts by time of opening
 * @param account whom it concerns
 * @param state where it stands
 * @param severity the gravest of its findings
 * @param opened time of the event that opened it
 * @param updated time of the latest event that added to it
 * @param findings by type, in order of first sight
 * @param heldMessages how many messages were held because of it
 * @param passedMessages how many messages left between the first finding and the first hold
 * @param rejectedLogins how many logins were denied because of it
 */
public record Incident(
        String id,
        Account account,
        IncidentState state,
        Severity severity,
        Instant opened,
        Instant updated,
        List<Finding> findings,
        long heldMessages,
        long passedMessages,
        long rejectedLogins) {

    public Incident {
        findings = List.copyOf(findings);
    }

    /** Opened by what was found in one event. */
    static Incident open(String id, Account account, Instant at) {
        return new Incident(id, account, IncidentState.OPEN, Severity.SUSPECTED, at, at, List.of(), 0, 0, 0);
    }

    /** Whether nothing more can come of it. */
    public boolean over() {
        return state == IncidentState.DISMISSED || state == IncidentState.LAPSED;
    }

    /** Whether anything of that type was found. */
    public boolean has(String type) {
        return findings.stream().anyMatch(finding -> finding.gravest().type().equals(type));
    }

    /**
     * Why the account's mail is held: it was confirmed, or something critical was found that speaks of a thief who is
     * inside; empty when it is not.
     */
    public Optional<String> contains() {
        if (over()) {
            return Optional.empty();
        }
        Optional<Finding> inside = findings.stream()
                .filter(Finding::inside)
                .max(Comparator.comparing(finding -> finding.gravest().score().value()));
        return inside.map(finding -> "incident %s is open: %s"
                        .formatted(id, finding.gravest().explanation().text()))
                .or(() -> state == IncidentState.CONFIRMED
                        ? Optional.of("incident %s is confirmed".formatted(id))
                        : Optional.empty());
    }

    Incident with(List<Anomaly> anomalies, Instant at, boolean rejected) {
        Map<String, Finding> merged = new LinkedHashMap<>();
        findings.forEach(finding -> merged.put(finding.gravest().type(), finding));
        Severity gravest = severity;
        for (Anomaly anomaly : anomalies) {
            merged.merge(anomaly.type(), new Finding(anomaly, at, at, 1, !rejected), Finding::and);
            gravest = gravest.or(anomaly.severity());
        }
        return new Incident(
                id,
                account,
                state,
                gravest,
                opened,
                later(at),
                List.copyOf(merged.values()),
                heldMessages,
                passedMessages,
                rejectedLogins + (rejected ? 1 : 0));
    }

    Incident held(Instant at) {
        return counted(at, heldMessages + 1, passedMessages);
    }

    Incident passed() {
        return counted(updated, heldMessages, passedMessages + 1);
    }

    Incident in(IncidentState next) {
        return new Incident(
                id, account, next, severity, opened, updated, findings, heldMessages, passedMessages, rejectedLogins);
    }

    private Incident counted(Instant at, long held, long passed) {
        return new Incident(id, account, state, severity, opened, later(at), findings, held, passed, rejectedLogins);
    }

    private Instant later(Instant at) {
        return at.isAfter(updated) ? at : updated;
    }
}
