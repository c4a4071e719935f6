package io.mailwarden.engine.response.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incident.IncidentCounts;
import io.mailwarden.engine.incident.Incident.IncidentStatus;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

    private static Alert alert(String headline, List<String> findings) {
        return new Alert(
                Optional.empty(),
                "x",
                Severity.CRITICAL,
                Optional.empty(),
                NOON,
                new AlertContent(headline, findings, List.of(), List.of()));
    }

    @Test
    void textsAreSingleLinesThatTurnNothing() {
        Alert alert =
                alert("one\r\nBcc: all@example.org\u202Egro", List.of("a\nb", "\u05E9\u05DC\u05D5\u05DD \uD83D\uDE80"));

        assertThat(alert.content().headline()).isEqualTo("one??Bcc: all@example.org?gro");
        assertThat(alert.content().findings()).containsExactly("a?b", "\u05E9\u05DC\u05D5\u05DD \uD83D\uDE80");
    }

    @Test
    void longTextsAreCutAndManyAreCounted() {
        Alert alert = alert("x".repeat(100_000), Collections.nCopies(5_000, "y".repeat(10_000)));

        assertThat(alert.content().headline()).hasSize(AlertContent.LINE).endsWith("\u2026");
        assertThat(alert.content().findings())
                .hasSize(AlertContent.FINDINGS)
                .last()
                .isEqualTo("and 4,951 more");
    }

    @Test
    void hasACause() {
        assertThatThrownBy(() -> new Alert(
                        Optional.empty(),
                        " ",
                        Severity.CRITICAL,
                        Optional.empty(),
                        NOON,
                        new AlertContent("", List.of(), List.of(), List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Finding finding(String type, Severity severity, double score, long count) {
        Anomaly anomaly = new Anomaly(
                type, Set.of(Evidence.PLACE), severity, new Score(score), new Explanation("why of " + type));
        return new Finding(anomaly, NOON, NOON, count, true);
    }

    private static Incident incident(Severity severity, Finding... findings) {
        return new Incident(
                "7",
                new Account("bob@example.org"),
                IncidentStatus.NEW,
                severity,
                NOON,
                NOON,
                List.of(findings),
                new IncidentCounts(12, 0, 0));
    }

    @Test
    void ofAnIncidentSaysTheGravestFirst() {
        Incident incident = incident(
                Severity.CRITICAL,
                finding("new-client", Severity.SUSPECTED, 0.9, 1),
                finding("unusual-country", Severity.CRITICAL, 0.5, 1),
                finding("impossible-travel", Severity.CRITICAL, 0.8, 1_200));

        Alert alert = Alert.of(incident, List.of("12 messages are held"), NOON);

        assertThat(alert.account()).contains(new Account("bob@example.org"));
        assertThat(alert.subject()).isEqualTo("bob@example.org");
        assertThat(alert.cause()).isEqualTo("critical impossible-travel");
        assertThat(alert.incident()).contains("7");
        assertThat(alert.content().headline()).isEqualTo("why of impossible-travel");
        assertThat(alert.content().findings())
                .containsExactly(
                        "impossible-travel: why of impossible-travel (1,200 times)",
                        "unusual-country: why of unusual-country",
                        "new-client: why of new-client");
        assertThat(alert.content().done()).containsExactly("12 messages are held");
        assertThat(alert.content().next())
                .hasSize(3)
                .anyMatch(step -> step.startsWith("If it was a thief") && step.contains("unblock the account"));
    }

    @Test
    void incidentThatBecomesGraverIsAnotherCause() {
        Finding suspected = finding("new-client", Severity.SUSPECTED, 0.5, 1);
        Finding critical = finding("new-client", Severity.CRITICAL, 0.5, 1);

        Alert before = Alert.of(incident(Severity.SUSPECTED, suspected), List.of(), NOON);
        Alert after = Alert.of(incident(Severity.CRITICAL, critical), List.of(), NOON);

        assertThat(before.cause()).isEqualTo("suspected new-client");
        assertThat(after.cause()).isEqualTo("critical new-client");
        assertThat(before.content().next()).isNotEqualTo(after.content().next());
    }

    @Test
    void incidentByWhichNobodyCameInSaysSo() {
        Finding denied = finding("guessed-password", Severity.CRITICAL, 0.95, 1);
        Finding outside = new Finding(denied.gravest(), NOON, NOON, 1, false);

        Alert alert = Alert.of(incident(Severity.CRITICAL, outside), List.of(), NOON);

        assertThat(alert.cause()).isEqualTo("critical denied guessed-password");
        assertThat(alert.content().next().get(0)).startsWith("Nobody came in by this");
    }
}
