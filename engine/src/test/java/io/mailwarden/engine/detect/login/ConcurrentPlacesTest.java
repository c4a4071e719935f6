package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrentPlacesTest {

    private static final String TYPE = "concurrent-places";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private static final Duration SHORT = Duration.ofMinutes(20);

    @Test
    void firesWhenHomeAndFarAwayTakeTurns() {
        turns(LAGOS);

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly(TYPE).explanation().text())
                .startsWith("in NG, then in NO, then in NG, all within an hour: at least");
    }

    @Test
    void staysSilentForATravellerWhoArrives() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(SHORT)
                .logsIn(LAGOS)
                .after(SHORT)
                .logsIn(LAGOS);

        assertThat(found()).isZero();
    }

    @Test
    void theOwnersLoginBetweenIsNotTheOddOne() {
        story.usually(OSLO, OSLO_OFFICE).after(SHORT).logsIn(LAGOS).after(SHORT).logsIn(OSLO);

        assertThat(found()).isZero();
    }

    @Test
    void staysSilentForAVpnThatIsSwitchedOnAndOff() {
        turns(LAGOS.behind("vpn"));

        assertThat(found()).isZero();
    }

    @Test
    void staysSilentWhenTheErrorRadiiReachEachOther() {
        turns(LAGOS.accurateTo(6000));

        assertThat(found()).isZero();
    }

    @Test
    void staysSilentWhenItTakesLonger() {
        story.usually(OSLO, OSLO_OFFICE).after(SHORT).logsIn(LAGOS).after(SHORT).logsIn(OSLO);
        story.after(Duration.ofMinutes(41)).logsIn(LAGOS);

        assertThat(found()).isZero();
    }

    private void turns(Spot away) {
        story.usually(OSLO, OSLO_OFFICE)
                .after(SHORT)
                .logsIn(away)
                .after(SHORT)
                .logsIn(OSLO)
                .after(SHORT)
                .logsIn(away);
    }

    private long found() {
        return story.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals(TYPE))
                .count();
    }
}
