package io.mailwarden.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.EngineConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenignRunTest {

    private static final Optional<Duration> NEVER = Optional.empty();
    private static final Optional<Duration> HALF_A_DAY = Optional.of(Duration.ofHours(12));

    @Test
    void aQuietHistoryCountsNothingButItself() throws IOException {
        BenignTally all = BenignRun.of(
                        EngineConfig.defaults(), new TinyHistory().days(10).refused(), NEVER)
                .all();

        assertThat(all.accounts()).isEqualTo(1);
        assertThat(all.logins()).isEqualTo(10);
        assertThat(all.messages()).isEqualTo(10);
        assertThat(all.events()).isEqualTo(20);
        assertThat(all.accountDays()).isEqualTo(10);
        assertThat(all.activeDays()).isEqualTo(10);
        assertThat(all.anomalies() + all.held() + all.rejected()).isZero();
        assertThat(all.criticalIncidents() + all.suspectedIncidents()).isZero();
    }

    @Test
    void aRejectedLoginIsCountedWithItsIncidentAndDetector() throws IOException {
        TinyHistory history = new TinyHistory().days(10).login("malicious");

        BenignRun run = BenignRun.of(EngineConfig.defaults(), history, NEVER);

        assertThat(run.all().rejected()).isEqualTo(1);
        assertThat(run.all().criticalIncidents()).isEqualTo(1);
        assertThat(run.all().suspectedIncidents()).isZero();
        assertThat(run.all().stoppedAccounts()).isEqualTo(1);
        assertThat(run.all().accountDays()).isEqualTo(11);
        assertThat(run.all().detectors().get("malicious-address")).satisfies(found -> {
            assertThat(found.anomalies()).isEqualTo(1);
            assertThat(found.critical()).isEqualTo(1);
            assertThat(found.stopped()).isEqualTo(1);
            assertThat(found.accounts()).isEqualTo(1);
        });
        assertThat(run.troubles()).containsOnlyKeys("honest-bob");
        assertThat(run.troubles().values()).extracting(BenignTally::rejected).containsExactly(1L);
    }

    @Test
    void heldMailStaysHeldUntilTheIncidentIsDismissed() throws IOException {
        TinyHistory history = new TinyHistory()
                .days(10)
                .login("malicious")
                .message()
                .after(Duration.ofHours(11))
                .message()
                .after(Duration.ofHours(2))
                .message()
                .after(Duration.ofDays(1))
                .message();

        assertThat(BenignRun.of(TinyHistory.lettingIn(), history, NEVER).all().held())
                .isEqualTo(4);
        assertThat(BenignRun.of(TinyHistory.lettingIn(), history, HALF_A_DAY)
                        .all()
                        .held())
                .isEqualTo(2);
    }

    @Test
    void daysWithoutEventsAreNotActive() throws IOException {
        BenignRun run = BenignRun.of(
                EngineConfig.defaults(),
                new TinyHistory().days(3).after(Duration.ofDays(7)).days(2),
                NEVER);

        assertThat(run.all().activeDays()).isEqualTo(5);
        assertThat(run.all().accountDays()).isEqualTo(12);
        assertThat(run.parts().values()).extracting(BenignTally::activeDays).containsOnly(5L);
        assertThat(run.parts().keySet()).hasSize(2).anyMatch(part -> part.startsWith("fifth "));
    }
}
