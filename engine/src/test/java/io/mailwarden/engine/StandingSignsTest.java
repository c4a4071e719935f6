package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.LINE_ELSEWHERE_IN_OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.review.LoginRecord;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An incident shows all that stood against the account when it opened; a login says why it was denied. */
class StandingSignsTest {

    private static final TestMessage LETTER =
            TestMessage.to("contact1@partner.example").from("ceo@bank.example").answersTo("ceo@examp1e.example");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private static List<String> types(Incident incident) {
        return incident.findings().stream()
                .map(finding -> finding.gravest().type())
                .toList();
    }

    @Test
    void anIncidentHasTheSignsThatStoodBeforeTheLastOne() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        for (int message = 0; message < 3; message++) {
            story.after(MINUTE).sends(LETTER);
        }
        assertThatThrownBy(story::incident).as("weak alone").isInstanceOf(AssertionError.class);
        Instant before = story.now();

        story.after(MINUTE).logsIn(LINE_ELSEWHERE_IN_OSLO);

        Incident incident = story.incident();
        assertThat(types(incident)).contains("foreign-sender", "foreign-reply-to", "unusual-network");
        assertThat(incident.opened()).isEqualTo(before.plus(MINUTE));
        assertThat(incident.severity()).isEqualTo(Severity.SUSPECTED);
        Finding first = incident.findings().get(0);
        assertThat(first.gravest().type()).startsWith("foreign-");
        assertThat(first.gravest().severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(first.last()).isBeforeOrEqualTo(before);
        assertThat(incident.gravest().orElseThrow().gravest().score().value()).isGreaterThanOrEqualTo(0.35);
    }

    @Test
    void whatIsFoundAgainIsCountedOnceMoreAndNotTwice() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO).after(MINUTE).sends(LETTER);
        story.after(MINUTE).logsIn(LINE_ELSEWHERE_IN_OSLO);
        assertThat(types(story.incident())).doesNotHaveDuplicates();
        int before = types(story.incident()).size();

        story.after(MINUTE).sends(LETTER.from("cfo@bank.example"));

        assertThat(types(story.incident())).hasSize(before);
        assertThat(story.incident().findings())
                .filteredOn(finding -> finding.gravest().type().equals("foreign-sender"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.count()).isEqualTo(2));
    }

    @Test
    void findingsSayWhereFrom() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(MINUTE.multipliedBy(30))
                .logsIn(LAGOS);

        assertThat(story.incident().findings()).extracting(Finding::place).containsOnly("NG");
    }

    @Test
    void anOwnersWeekOpensNoIncident() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO).after(MINUTE).logsIn(LINE_ELSEWHERE_IN_OSLO);
        story.writesToContacts(9, MINUTE.multipliedBy(7)).expectNothingStopped();

        assertThatThrownBy(story::incident).isInstanceOf(AssertionError.class);
    }

    private List<Optional<String>> why() {
        return story.engine().review().logins(new Account("alice@example.org"), 10).stream()
                .map(LoginRecord::answer)
                .map(LoginRecord.LoginAnswer::why)
                .toList();
    }

    @Test
    void aLoginSaysWhyItWasDenied() {
        story.logsIn(OSLO).guesses(1, OSLO).after(MINUTE).logsIn(LAGOS.behind("malicious"));
        story.engine()
                .controls()
                .block(new Account("alice@example.org"), Restriction.BLOCK, "asked for", Optional.empty(), "dave");
        story.after(MINUTE).logsIn(OSLO);

        assertThat(why())
                .containsExactly(
                        Optional.of("blocked"),
                        Optional.of("rejected"),
                        Optional.of("wrong-password"),
                        Optional.empty());
    }
}
