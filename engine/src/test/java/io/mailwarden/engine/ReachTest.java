package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.detect.login.LoginDetection;
import io.mailwarden.engine.detect.login.LoginDetectors;
import io.mailwarden.engine.detect.sending.SendingDetection;
import io.mailwarden.engine.detect.sending.SendingDetectors;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.fixtures.Handwriting;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.review.Overview;
import io.mailwarden.engine.verdict.Takeover;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The shipped settings reach every detector, both severities, all three verdicts and incidents of both severities. Who
 * adds a detector adds a story in which it finds something.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReachTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long TEXT_MARK = 0x5AF0C3996E21B7D4L;

    private final Set<String> types = new TreeSet<>();
    private final Set<String> critical = new TreeSet<>();
    private final Set<Severity> severities = EnumSet.noneOf(Severity.class);
    private final Set<String> verdicts = new TreeSet<>();
    private final Set<String> incidents = new TreeSet<>();

    @BeforeAll
    void tellAllStories() {
        List<Consumer<Scenario>> stories = List.of(
                ReachTest::aThiefTakesTurnsWithTheOwnerAndSpams,
                ReachTest::aScriptLogsInAtNightFromADataCentre,
                ReachTest::aBotAndAnOldProgramLogInNearby,
                ReachTest::aScriptWrites,
                ReachTest::theOwnerLogsInAtNight,
                ReachTest::aCountryIsUsedAgainAfterMonths,
                ReachTest::anAccountIsUsedAgainAfterMonths,
                ReachTest::aPasswordIsGuessed,
                ReachTest::anAccountIsUsedFromManyNetworks,
                ReachTest::manyAccountsAreUsedFromOneAddress,
                ReachTest::aListedAddressLogsIn,
                ReachTest::oneMessageGoesToThousandsWhoDoNotExist,
                ReachTest::theOwnersOwnComputerSpams,
                ReachTest::severalAccountsTellTheSameToMany,
                ReachTest::aMessageIsUnlikeAllOthers,
                ReachTest::aThreadIsTurned,
                ReachTest::aScannerFindsMalware);
        stories.forEach(this::tell);
    }

    private void tell(Consumer<Scenario> story) {
        try (Scenario scenario = Scenario.standard()) {
            story.accept(scenario);
            for (Anomaly anomaly : scenario.anomalies()) {
                types.add(anomaly.type());
                severities.add(anomaly.severity());
                if (anomaly.critical()) {
                    critical.add(anomaly.type());
                }
            }
            Overview overview = scenario.engine().review().overview();
            verdicts.addAll(counted(overview.activity().verdicts()));
            incidents.addAll(counted(overview.pending().openIncidents()));
        }
    }

    private static Set<String> counted(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void everyDetectorFindsSomething() {
        Set<String> all = new TreeSet<>(Set.of(Takeover.TYPE));
        for (Detector detector : Detectors.of(
                        LoginDetectors.standard(LoginDetection.defaults()),
                        SendingDetectors.standard(SendingDetection.defaults()))
                .all()) {
            all.add(detector.type());
        }
        assertThat(types).containsExactlyElementsOf(all);
    }

    @Test
    void detectorsThatCanBeCriticalAloneAre() {
        assertThat(critical)
                .containsExactly(
                        "guessed-password",
                        "malicious-address",
                        "phishing-sent",
                        "scored-login",
                        "stranger-flood",
                        Takeover.TYPE);
    }

    @Test
    void bothSeveritiesAreFound() {
        assertThat(severities).containsExactly(Severity.values());
    }

    @Test
    void allVerdictsAreGiven() {
        assertThat(verdicts).containsExactly("allow", "hold", "reject");
    }

    @Test
    void incidentsOfBothSeveritiesOpen() {
        assertThat(incidents).containsExactly(Severity.CRITICAL.label(), Severity.SUSPECTED.label());
    }

    private static void theOwnersOwnComputerSpams(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO).writesToStrangers(250, SECOND);
    }

    private static void aThiefTakesTurnsWithTheOwnerAndSpams(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        story.after(TEN_MINUTES).logsIn(LAGOS).after(TEN_MINUTES).logsIn(OSLO);
        story.after(TEN_MINUTES).logsIn(LAGOS).writesToStrangers(150, SECOND);
    }

    private static void aScriptLogsInAtNightFromADataCentre(Scenario story) {
        ownerWorksForMonths(story);
        colleaguesLogIn(200, story, OSLO);
        story.account("alice@example.org").after(Duration.ofHours(16));
        story.uses(new Client("Sendinblue", "1.0", "")).logsIn(LAGOS.behind("hosting"));
    }

    private static void ownerWorksForMonths(Scenario story) {
        story.account("alice@example.org");
        for (int day = 0; day < 60; day++) {
            story.logsIn(OSLO).after(Duration.ofHours(1)).logsIn(OSLO_OFFICE).after(Duration.ofHours(1));
            story.logsIn(OSLO_OFFICE).after(Duration.ofHours(22));
        }
    }

    private static void aBotAndAnOldProgramLogInNearby(Scenario story) {
        ownerWorksForMonths(story);
        story.uses(new Client("YLMF-PC", "", "")).logsIn(OSLO.onNetwork(3)).after(DAY);
        story.uses(new Client("Microsoft Outlook Express", "6.00.2600.0000", ""))
                .logsIn(OSLO.onNetwork(4));
    }

    private static void aScriptWrites(Scenario story) {
        story.writesBy(Handwriting.MUTT).usually(OSLO, OSLO_OFFICE);
        story.logsIn(OSLO).writesBy(Handwriting.SCRIPT).writesToContacts(1, Duration.ofMinutes(1));
    }

    private static void theOwnerLogsInAtNight(Scenario story) {
        ownerWorksForMonths(story);
        story.after(Duration.ofHours(16)).logsIn(OSLO);
    }

    private static void aCountryIsUsedAgainAfterMonths(Scenario story) {
        story.logsIn(STOCKHOLM.onNetwork(1)).after(DAY);
        ownerWorksForMonths(story);
        story.logsIn(STOCKHOLM);
    }

    private static void anAccountIsUsedAgainAfterMonths(Scenario story) {
        ownerWorksForMonths(story);
        story.after(Duration.ofDays(120)).logsIn(LAGOS);
    }

    private static void aPasswordIsGuessed(Scenario story) {
        Spot cafe = OSLO.onNetwork(9);
        story.logsIn(OSLO).after(DAY).guesses(5, cafe).logsIn(cafe);
        story.logsIn(OSLO.onNetwork(10));
    }

    private static void anAccountIsUsedFromManyNetworks(Scenario story) {
        story.logsIn(OSLO);
        for (int network = 1; network <= 10; network++) {
            story.after(Duration.ofMinutes(1)).logsIn(LAGOS.onNetwork(network).untold());
        }
    }

    private static void manyAccountsAreUsedFromOneAddress(Scenario story) {
        for (int day = 0; day < 12; day++) {
            colleaguesLogIn(5, story, OSLO);
            story.after(DAY);
        }
        colleaguesLogIn(5, story, LAGOS);
    }

    private static void colleaguesLogIn(int colleagues, Scenario story, Spot spot) {
        for (int number = 0; number < colleagues; number++) {
            story.account("colleague" + number + "@example.org").logsIn(spot);
        }
    }

    private static void aListedAddressLogsIn(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE).logsIn(LAGOS.behind("malicious"));
    }

    private static void oneMessageGoesToThousandsWhoDoNotExist(Scenario story) {
        List<String> people = people(2000);
        story.logsIn(OSLO);
        for (int message = 0; message < 3; message++) {
            String id = "<first" + message + "@example.org>";
            story.sends(TestMessage.to(people(6)).id(id));
            for (String person : people(4)) {
                story.after(SECOND).finds("5.1.1", person, id);
            }
        }
        story.sends(people);
    }

    private static List<String> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(person -> "person" + person + "@far.example")
                .toList();
    }

    private static void severalAccountsTellTheSameToMany(Scenario story) {
        for (String name : List.of("bob", "carol", "dave")) {
            story.account(name + "@example.org").logsIn(OSLO);
            for (int i = 0; i < 30; i++) {
                story.after(Duration.ofSeconds(20))
                        .sends(TestMessage.to(name + i + "@far.example", name + i + "@partner.example")
                                .saying(TEXT_MARK));
            }
        }
    }

    private static void aMessageIsUnlikeAllOthers(Scenario story) {
        aColleagueSendsLinksToKnownSites(story);
        story.account("alice@example.org").usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(18));
        story.sends(TestMessage.to(people(40))
                .from("ceo@bank.example")
                .answersTo("alice@examp1e.example")
                .linkingTo("https://login.evil.example/?u=site7.example")
                .attaching("Invoice.html")
                .bytes(900_000)
                .scanned(Scan.SUSPICIOUS));
    }

    private static void aThreadIsTurned(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        story.sends(TestMessage.to("contact1@partner.example")
                .from("alice@example.org")
                .answering("<invoice@partner.example>")
                .answersTo("alice@examp1e.org"));
    }

    private static void aScannerFindsMalware(Scenario story) {
        story.logsIn(OSLO).sends(TestMessage.to("contact1@partner.example").scanned(Scan.MALICIOUS));
    }

    // Enough for detectors that learn from all accounts: 1000 messages once the account is known, 200 domains.
    private static void aColleagueSendsLinksToKnownSites(Scenario story) {
        story.account("writer@example.org").logsIn(OSLO);
        for (int i = 0; i < 1900; i++) {
            story.after(TEN_MINUTES)
                    .sends(TestMessage.to("reader@partner.example").linkingTo("https://site" + i % 210 + ".example/"));
        }
        story.expectNothing();
    }
}
