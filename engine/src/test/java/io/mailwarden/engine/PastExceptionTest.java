package io.mailwarden.engine;

import static io.mailwarden.engine.ExceptionTest.network;
import static io.mailwarden.engine.ExceptionTest.recipient;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.review.rules.RuleControls;
import io.mailwarden.engine.review.rules.RuleControls.Wish;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exceptions that close what sending opened: where it came from and to whom it went is in the log. */
class PastExceptionTest {

    private static final Scope ALICE = Scope.of(new Account("alice@example.org"));

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private Scenario atHome() {
        return story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
    }

    private List<Incident> closed(String type, Narrowing narrowing) {
        RuleControls rules = story.engine().rules();
        return rules.except(
                        rules.draft(
                                Optional.of(type), ALICE, narrowing, new Wish("why not", Optional.empty(), "carol")),
                        true)
                .closed();
    }

    @Test
    void closesWhatMailToExcusedRecipientsOpened() {
        atHome().after(Duration.ofHours(1)).logsIn(OSLO);
        for (int i = 0; i < 20; i++) {
            story.after(Duration.ofSeconds(20)).sends(List.of("member" + i + "@list.example"));
        }
        String type = story.incident().findings().get(0).gravest().type();
        assertThat(story.incident().findings()).hasSize(1);

        assertThat(closed(type, recipient("@elsewhere.example"))).isEmpty();
        assertThat(closed(type, recipient("@LIST.example")))
                .extracting(Incident::state)
                .containsExactly(IncidentState.OPEN);
        assertThat(story.incident().state()).isEqualTo(IncidentState.DISMISSED);
    }

    @Test
    void leavesOpenWhereMailAlsoWentElsewhere() {
        atHome().after(Duration.ofHours(1)).logsIn(OSLO);
        for (int i = 0; i < 20; i++) {
            String other = i == 15 ? "stranger@far.example" : "member" + i + "@list.example";
            story.after(Duration.ofSeconds(20)).sends(List.of(other));
        }
        String type = story.incident().findings().get(0).gravest().type();

        assertThat(closed(type, recipient("@list.example"))).isEmpty();
    }

    @Test
    void closesWhatWasSentFromAnExcusedNetwork() {
        atHome().after(Duration.ofHours(1)).logsIn(OSLO).writesToStrangers(20, Duration.ofSeconds(20));
        String type = story.incident().findings().get(0).gravest().type();

        assertThat(closed(type, network(LAGOS))).isEmpty();
        assertThat(closed(type, network(OSLO))).hasSize(1);
    }

    @Test
    void proposesTheDomainToWhichAllOfItWent() {
        atHome().after(Duration.ofHours(1)).logsIn(OSLO);
        for (int i = 0; i < 20; i++) {
            story.after(Duration.ofSeconds(20)).sends(List.of("member" + i + "@list.example"));
        }

        assertThat(story.engine().rules().proposals(story.incident()).get(0).proposals())
                .extracting(proposal -> proposal.narrowing())
                .contains(recipient("@list.example"), network(OSLO), Narrowing.NONE);
    }
}
