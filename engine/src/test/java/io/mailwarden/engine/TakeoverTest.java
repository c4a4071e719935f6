package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two streams, one verdict: whole stories, each with its honest twin. */
class TakeoverTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void stolenPasswordUsedFromAnotherContinentIsHeldAfterAtMostAFewMessages() {
        takeover().expectIncident(Severity.CRITICAL);

        assertThat(story.held()).isGreaterThanOrEqualTo(37);
        assertThat(story.incident().counts().passedMessages()).isLessThanOrEqualTo(3);
        assertThat(story.incident().counts().heldMessages()).isEqualTo(story.held());
        assertThat(story.anomaly("takeover").explanation().text())
                .contains("messages to strangers alone", "after an anomalous login", "km/h", "(limit 900)");
    }

    private Scenario takeover() {
        return story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(30))
                .logsIn(LAGOS)
                .writesToStrangers(40, SECOND);
    }

    @Test
    void impossibleTravelWithASecondIndependentSignIsCriticalAndRejected() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .guesses(6, Spot.SYDNEY)
                .after(Duration.ofMinutes(30))
                .uses(Client.UNKNOWN)
                .logsIn(LAGOS);

        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Reject.class);
        assertThat(story.anomaly("takeover").explanation().text())
                .startsWith("2 independent signs in one login: ")
                .contains("km/h", "different wrong ones");
        story.expectIncident(Severity.CRITICAL);
    }

    @Test
    void anAnomalousLoginAloneIsSuspectedAndStopsNothing() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(30))
                .logsIn(LAGOS);

        story.expectIncident(Severity.SUSPECTED).expectNothingStopped();
    }

    @Test
    void aBurstAloneIsSuspectedAndStopsNothing() {
        story.usually(OSLO, OSLO_OFFICE).writesToStrangers(150, SECOND);

        story.expectIncident(Severity.SUSPECTED).expectNothingStopped();
    }

    @Test
    void aTravellerWhoWritesHomeAndMeetsPeopleIsNotStopped() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(10)).logsIn(STOCKHOLM);
        for (int day = 0; day < 5; day++) {
            story.writesToContacts(15, Duration.ofMinutes(11)).writesToStrangers(8, Duration.ofMinutes(40));
            story.after(Duration.ofHours(14)).logsIn(STOCKHOLM);
        }
        story.expectNothingStopped();
    }

    @Test
    void nothingIsLearnedWhileSomethingCriticalStands() {
        takeover().after(Duration.ofDays(40)).logsIn(OSLO).after(Duration.ofDays(1));
        int before = story.anomalies().size();

        story.logsIn(LAGOS);

        assertThat(story.anomalies()).hasSizeGreaterThan(before);
    }

    @Test
    void anOwnerBehindAnUnlistedVpnStillAnswersHisMail() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(5))
                .logsIn(LAGOS);

        story.writesToContacts(10, Duration.ofSeconds(40)).writesToStrangers(3, Duration.ofMinutes(15));

        story.expectNothingStopped();
    }

    @Test
    void habitsOfTheAccountAreNoAnomalyWhateverTheRisk() {
        story.usually(OSLO, OSLO_OFFICE).writesToContacts(25, Duration.ofSeconds(10));
        story.after(Duration.ofDays(1))
                .logsIn(OSLO)
                .after(Duration.ofMinutes(5))
                .logsIn(LAGOS);

        story.writesToContacts(24, Duration.ofSeconds(10)).expectNothingStopped();
    }

    @Test
    void theOwnerAtHomeIsNotSlowedByTheThiefsLogin() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(30))
                .logsIn(LAGOS);

        story.after(Duration.ofMinutes(1)).logsIn(OSLO).writesToStrangers(20, Duration.ofMinutes(1));

        assertThat(story.held()).isZero();
    }

    @Test
    void afterTheTakeoverAllMailWaitsUntilAnAdministratorDismissesTheIncident() {
        takeover().after(Duration.ofMinutes(5)).logsIn(OSLO).writesToContacts(1, SECOND);
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
        assertThat(story.lastVerdict().explanation().text())
                .contains(story.incident().id());

        Review review = story.engine().review();
        assertThat(review.dismiss(story.incident().id())).isTrue();
        assertThat(review.dismiss(story.incident().id())).isFalse();
        story.writesToContacts(1, SECOND);

        assertThat(story.lastVerdict()).isEqualTo(Verdict.ALLOW);
        assertThat(story.incident().state()).isEqualTo(IncidentState.DISMISSED);
        int before = story.anomalies().size();
        story.after(Duration.ofDays(1)).logsIn(LAGOS);
        assertThat(story.anomalies()).as("dismissed: Lagos is the owner's too").hasSize(before);
    }

    @Test
    void aConfirmedIncidentKeepsTheMailWaiting() {
        takeover();
        assertThat(story.engine().review().confirm(story.incident().id())).isTrue();

        story.after(Duration.ofDays(30)).logsIn(OSLO).writesToContacts(1, SECOND);

        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
        assertThat(story.incident().state()).isEqualTo(IncidentState.CONFIRMED);
    }

    @Test
    void theRiskOfALoginPasses() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(30))
                .logsIn(LAGOS);

        story.after(Duration.ofHours(13))
                .writesToStrangers(20, Duration.ofMinutes(1))
                .expectNothingStopped();
    }

    @Test
    void modeDetectFindsTheSameAndStopsNothing() {
        story.close();
        story = Scenario.with(mode(Mode.DETECT));

        takeover().expectIncident(Severity.CRITICAL);

        assertThat(story.held()).isZero();
    }

    private static EngineConfig mode(Mode mode) {
        return Settings.with(new PolicyConfig(mode, List.of(), CriticalLogin.REJECT, OnFailure.ALLOW));
    }

    @Test
    void aSuspectedIncidentThatNobodyReviewsLapsesAndTheNextIsAnother() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .uses(Client.UNKNOWN)
                .logsIn(LAGOS);
        String first = story.incident().id();

        story.after(Duration.ofDays(8)).logsIn(OSLO).after(Duration.ofHours(1)).logsIn(Spot.SYDNEY);

        assertThat(story.incident().id()).isNotEqualTo(first);
    }

    @Test
    void addressesOfAConfirmedIncidentAreMaliciousForEveryAccount() {
        takeover();
        confirm();

        story.account("bob@example.org").logsIn(LAGOS);

        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Reject.class);
        assertThat(story.anomaly("malicious-address").explanation().text())
                .contains("used in the confirmed incident "
                        + story.account("alice@example.org").incident().id());
    }

    @Test
    void homeOfTheOwnerIsNotMaliciousAfterTheIncidentIsConfirmed() {
        takeover();
        confirm();

        story.account("bob@example.org").logsIn(OSLO).expectNoneOf("malicious-address");
    }

    private void confirm() {
        Review review = story.engine().review();
        assertThat(review.confirm(story.incident().id())).isTrue();
    }

    @Test
    void overwhelmingMailToStrangersFromAProviderThatTheAccountNeverUsedIsHeld() {
        story.usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(1))
                .logsIn(Spot.LINE_ELSEWHERE_IN_OSLO)
                .writesToStrangers(40, Duration.ofSeconds(10));

        assertThat(story.held()).isBetween(5L, 30L);
    }
}
