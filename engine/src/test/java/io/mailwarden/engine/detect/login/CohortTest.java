package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CohortTest {

    private static final String TYPE = "cohort";

    private final Scenario story = Scenario.with(Settings.with(new ProfileConfig(
            1000,
            2,
            Duration.ofDays(1),
            Duration.ofDays(180),
            Duration.ofDays(30),
            Duration.ofDays(7),
            Duration.ofHours(12),
            Duration.ZERO)));

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void firesForTheFifthAccountThatNewlyUsesAnAddress() {
        for (int victim = 0; victim < 5; victim++) {
            assertThat(found()).isZero();
            visit("victim" + victim, LAGOS);
        }
        assertThat(found()).isEqualTo(1);
        assertThat(story.anomaly(TYPE).score().value()).isBetween(0.4, 0.41);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo(
                        "5 accounts that were never there before logged in from the same address within an hour (limit"
                                + " 5)");
    }

    @Test
    void firesForManyAddressesOfOneNetwork() {
        for (int victim = 0; victim < 10; victim++) {
            story.atHost(10 + victim);
            visit("victim" + victim, LAGOS);
        }
        assertThat(story.anomaly(TYPE).explanation().text())
                .contains("10 accounts that were never there before logged in from the same network");
    }

    @Test
    void staysSilentForAnOffice() {
        for (int day = 0; day < 20; day++) {
            for (int colleague = 0; colleague < 8; colleague++) {
                story.account("colleague" + colleague + "@example.org").logsIn(OSLO_OFFICE);
            }
            story.after(Duration.ofDays(1));
        }
        for (int visitor = 0; visitor < 8; visitor++) {
            visit("visitor" + visitor, OSLO_OFFICE);
        }
        assertThat(found()).isZero();
    }

    @Test
    void staysSilentOverADayAndWhileLearning() {
        for (int victim = 0; victim < 20; victim++) {
            visit("victim" + victim, LAGOS);
            story.after(Duration.ofMinutes(20));
        }
        for (int newcomer = 0; newcomer < 20; newcomer++) {
            story.account("new" + newcomer + "@example.org").logsIn(SYDNEY);
        }
        assertThat(found()).isZero();
    }

    private void visit(String name, Spot spot) {
        story.account(name + "@example.org").logsIn(spot);
    }

    @BeforeEach
    void accountsAreKnown() {
        for (int day = 0; day < 2; day++) {
            for (int account = 0; account < 20; account++) {
                story.account("victim" + account + "@example.org").logsIn(OSLO);
                story.account("visitor" + account + "@example.org").logsIn(OSLO);
            }
            story.after(Duration.ofDays(1));
        }
    }

    private long found() {
        return story.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals(TYPE))
                .count();
    }
}
