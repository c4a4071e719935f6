package io.mailwarden.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.detect.login.ImpossibleTravelConfig;
import io.mailwarden.engine.event.Geo;
import io.mailwarden.engine.event.Position;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.Spot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What CrowdSec's test of impossible travel expects: one user, from 1.2.3.4 in Australia at 09:57:21 and from 9.8.8.8
 * in the United States three seconds later, is one alert about the user, and nothing is stopped for it. Its limit: 1000
 * km in three hours.
 */
class CrowdSecConformanceTest {

    private static final String TYPE = "impossible-travel";
    private static final EngineConfig LIMITS = Settings.with(new ImpossibleTravelConfig(1000.0 / 3, 1000, false));
    private static final Instant FIRST = Instant.parse("2026-03-02T07:57:21Z");

    private static final Spot AUSTRALIA = spot("AU", -33.49, 143.21, "1.2.3.");
    private static final Spot UNITED_STATES = spot("US", 37.75, -97.82, "9.8.8.");

    private final Scenario story = Scenario.with(LIMITS);

    @AfterEach
    void close() {
        story.close();
    }

    private static Spot spot(String country, double latitude, double longitude, String prefix) {
        Geo geo = new Geo(
                Optional.of(country),
                Optional.of(new Position(latitude, longitude)),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
        return new Spot(geo, prefix);
    }

    @Test
    void twoContinentsWithinThreeSecondsAreOneAlertAboutTheAccount() {
        story.logsIn(AUSTRALIA, FIRST)
                .logsIn(UNITED_STATES, FIRST.plusSeconds(3))
                .expectOnly(TYPE);

        assertThat(story.anomalies()).hasSize(1);
        story.expectIncident(Severity.SUSPECTED).expectNothingStopped();
    }

    @Test
    void anotherAccountAtTheOtherPlaceIsNone() {
        story.logsIn(AUSTRALIA, FIRST);
        story.account("bob@example.org")
                .logsIn(UNITED_STATES, FIRST.plusSeconds(3))
                .expectNothing();
    }

    @Test
    void eventsThatComeLateAreNotTravelBackInTime() {
        story.logsIn(UNITED_STATES, FIRST.plusSeconds(3))
                .logsIn(AUSTRALIA, FIRST)
                .expectNothing();
    }

    @Test
    void daysLaterIsAnOrdinaryFlight() {
        story.logsIn(AUSTRALIA, FIRST)
                .after(Duration.ofDays(3))
                .logsIn(UNITED_STATES)
                .expectNothing();
    }
}
