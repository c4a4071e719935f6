package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.detect.login.ScoredLoginConfig;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.review.rules.RuleControls.RuleQuery;
import io.mailwarden.engine.review.rules.RuleControls.Wish;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.RuleStore.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SafeNetworkTest {

    private static final Account ALICE = new Account("alice@example.org");
    private static final Client SCRIPT = new Client("Sendinblue", "1.0", "");

    private Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private SafeNetwork safe(Spot spot) {
        return safe(spot, Scope.of(ALICE), Optional.empty());
    }

    private SafeNetwork safe(Spot spot, Scope scope, Optional<Instant> expires) {
        return story.engine()
                .rules()
                .vouch(Network.parse(spot.prefix() + "0/24"), scope, new Wish("a hotel", expires, "carol"));
    }

    private Scenario atHome() {
        return story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
    }

    private Usage usage() {
        return story.engine()
                .rules()
                .safeNetworks(new RuleQuery(DomainFilter.ALL, Optional.empty(), Optional.empty(), Optional.empty(), 10))
                .items()
                .get(0)
                .usage();
    }

    @Test
    void twinWithoutASafeNetworkIsFound() {
        atHome().after(Duration.ofMinutes(30)).logsIn(LAGOS);

        assertThat(story.anomalies())
                .extracting(one -> one.type())
                .contains("new-country", "impossible-travel", "unusual-network");
    }

    @Test
    void countryProviderAndTravelAreNotStrangeThereAndThatIsCounted() {
        atHome();
        safe(LAGOS);
        story.after(Duration.ofMinutes(30)).logsIn(LAGOS).expectNothing();

        assertThat(usage()).isEqualTo(Usage.once(story.now()));
    }

    @Test
    void hiddenNetworksAndDormantAccountsAreNotStrangeThere() {
        Spot vpn = STOCKHOLM.behind("tor");
        atHome();
        safe(vpn);
        story.after(Duration.ofDays(200)).logsIn(vpn).expectNothing();
    }

    @Test
    void nobodyIsInTwoPlacesAtOnceThere() {
        atHome();
        story.after(Duration.ofHours(1)).logsIn(SYDNEY);
        story.after(Duration.ofMinutes(5)).logsIn(OSLO);
        safe(LAGOS);
        long before = story.anomalies().size();

        story.after(Duration.ofMinutes(5)).logsIn(LAGOS);

        assertThat(story.anomalies()).hasSize((int) before);
    }

    @Test
    void whoWasThereTravelsFromNowhere() {
        atHome();
        safe(LAGOS);
        story.after(Duration.ofHours(1)).logsIn(LAGOS);
        story.after(Duration.ofMinutes(10)).logsIn(BERGEN).expectNoneOf("impossible-travel");
    }

    @Test
    void thePlaceIsNoPartOfTheScoreAndTheRestIs() {
        story.close();
        story = Scenario.with(Settings.with(new ScoredLoginConfig(6, 2, 10, 10, 20)));
        atHome();
        safe(LAGOS.behind("hosting"));
        story.after(Duration.ofHours(18)).uses(SCRIPT).logsIn(LAGOS.behind("hosting"));

        assertThat(story.anomaly("scored-login").severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly("scored-login").evidence()).containsExactlyInAnyOrder(Evidence.CLIENT, Evidence.TIME);
        assertThat(story.rejected()).isZero();
        assertThat(usage().count()).isOne();
    }

    @Test
    void aStrangeProgramIsStrangeThereToo() {
        atHome();
        safe(LAGOS);
        story.after(Duration.ofDays(1)).uses(SCRIPT).logsIn(LAGOS).expectOnly("new-client");
    }

    @Test
    void guessingIsCriticalThereToo() {
        atHome();
        safe(LAGOS);
        story.after(Duration.ofDays(1)).guesses(5, LAGOS).logsIn(LAGOS);

        assertThat(story.anomaly("guessed-password").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.rejected()).isEqualTo(1);
    }

    @Test
    void manyAccountsAtOneAddressAreFoundThereToo() {
        for (int victim = 0; victim < 8; victim++) {
            story.account("victim" + victim + "@example.org").usually(OSLO, OSLO_OFFICE);
            story.after(Duration.ofDays(-30));
        }
        safe(LAGOS, Scope.EVERYBODY, Optional.empty());
        story.after(Duration.ofDays(31));
        for (int victim = 0; victim < 8; victim++) {
            story.account("victim" + victim + "@example.org").logsIn(LAGOS);
        }

        story.expectOnly("cohort");
    }

    @Test
    void whatAListCallsMaliciousIsSoThereToo() {
        Spot listed = LAGOS.behind("malicious");
        atHome();
        safe(listed);
        story.after(Duration.ofDays(1)).logsIn(listed);

        assertThat(story.anomaly("malicious-address").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.rejected()).isEqualTo(1);
    }

    @Test
    void theAddressOfAConfirmedThiefIsHisThereToo() {
        story.account("bob@example.org").usually(OSLO, OSLO_OFFICE);
        story.account("alice@example.org").usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        story.after(Duration.ofMinutes(30)).logsIn(LAGOS);
        assertThat(story.engine().review().confirm(story.incident().id())).isTrue();
        safe(LAGOS, Scope.EVERYBODY, Optional.empty());

        story.account("bob@example.org").after(Duration.ofHours(1)).logsIn(LAGOS);

        assertThat(story.anomaly("malicious-address").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void whoHidesThereIsStoppedByWhatHeSends() {
        atHome();
        safe(LAGOS);
        story.after(Duration.ofHours(3)).logsIn(LAGOS).writesToStrangers(300, Duration.ofSeconds(5));

        assertThat(story.anomaly("stranger-flood").critical()).isTrue();
        assertThat(story.held()).isPositive();
    }

    @Test
    void aConfirmedIncidentTellsOfTheSafeNetworkBehindIt() {
        atHome();
        SafeNetwork entry = safe(LAGOS);
        story.after(Duration.ofHours(3)).logsIn(LAGOS).writesToStrangers(300, Duration.ofSeconds(5));

        assertThat(story.engine().review().confirm(story.incident().id())).isTrue();

        assertThat(story.engine().controls().records(story.incident()))
                .filteredOn(one -> one.response().equals("safe-network"))
                .extracting(ResponseRecord::words)
                .singleElement()
                .asString()
                .contains("192.0.2.7", "192.0.2.0/24", "a hotel", "carol", entry.id());
    }

    @Test
    void aConfirmedIncidentFromElsewhereDoesNot() {
        atHome();
        safe(LAGOS);
        story.after(Duration.ofMinutes(30)).logsIn(SYDNEY).writesToStrangers(300, Duration.ofSeconds(5));

        assertThat(story.engine().review().confirm(story.incident().id())).isTrue();

        assertThat(story.engine().controls().records(story.incident()))
                .noneMatch(one -> one.response().equals("safe-network"));
    }

    @Test
    void itIsForItsOwnAccountAlone() {
        atHome();
        safe(LAGOS, Scope.of(new Account("bob@example.org")), Optional.empty());
        story.after(Duration.ofMinutes(30)).logsIn(LAGOS);

        assertThat(story.anomalies()).isNotEmpty();
        assertThat(usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void itIsForItsOwnDomainAlone() {
        atHome();
        safe(LAGOS, Scope.ofDomain("example.com"), Optional.empty());
        safe(SYDNEY, Scope.ofDomain("example.org"), Optional.empty());
        story.after(Duration.ofMinutes(30)).logsIn(SYDNEY).expectNothing();
        story.after(Duration.ofMinutes(30)).logsIn(LAGOS);

        assertThat(story.anomalies()).isNotEmpty();
    }

    @Test
    void itEndsByItselfAndTheCountryIsStrangeAgain() {
        atHome();
        safe(LAGOS, Scope.of(ALICE), Optional.of(story.now().plus(Duration.ofDays(2))));
        story.after(Duration.ofHours(47)).logsIn(LAGOS).expectNothing();
        story.after(Duration.ofHours(2)).logsIn(LAGOS.onNetwork(30));

        assertThat(story.anomalies()).extracting(one -> one.type()).contains("new-country");
    }

    @Test
    void itCanBeTakenBack() {
        atHome();
        SafeNetwork entry = safe(LAGOS);
        assertThat(story.engine().rules().unvouch(entry.id(), "carol")).isTrue();
        assertThat(story.engine().rules().unvouch(entry.id(), "carol")).isFalse();
        story.after(Duration.ofMinutes(30)).logsIn(LAGOS);

        assertThat(story.anomalies()).isNotEmpty();
    }

    // The country is excused on that network alone: another network there is as strange as before.
    @Test
    void whatIsLearnedThereIsTheNetworkAndNotTheCountry() {
        atHome();
        safe(LAGOS);
        for (int day = 0; day < 5; day++) {
            story.after(Duration.ofDays(1)).logsIn(LAGOS);
        }
        story.expectNothing();

        story.after(Duration.ofHours(3)).logsIn(LAGOS.onNetwork(30));

        assertThat(story.anomalies()).extracting(one -> one.type()).contains("new-country", "unusual-network");
    }

    @Test
    void whatWasSetAsideForItIsLearnedAndStandsNoMore() {
        atHome().after(Duration.ofMinutes(30)).logsIn(LAGOS);
        assertThat(standing()).isPositive();
        int logins = learned();
        safe(LAGOS);

        story.after(Duration.ofMinutes(30)).logsIn(LAGOS);

        assertThat(learned()).isEqualTo(logins + 2);
        assertThat(standing()).isZero();
    }

    @Test
    void whatWasSetAsideElsewhereStaysAside() {
        atHome().after(Duration.ofMinutes(30)).logsIn(SYDNEY);
        int logins = learned();
        int standing = standing();
        safe(LAGOS);

        story.after(Duration.ofMinutes(30)).logsIn(LAGOS);

        assertThat(learned()).isEqualTo(logins + 1);
        assertThat(standing()).isEqualTo(standing);
    }

    @Test
    void anUnneededOneCountsNothing() {
        safe(OSLO);
        atHome();

        assertThat(usage()).isEqualTo(Usage.NONE);
    }

    private int learned() {
        return story.engine()
                .profiles()
                .tell(ALICE, profile -> profile.learnedLogins())
                .orElseThrow();
    }

    private int standing() {
        return story.engine()
                .profiles()
                .tell(ALICE, profile -> profile.standing(story.now()).size())
                .orElseThrow();
    }
}
