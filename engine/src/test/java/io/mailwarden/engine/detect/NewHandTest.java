package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Handwriting;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the hand of a message says of who sits there, each theft beside an owner who looks like it. */
class NewHandTest {

    private static final String TYPE = "new-hand";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Handwriting LAPTOP = Handwriting.MUTT;
    private static final Handwriting SCRIPT = Handwriting.SCRIPT;

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private void usually() {
        story.uses(Client.UNKNOWN).writesBy(LAPTOP).usually(OSLO, OSLO_OFFICE);
    }

    @Test
    void firesForAHandOfWhichNothingIsTheAccounts() {
        usually();

        story.after(DAY).logsIn(OSLO).writesBy(SCRIPT).writesToContacts(1, MINUTE);

        story.expectOnly(TYPE);
        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.2);
        assertThat(story.anomaly(TYPE).explanation().text())
                .contains("Bulk Sender 2.1", "example.net", "1 program", "1 domain", "1 form");
    }

    @Test
    void weighsLessWhereTheProgramNamesTheDomainOfTheAccount() {
        usually();

        story.after(DAY).logsIn(OSLO).writesBy(Handwriting.NAMELESS).writesToContacts(1, MINUTE);

        assertThat(story.anomaly(TYPE).score().value()).isEqualTo(0.15);
    }

    @Test
    void staysSilentForAnUpdateAndForAnotherNetworksNameForTheLaptop() {
        usually();

        story.after(DAY).logsIn(OSLO).writesBy(LAPTOP.version("9.0")).writesToContacts(3, MINUTE);
        story.writesBy(LAPTOP.at("laptop.hotel.example")).writesToContacts(3, MINUTE);
        story.writesBy(LAPTOP.version("10.0").form("Yj%04dAbCdEfGhIj")).writesToContacts(3, MINUTE);

        story.expectNothing();
    }

    @Test
    void staysSilentWhileHandsAreLearned() {
        story.logsIn(OSLO).writesBy(LAPTOP).writesToContacts(30, MINUTE);

        story.writesBy(SCRIPT).writesToContacts(30, MINUTE).expectNothing();
    }

    @Test
    void staysSilentForWhatIsAnothersHead() {
        usually();

        story.after(DAY).logsIn(OSLO).writesBy(SCRIPT.another()).writesToContacts(3, MINUTE);

        story.expectNothing();
    }

    @Test
    void staysSilentForTheHandOfTheHouse() {
        Handwriting webmail = Handwriting.NAMELESS;
        for (int colleague = 0; colleague < 6; colleague++) {
            story.account("colleague" + colleague + "@example.org").writesBy(webmail);
            for (int day = 0; day < 12; day++) {
                story.after(Duration.ofHours(20)).logsIn(OSLO).writesToContacts(2, MINUTE);
            }
        }
        story.account("alice@example.org");
        usually();

        story.after(DAY).logsIn(OSLO).writesBy(webmail).writesToContacts(3, MINUTE);

        story.expectNothing();
    }

    @Test
    void secondLaptopIsTheAccountsOwnFromItsSecondDayOn() {
        usually();
        for (int day = 0; day < 2; day++) {
            story.after(DAY).logsIn(OSLO).writesBy(SCRIPT).writesToContacts(2, MINUTE);
        }
        int before = story.anomalies().size();

        story.after(DAY).logsIn(OSLO).writesToContacts(5, MINUTE);

        assertThat(story.anomalies()).hasSize(before);
    }

    /** A burst on one afternoon makes no habit of the thief's hand. */
    @Test
    void aBurstTeachesNothing() {
        usually();
        story.after(DAY).logsIn(OSLO).writesBy(SCRIPT).writesToContacts(12, MINUTE);
        int before = story.anomalies().size();

        story.writesToContacts(1, MINUTE);

        assertThat(story.anomalies()).hasSizeGreaterThan(before);
    }

    @Test
    void newLaptopAtHomeAndANewsletterHoldNobody() {
        usually();
        List<String> readers = readers(60);
        for (int week = 0; week < 6; week++) {
            story.after(Duration.ofDays(7)).logsIn(OSLO).writesBy(LAPTOP);
            readers.stream().limit(40 + 4L * week).forEach(reader -> story.after(Duration.ofSeconds(2))
                    .sends(List.of(reader)));
        }

        story.after(Duration.ofDays(7)).logsIn(OSLO).writesBy(SCRIPT);
        readers.forEach(reader -> story.after(Duration.ofSeconds(2)).sends(List.of(reader)));

        story.expectNothingStopped();
    }

    @Test
    void newLaptopOnAJourneyAndANewsletterHoldNobody() {
        usually();
        List<String> readers = readers(60);
        for (int week = 0; week < 6; week++) {
            story.after(Duration.ofDays(7)).logsIn(OSLO).writesBy(LAPTOP);
            readers.forEach(reader -> story.after(Duration.ofSeconds(2)).sends(List.of(reader)));
        }

        story.after(Duration.ofDays(7)).logsIn(LAGOS).writesBy(SCRIPT);
        readers.forEach(reader -> story.after(Duration.ofSeconds(2)).sends(List.of(reader)));

        story.expectNothingStopped();
    }

    private static List<String> readers(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> "reader" + i + "@readers.example")
                .toList();
    }

    /** In the owner's own network and hours nothing else tells a thief from his launch day. */
    @Test
    void thiefAtHomeIsStoppedSoonerThanOneWithTheOwnersHand() {
        long byOwnHand = leftAtHome(LAPTOP);
        long byNewHand = leftAtHome(SCRIPT);

        assertThat(byNewHand).isLessThan(byOwnHand);
    }

    private static long leftAtHome(Handwriting hand) {
        try (Scenario home = Scenario.standard()) {
            home.uses(Client.UNKNOWN).writesBy(LAPTOP).usually(OSLO, OSLO_OFFICE);
            home.after(DAY).logsIn(OSLO).writesBy(hand).writesToStrangers(300, Duration.ofSeconds(10));
            return 300 - home.held();
        }
    }

    @Test
    void thiefAbroadIsStoppedSoonerThanOneWithTheOwnersHand() {
        assertThat(leftAbroad(SCRIPT)).isLessThan(leftAbroad(LAPTOP)).isLessThanOrEqualTo(8);
    }

    private static long leftAbroad(Handwriting hand) {
        try (Scenario abroad = Scenario.standard()) {
            abroad.uses(Client.UNKNOWN).writesBy(LAPTOP).usually(OSLO, OSLO_OFFICE);
            abroad.after(DAY).logsIn(LAGOS).writesBy(hand).writesToStrangers(60, MINUTE);
            return 60 - abroad.held();
        }
    }

    /** The owner's hand speaks for him where the place is strange, and the explanation says so. */
    @Test
    void travellerWhoWritesByHisOwnHandIsHeldLater() {
        usually();
        story.after(DAY).logsIn(LAGOS).writesToStrangers(60, MINUTE);

        assertThat(story.anomaly("takeover").explanation().text()).contains("of the account's own hand");
    }

    /** What everybody here writes with speaks for nobody. */
    @Test
    void theHandOfTheHouseSpeaksForNobody() {
        for (int colleague = 0; colleague < 6; colleague++) {
            story.account("colleague" + colleague + "@example.org").writesBy(LAPTOP);
            for (int day = 0; day < 12; day++) {
                story.after(Duration.ofHours(20)).logsIn(OSLO).writesToContacts(2, MINUTE);
            }
        }
        story.account("alice@example.org");
        usually();

        story.after(DAY).logsIn(LAGOS).writesToStrangers(60, MINUTE);

        assertThat(story.anomaly("takeover").explanation().text()).doesNotContain("own hand");
    }

    @Test
    void scriptThatThievesUseIsNamedByTheMessage() {
        usually();

        story.after(DAY)
                .logsIn(OSLO)
                .writesBy(SCRIPT.program(new Client("PHPMailer", "6.6.3", "")))
                .writesToContacts(1, MINUTE);

        assertThat(story.anomaly("abused-client").score().value()).isEqualTo(0.35);
        assertThat(story.anomaly("abused-client").explanation().text()).contains("PHPMailer 6.6.3");
    }

    @Test
    void webSiteThatAlwaysWritesSoIsItself() {
        story.uses(Client.UNKNOWN)
                .writesBy(SCRIPT.program(new Client("PHPMailer", "6.6.3", "")))
                .usually(OSLO, OSLO_OFFICE);

        story.after(DAY).logsIn(OSLO).writesToContacts(1, MINUTE);
        story.sends(TestMessage.to("customer@far.example"));

        story.expectNothing();
    }
}
