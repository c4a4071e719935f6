package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.verdict.Action;
import io.mailwarden.engine.verdict.SuspectedActions;
import io.mailwarden.engine.verdict.TakeoverConfig;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.engine.verdict.WorkflowConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is held while logins and sending are both suspected and nothing is critical. As shipped, the two together are
 * critical already; an operator who asks for more before that has this.
 */
class HoldIfBothTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TakeoverConfig NEVER_CRITICAL = new TakeoverConfig(1, 1, 1, 1, 1);

    private Scenario story = Scenario.with(Settings.with(NEVER_CRITICAL));

    @AfterEach
    void close() {
        story.close();
    }

    private Scenario strangerLogsIn() {
        return story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(30))
                .logsIn(LAGOS);
    }

    @Test
    void holdsWhatAStrangerSendsThatIsOddItself() {
        strangerLogsIn().writesToStrangers(40, SECOND).expectIncident(Severity.SUSPECTED);

        assertThat(story.lastVerdict()).isInstanceOfSatisfying(Verdict.Hold.class, hold -> {
            assertThat(hold.explanation().text()).isEqualTo("both its logins and its sending are suspected");
            assertThat(hold.incident()).contains(story.incident().id());
        });
        assertThat(story.held()).isBetween(20L, 39L);
    }

    @Test
    void aSuspectedLoginAloneHoldsNothing() {
        strangerLogsIn()
                .writesToContacts(5, Duration.ofMinutes(2))
                .expectIncident(Severity.SUSPECTED)
                .expectNothingStopped();
    }

    @Test
    void suspectedSendingAloneHoldsNothing() {
        story.usually(OSLO, OSLO_OFFICE)
                .writesToStrangers(150, SECOND)
                .expectIncident(Severity.SUSPECTED)
                .expectNothingStopped();
    }

    @Test
    void theOwnerAtHomeSendsOnWhateverTheStrangerDid() {
        strangerLogsIn().writesToStrangers(40, SECOND);
        long held = story.held();

        story.after(Duration.ofMinutes(1)).logsIn(OSLO).writesToContacts(5, Duration.ofMinutes(2));

        assertThat(story.held()).isEqualTo(held);
    }

    @Test
    void itPassesWithTheRiskOfTheLogin() {
        strangerLogsIn().writesToStrangers(40, SECOND);
        long held = story.held();

        story.after(Duration.ofDays(2)).logsIn(OSLO_OFFICE).writesToContacts(3, Duration.ofMinutes(5));

        assertThat(story.held()).isEqualTo(held);
    }

    @Test
    void aWorkflowThatOnlyTellsHoldsNothing() {
        story.close();
        WorkflowConfig shipped = WorkflowConfig.defaults();
        WorkflowConfig telling = new WorkflowConfig(
                List.of(),
                List.of(),
                shipped.whenCritical(),
                new SuspectedActions(List.of(Action.ALERT), List.of(), List.of()),
                shipped.blockFor());
        story = Scenario.with(Settings.with(NEVER_CRITICAL, telling));

        strangerLogsIn().writesToStrangers(40, SECOND).expectNothingStopped();
    }
}
