package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.LINE_ELSEWHERE_IN_OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuessedPasswordTest {

    private static final String TYPE = "guessed-password";
    private static final Spot CAFE = OSLO.onNetwork(9);
    private static final Spot STRANGE_LINE = LINE_ELSEWHERE_IN_OSLO;

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void isCriticalWhenTheGuessingAddressGetsInAndTheLoginIsRejected() {
        story.logsIn(OSLO)
                .after(Duration.ofDays(1))
                .guesses(5, CAFE)
                .logsIn(CAFE)
                .expectOnly(TYPE);

        assertThat(story.anomaly(TYPE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("the right password after 5 different wrong ones from the same address within an hour (limit"
                        + " 5)");
        assertThat(story.rejected()).isEqualTo(1);
    }

    @Test
    void isSuspectedWhenOnlyTheNetworkIsTheSame() {
        story.logsIn(OSLO)
                .after(Duration.ofDays(1))
                .guesses(5, CAFE)
                .atHost(8)
                .logsIn(CAFE)
                .expectOnly(TYPE)
                .expectNothingStopped();

        assertThat(story.anomaly(TYPE).explanation().text()).contains("from the same network");
    }

    @Test
    void aSecondSignMakesTheSameNetworkOfAStrangeProviderCritical() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO).after(Duration.ofHours(3));
        story.guesses(5, LAGOS).atHost(8).logsIn(LAGOS);

        assertThat(story.rejected()).isEqualTo(1);
    }

    @Test
    void whereTheAccountWasLetInBeforeNobodyIsShutOut() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(LAGOS).after(Duration.ofHours(2));
        story.guesses(30, LAGOS).logsIn(LAGOS);

        assertThat(story.rejected()).isZero();
    }

    /** Who guesses where an owner arrives must not keep him a stranger there, which days later is held against him. */
    @Test
    void whereAnOwnerArrivedHeIsKnownDaysLaterWhateverOthersGuessedThere() {
        story.usually(OSLO, OSLO_OFFICE).guesses(6, STRANGE_LINE).atHost(8).logsIn(STRANGE_LINE);
        assertThat(story.anomaly(TYPE).critical()).isFalse();
        int before = story.anomalies().size();

        story.after(Duration.ofDays(3)).uses(new Client("Client 1", "1", "")).logsIn(STRANGE_LINE);

        assertThat(story.anomalies()).hasSize(before);
    }

    @Test
    void whoGuessedAndIsOddHimselfStaysAStranger() {
        story.usually(OSLO, OSLO_OFFICE).guesses(6, CAFE).logsIn(LAGOS);
        assertThat(story.anomaly(TYPE).critical()).isFalse();
        int before = story.anomalies().size();

        story.after(Duration.ofDays(3)).logsIn(LAGOS);

        assertThat(story.anomalies()).hasSizeGreaterThan(before);
        assertThat(story.anomaly("new-country").critical()).isFalse();
    }

    @Test
    void whatWasTriedBeforeTheAccountWasGivenBackIsForgotten() {
        story.usually(OSLO, OSLO_OFFICE).guesses(5, LAGOS).logsIn(LAGOS);
        assertThat(story.rejected()).isEqualTo(1);
        assertThat(story.engine().review().confirm(story.incident().id())).isTrue();
        story.engine().controls().unblock(new Account("alice@example.org"), "carol");

        assertThat(story.newly(() -> story.after(Duration.ofMinutes(10)).logsIn(CAFE)))
                .containsOnly("unusual-network");
    }

    @Test
    void isSuspectedWhenTheGuessesCameFromElsewhere() {
        story.logsIn(OSLO).after(Duration.ofDays(1));
        story.guesses(3, CAFE.onNetwork(20)).guesses(3, CAFE.onNetwork(21));
        story.logsIn(CAFE).expectOnly(TYPE).expectNothingStopped();
    }

    @Test
    void staysSilentOneBelowTheLimit() {
        story.logsIn(OSLO)
                .after(Duration.ofDays(1))
                .guesses(4, CAFE)
                .logsIn(CAFE)
                .expectNothing();
    }

    @Test
    void staysSilentWhenTheGuessesAreOld() {
        story.logsIn(OSLO)
                .after(Duration.ofDays(1))
                .guesses(9, CAFE)
                .after(Duration.ofMinutes(61))
                .logsIn(CAFE)
                .expectNothing();
    }

    @Test
    void aStaleClientIsNotAnAttacker() {
        story.logsIn(OSLO)
                .after(Duration.ofDays(1))
                .retriesStalePassword(60, CAFE)
                .logsIn(CAFE)
                .expectNothing();
    }

    @Test
    void anOwnerMayForgetThePasswordAtHome() {
        story.logsIn(OSLO)
                .after(Duration.ofDays(1))
                .guesses(12, OSLO)
                .logsIn(OSLO)
                .expectNothing();
    }

    @Test
    void firesWhileLearningAndForSprayingFromAWholeNetwork() {
        for (int victim = 0; victim < 45; victim++) {
            story.account("victim" + victim + "@example.org").logsIn(OSLO);
            story.atHost(1 + victim).guesses(1 + victim % 2, STRANGE_LINE).atHost(7);
        }
        story.account("victim7@example.org").atHost(99).logsIn(STRANGE_LINE).expectOnly(TYPE);

        assertThat(story.anomaly(TYPE).explanation().text()).contains("for many accounts from the same network");
        story.expectNothingStopped();
    }

    @Test
    void madeUpNamesShowNothingForCertain() {
        story.logsIn(OSLO);
        for (int name = 0; name < 200; name++) {
            story.account("nobody" + name + "@example.org").guesses(1, CAFE);
        }
        story.account("alice@example.org").logsIn(CAFE).expectOnly(TYPE).expectNothingStopped();
    }

    @Test
    void aSharedOfficeWhereManyMistypeIsNotSpraying() {
        for (int colleague = 0; colleague < 60; colleague++) {
            story.account("colleague" + colleague + "@example.org")
                    .logsIn(OSLO_OFFICE)
                    .after(Duration.ofSeconds(20));
        }
        for (int colleague = 0; colleague < 60; colleague++) {
            story.account("colleague" + colleague + "@example.org")
                    .guesses(2, OSLO_OFFICE)
                    .logsIn(OSLO_OFFICE);
        }
        story.expectNothing();
    }

    @Test
    void namesThatJamesDoesNotKnowCostNoProfile() {
        for (int name = 0; name < 1000; name++) {
            story.account("nobody" + name + "@example.org").guesses(1, LAGOS);
        }
        assertThat(story.engine().review().overview().health().accounts()).isZero();
    }

    @Test
    void oneAddressThatTriedManyAccountsIsSpraying() {
        for (int victim = 0; victim < 10; victim++) {
            story.account("victim" + victim + "@example.org").logsIn(OSLO).guesses(1, STRANGE_LINE);
        }
        story.account("victim3@example.org").logsIn(STRANGE_LINE).expectOnly(TYPE);

        assertThat(story.anomaly(TYPE).explanation().text())
                .isEqualTo("the right password after 10 accounts were tried with wrong ones from the same address"
                        + " within an hour (limit 10)");
    }

    @Test
    void oneAddressMayGuessForFewAccountsToo() {
        for (int victim = 0; victim < 8; victim++) {
            story.account("victim" + victim + "@example.org").logsIn(OSLO).guesses(4, STRANGE_LINE);
        }
        story.account("other@example.org").logsIn(STRANGE_LINE).expectOnly(TYPE);

        assertThat(story.anomaly(TYPE).explanation().text()).contains("from the same address", "(limit 30)");
    }
}
