package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incident.IncidentCounts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an incident comes to in a few words, for the subject of a mail: what happened, and where from. */
final class AlertSummary {

    private AlertSummary() {}

    /** Such as "3 messages held, login from Lagos, NG". */
    static String of(Incident incident) {
        IncidentCounts counts = incident.counts();
        String where = where(incident.findings());
        if (counts.heldMessages() > 0) {
            return count(counts.heldMessages(), "message", "held") + comma(where);
        }
        if (counts.rejectedLogins() > 0) {
            return count(counts.rejectedLogins(), "login", "denied") + comma(where);
        }
        if (counts.passedMessages() > 0 && incident.due() == Severity.CRITICAL) {
            return count(counts.passedMessages(), "message", "left") + comma(where);
        }
        return odd(incident) + comma(where);
    }

    private static String odd(Incident incident) {
        if (incident.due() == Severity.CRITICAL) {
            return "looks taken over";
        }
        boolean login = any(incident, Stream.LOGIN);
        boolean sending = any(incident, Stream.SENDING);
        return login && sending ? "odd login and sending" : sending ? "odd sending" : "odd login";
    }

    private static boolean any(Incident incident, Stream stream) {
        return incident.findings().stream().anyMatch(finding -> stream(finding) == stream);
    }

    private static Stream stream(Finding finding) {
        return Stream.of(finding.gravest().evidence());
    }

    // A login says more of where a thief is than what is sent.
    private static String where(List<Finding> findings) {
        return latest(findings, Stream.LOGIN)
                .map(place -> "login from " + place)
                .or(() -> latest(findings, Stream.SENDING).map(place -> "sent from " + place))
                .or(() -> latest(findings, Stream.BOTH).map(place -> "from " + place))
                .orElse("");
    }

    private static Optional<String> latest(List<Finding> findings, Stream stream) {
        return findings.stream()
                .filter(finding -> stream(finding) == stream && !finding.place().isEmpty())
                .max(Comparator.comparing(Finding::last))
                .map(Finding::place);
    }

    private static String count(long number, String what, String became) {
        return String.format(Locale.ROOT, "%,d %s%s %s", number, what, number == 1 ? "" : "s", became);
    }

    private static String comma(String where) {
        return where.isEmpty() ? "" : ", " + where;
    }
}
