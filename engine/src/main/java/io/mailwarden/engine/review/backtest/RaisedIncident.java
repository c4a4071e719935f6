package io.mailwarden.engine.review.backtest;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is remembered of an incident that one of the two engines opened.
 *
 * @param account whose
 * @param opened when
 * @param updated when something was added last
 * @param severity how grave it became
 * @param types what was found
 * @param words the gravest of it
 */
record RaisedIncident(
        Account account, Instant opened, Instant updated, Severity severity, List<String> types, String words) {

    // Other limits see the same takeover some events earlier or later.
    private static final Duration APART = Duration.ofDays(1);

    static RaisedIncident of(Incident incident) {
        return new RaisedIncident(
                incident.account(),
                incident.opened(),
                incident.updated(),
                incident.severity(),
                incident.findings().stream()
                        .map(finding -> finding.gravest().type())
                        .toList(),
                incident.gravest()
                        .map(finding -> finding.gravest().explanation().text())
                        .orElse(""));
    }

    /** Whether the other, of the same account, is about the same time. */
    boolean meets(RaisedIncident other) {
        return !opened.isAfter(other.updated.plus(APART)) && !other.opened.isAfter(updated.plus(APART));
    }

    boolean critical() {
        return severity == Severity.CRITICAL;
    }
}
