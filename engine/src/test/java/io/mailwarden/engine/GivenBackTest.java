package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.Unblocked;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator gives an account back to its owner: he goes on as before, and the thief begins as a stranger. */
class GivenBackTest {

    private static final Account ALICE = new Account("alice@example.org");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final Scenario story = Scenario.standard();

    @BeforeEach
    void learn() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
    }

    @AfterEach
    void close() {
        story.close();
    }

    private Incident takeover() {
        story.after(HALF_AN_HOUR).logsIn(LAGOS).writesToStrangers(40, SECOND).expectIncident(Severity.CRITICAL);
        return story.incident();
    }

    private Unblocked unblock() {
        return story.engine().controls().unblock(ALICE, "carol");
    }

    private Review review() {
        return story.engine().review();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mailOfTheOwnerPassesRightAfterTheUnblock(boolean confirmed) {
        Incident incident = takeover();
        if (confirmed) {
            assertThat(review().confirm(incident.id())).isTrue();
        }
        story.after(MINUTE).logsIn(OSLO).writesToContacts(1, SECOND);
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
        long held = story.held();

        assertThat(unblock()).isEqualTo(new Unblocked(0, Optional.of(incident.id())));

        assertThat(story.newly(() -> story.writesToContacts(5, SECOND).writesToStrangers(8, MINUTE)))
                .isEmpty();
        assertThat(story.held()).isEqualTo(held);
        assertThat(story.incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(story.engine().suspects(ALICE)).isFalse();
    }

    @Test
    void recordOfTheUnblockNamesTheAdministrator() {
        Incident incident = takeover();

        unblock();

        assertThat(story.engine().controls().records(incident)).singleElement().satisfies(done -> {
            assertThat(done.response()).isEqualTo("unblock");
            assertThat(done.words()).isEqualTo("given back to its owner by carol");
        });
    }

    @Test
    void theSameThiefOpensANewIncidentAndIsHeldAsSoonAsBefore() {
        Incident first = takeover();
        unblock();
        long held = story.held();

        story.after(Duration.ofHours(2)).logsIn(OSLO).writesToContacts(3, MINUTE);
        assertThat(story.newly(() -> story.after(HALF_AN_HOUR).logsIn(LAGOS)))
                .contains("new-country", "impossible-travel", "unusual-network");
        story.writesToStrangers(40, SECOND).expectIncident(Severity.CRITICAL);

        assertThat(story.held()).isGreaterThanOrEqualTo(held + 37);
        assertThat(story.incident().id()).isNotEqualTo(first.id());
        assertThat(story.incident().counts().passedMessages()).isLessThanOrEqualTo(3);
        assertThat(story.incident().contains()).isPresent();
    }

    @Test
    void hisVictimsAreStrangersAgain() {
        takeover();
        unblock();
        story.after(Duration.ofHours(2)).logsIn(OSLO).after(HALF_AN_HOUR).logsIn(LAGOS);

        assertThat(story.newly(() -> {
                    for (int victim = 0; victim < 10; victim++) {
                        story.after(SECOND).sends(List.of("stranger" + victim + "@far.example"));
                    }
                }))
                .contains("strangers", "takeover");
    }

    @Test
    void howMuchHeSentIsNotTheMostThatTheOwnerSends() {
        takeover();
        unblock();
        story.logsIn(OSLO).writesToContacts(3, MINUTE);

        story.after(Duration.ofDays(1)).logsIn(OSLO);

        assertThat(story.newly(() -> story.writesToStrangers(40, SECOND))).contains("strangers");
    }

    @Test
    void hisAddressStaysMaliciousWhenTheIncidentWasConfirmed() {
        Incident incident = takeover();
        assertThat(review().confirm(incident.id())).isTrue();
        unblock();

        story.after(HALF_AN_HOUR).logsIn(LAGOS);

        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Reject.class);
        assertThat(story.anomaly("malicious-address").explanation().text()).contains(incident.id());
    }

    @Test
    void aSuspectedIncidentThatContainsNothingStaysOpenForReview() {
        story.after(HALF_AN_HOUR).logsIn(LAGOS).expectIncident(Severity.SUSPECTED);

        assertThat(unblock()).isEqualTo(new Unblocked(0, Optional.empty()));

        assertThat(story.incident().state()).isEqualTo(IncidentState.OPEN);
        story.writesToStrangers(40, SECOND).expectIncident(Severity.CRITICAL);
    }

    @Test
    void isDoneOnceAndNothingFollowsIt() {
        Incident incident = takeover();
        unblock();

        assertThat(unblock()).isEqualTo(new Unblocked(0, Optional.empty()));
        assertThat(review().confirm(incident.id())).isFalse();
        assertThat(review().dismiss(incident.id())).isFalse();
        assertThat(story.newly(() -> story.after(HALF_AN_HOUR).logsIn(LAGOS))).contains("new-country");
    }

    @Test
    void nothingIsResolvedThatWasDismissed() {
        Incident incident = takeover();
        assertThat(review().dismiss(incident.id())).isTrue();

        assertThat(unblock()).isEqualTo(new Unblocked(0, Optional.empty()));

        assertThat(story.incident().state()).isEqualTo(IncidentState.DISMISSED);
    }
}
