package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoredLoginTest {

    private static final String TYPE = "scored-login";

    private final Scenario story = Scenario.with(Settings.with(new ScoredLoginConfig(6, 3, 10, 10, 20)));

    @AfterEach
    void close() {
        story.close();
    }

    private static final Client SCRIPT = new Client("Sendinblue", "1.0", "");

    @Test
    void placeClientAndHourTogetherAreCriticalAndRejected() {
        home().after(Duration.ofHours(18)).uses(SCRIPT).logsIn(LAGOS.behind("hosting"));

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.anomaly(TYPE).score().value()).isGreaterThanOrEqualTo(0.9);
        assertThat(story.anomaly(TYPE).explanation().text())
                .contains(
                        "times likelier to be a thief than the owner",
                        "NG",
                        "Sendinblue",
                        "02:00 UTC",
                        "a data centre");
        assertThat(story.rejected()).isEqualTo(1);
    }

    @Test
    void aTravellerWithANewPhoneIsNotCritical() {
        home().after(Duration.ofHours(24))
                .uses(new Client("K-9 Mail", "6.8", "Android"))
                .logsIn(SYDNEY);

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.SUSPECTED);
        story.expectNothingStopped();
    }

    /** One in thirty of his logins: what he seldom uses is his, too. */
    @Test
    void ownersSecondProgramSpeaksNotAgainstHim() {
        Client second = new Client("Mutt", "2.2.12", "");
        home().uses(second).logsIn(OSLO).logsIn(OSLO).after(Duration.ofDays(1)).logsIn(LAGOS);

        story.expectNoneOf(TYPE).expectNothingStopped();
    }

    /** The thief's, which he never used. */
    @Test
    void programThatTheAccountNeverUsedSpeaksAgainstIt() {
        home().uses(SCRIPT).after(Duration.ofDays(1)).logsIn(LAGOS);

        assertThat(story.anomaly(TYPE).evidence()).containsExactlyInAnyOrder(Evidence.PLACE, Evidence.CLIENT);
    }

    @Test
    void theUsualClientAbroadIsNotOddByItself() {
        home().after(Duration.ofDays(1)).logsIn(STOCKHOLM).expectNothingStopped();

        assertThat(story.anomalies().stream().filter(anomaly -> anomaly.type().equals(TYPE)))
                .allSatisfy(anomaly -> assertThat(anomaly.evidence()).containsExactly(Evidence.PLACE));
    }

    @Test
    void staysSilentForANewPhoneAtHome() {
        home().after(Duration.ofDays(1))
                .uses(new Client("K-9 Mail", "6.8", "Android"))
                .logsIn(OSLO)
                .expectNothing();
    }

    @Test
    void staysSilentForAMobileCarrierThatTheAccountUses() {
        home();
        for (int network = 0; network < 20; network++) {
            story.after(Duration.ofHours(1)).logsIn(OSLO.onNetwork(network));
        }
        assertThat(found()).isZero();
    }

    @Test
    void missingFactsAreNeutral() {
        home().after(Duration.ofDays(1)).uses(Client.UNKNOWN).logsIn(LAGOS.untold());

        assertThat(found()).isZero();
    }

    @Test
    void staysSilentWhileLearning() {
        story.logsIn(OSLO).after(Duration.ofDays(2)).uses(SCRIPT).logsIn(LAGOS.behind("hosting"));

        assertThat(found()).isZero();
    }

    @Test
    void theThresholdIsTheOneThatIsSet() {
        try (Scenario strict = Scenario.with(Settings.with(new ScoredLoginConfig(1, 0.5, 10, 10, 20)));
                Scenario lax = Scenario.with(Settings.with(new ScoredLoginConfig(50, 50, 10, 10, 20)))) {
            for (Scenario one : List.of(strict, lax)) {
                one.usually(OSLO, OSLO_OFFICE).after(Duration.ofDays(1)).logsIn(LAGOS);
            }
            assertThat(strict.anomaly(TYPE).severity()).isEqualTo(Severity.CRITICAL);
            assertThat(lax.anomalies()).noneMatch(anomaly -> anomaly.type().equals(TYPE));
        }
    }

    @Test
    void hostileClientNamesBreakNothing() {
        home();
        for (String name : List.of("[", "[127.0.0.1]", "\u0000\n", "%s%n", "x".repeat(5000))) {
            story.after(Duration.ofDays(1)).uses(new Client(name, name, name)).logsIn(LAGOS);
        }
        assertThat(story.anomalies())
                .allSatisfy(anomaly -> assertThat(anomaly.explanation().text()).hasSizeLessThan(2000));
    }

    private Scenario home() {
        return story.usually(OSLO, OSLO_OFFICE);
    }

    private long found() {
        return story.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals(TYPE))
                .count();
    }
}
