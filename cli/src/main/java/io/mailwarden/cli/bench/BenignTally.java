package io.mailwarden.cli.bench;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.incident.Incident;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what was found in honest events: every finding is a false alarm. Everything that was found in them is false.
 * Refused logins are not the owners' and not counted as events.
 */
final class BenignTally {

    private static final long SECONDS_A_DAY = 86_400;

    /** How often one detector fired, and with what effect. */
    static final class FoundCounts {
        private final Set<Account> accounts = new HashSet<>();
        private long anomalies;
        private long critical;
        private long stopped;

        private void add(Account account, Anomaly anomaly, boolean stops) {
            anomalies++;
            stopped += stops ? 1 : 0;
            critical += anomaly.critical() ? 1 : 0;
            accounts.add(account);
        }

        long anomalies() {
            return anomalies;
        }

        long critical() {
            return critical;
        }

        /** In how many messages that were held and logins that were rejected it found something. */
        long stopped() {
            return stopped;
        }

        int accounts() {
            return accounts.size();
        }
    }

    /** An account's first and last day, and on how many between it did anything. Events come in order. */
    private record Span(long first, long last, long active) {

        Span with(Span next) {
            return next.last > last ? new Span(first, next.last, active + 1) : this;
        }
    }

    private final Map<Account, Span> spans = new HashMap<>();
    private final Map<String, FoundCounts> detectors = new TreeMap<>();
    private final Map<Account, Strengths> strengths = new HashMap<>();
    private final Set<Account> stoppedAccounts = new HashSet<>();
    private final Set<String> incidents = new HashSet<>();
    private final Set<String> criticalIncidents = new HashSet<>();
    private long logins;
    private long messages;
    private long rejected;
    private long held;

    void add(Event event, Assessment assessment) {
        Optional<Login> login = event.login();
        if (login.isPresent() && !login.get().accepted()) {
            return;
        }
        long day = Math.floorDiv(event.at().getEpochSecond(), SECONDS_A_DAY);
        spans.merge(event.account(), new Span(day, day, 1), Span::with);
        messages += event.sends() ? 1 : 0;
        logins += login.isPresent() ? 1 : 0;
        boolean stopped = stopped(event.account(), assessment);
        assessment.anomalies().forEach(anomaly -> detectors
                .computeIfAbsent(anomaly.type(), type -> new FoundCounts())
                .add(event.account(), anomaly, stopped));
        assessment.incident().ifPresent(this::incident);
        if (!assessment.standing().isEmpty()) {
            strengths
                    .computeIfAbsent(event.account(), account -> new Strengths())
                    .add(assessment);
        }
    }

    private boolean stopped(Account account, Assessment assessment) {
        boolean holds = Verdicts.held(assessment);
        boolean rejects = Verdicts.rejected(assessment);
        held += holds ? 1 : 0;
        rejected += rejects ? 1 : 0;
        if (holds || rejects) {
            stoppedAccounts.add(account);
        }
        return holds || rejects;
    }

    private void incident(Incident incident) {
        incidents.add(incident.id());
        if (Verdicts.critical(incident)) {
            criticalIncidents.add(incident.id());
        }
    }

    long accounts() {
        return spans.size();
    }

    /** Each day from an account's first to its last event, summed over accounts. */
    long accountDays() {
        return spans.values().stream()
                .mapToLong(span -> span.last() - span.first() + 1)
                .sum();
    }

    /** The days with at least one event, summed over accounts. */
    long activeDays() {
        return spans.values().stream().mapToLong(Span::active).sum();
    }

    long logins() {
        return logins;
    }

    long messages() {
        return messages;
    }

    long events() {
        return logins + messages;
    }

    long rejected() {
        return rejected;
    }

    long held() {
        return held;
    }

    /** Accounts that had a message held or a login rejected. */
    long stoppedAccounts() {
        return stoppedAccounts.size();
    }

    /** Incidents that never became critical. */
    long suspectedIncidents() {
        return incidents.size() - criticalIncidents.size();
    }

    long criticalIncidents() {
        return criticalIncidents.size();
    }

    long anomalies() {
        return detectors.values().stream().mapToLong(FoundCounts::anomalies).sum();
    }

    /** How strong what was found became, by account; nothing was found in those that are not there. */
    Map<Account, Strengths> strengths() {
        return strengths;
    }

    Map<String, FoundCounts> detectors() {
        return detectors;
    }
}
