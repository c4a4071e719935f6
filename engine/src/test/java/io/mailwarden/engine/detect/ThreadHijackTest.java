package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.incident.IncidentQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that turn a thread, each beside an honest one that looks like it. At home, with the owner's program. */
class ThreadHijackTest {

    private static final String HIJACK = "thread-hijack";
    private static final String REPLY_TO = "foreign-reply-to";
    private static final String INVOICE = "<invoice@partner.example>";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private TestMessage answer(String... to) {
        return TestMessage.to(to).from("alice@example.org").answering(INVOICE);
    }

    private Scenario atHome() {
        return story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
    }

    private void expectNoIncident() {
        assertThat(story.engine().review().incidents(IncidentQuery.latest(10)).items())
                .isEmpty();
    }

    private double score() {
        return story.anomaly(HIJACK).score().value();
    }

    private String explanation() {
        return story.anomaly(HIJACK).explanation().text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@parther.example", "anna@partner-.example", "anna@partnner.example", "anna@parnter.example",
                "anna@mail.pertner.com", "alice@examp1e.org", "alice@exarnple.example", "alice@ex-ample.org"
            })
    void answersAreToGoToWhereItLooksLikeTheThread(String address) {
        atHome().sends(answer("contact1@partner.example").answersTo(address));

        assertThat(score()).isEqualTo(0.6);
        assertThat(explanation()).contains("which looks like ");
        story.expectIncident(Severity.SUSPECTED);
    }

    /** Another company's name, one that is too short, the same company elsewhere, a host of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@patterns.example",
                "anna@partners-house.example",
                "anna@partner.test",
                "a@mail.partner.example"
            })
    void namesThatAreNotAlikeAreNoImitation(String address) {
        atHome().sends(answer("contact1@partner.example").answersTo(address));

        story.expectNoneOf(HIJACK);
    }

    @Test
    void answersAreToGoElsewhereAndAStrangerIsLetIn() {
        atHome().sends(answer("contact1@partner.example", "payments@bank.example")
                .answersTo("alice@billing-desk.example"));

        assertThat(score()).isEqualTo(0.45);
        assertThat(explanation()).contains("1 stranger is let into the thread");
        story.expectIncident(Severity.SUSPECTED);
    }

    /** It needs not be one that was received. */
    @Test
    void strangerWhoIsLetIntoAThreadOfItsOwnIsOne() {
        atHome().sends(TestMessage.to("contact1@partner.example").id("<mine@example.org>"))
                .after(Duration.ofHours(2));

        story.sends(TestMessage.to("contact1@partner.example", "payments@bank.example")
                .from("alice@example.org")
                .answersTo("alice@billing-desk.example")
                .answering("<mine@example.org>"));

        assertThat(score()).isEqualTo(0.45);
    }

    /** Who brings an accomplice of the same domain makes it no less foreign. */
    @Test
    void strangerOfTheDomainThatIsAnsweredToSpeaksNotForIt() {
        atHome().sends(answer("contact1@partner.example", "boss@freemail.example")
                .answersTo("alice77@freemail.example"));

        assertThat(score()).isEqualTo(0.45);
    }

    @Test
    void imitationThatIsLetInIsWeakSinceOwnersMistype() {
        atHome().sends(answer("contact1@partner.example", "contact1@partmer.example"));

        assertThat(score()).isEqualTo(0.3);
        story.expectNothingStopped();
        expectNoIncident();
    }

    /** Looks at names and recipients; what a scanner says of its text is another sign. */
    @Test
    void suspiciousWordsInATurnedThreadWeighMore() {
        atHome().sends(answer("contact1@partner.example", "payments@bank.example")
                .answersTo("alice@billing-desk.example")
                .scanned(Scan.SUSPICIOUS));

        assertThat(story.anomaly("phishing-sent").score().value()).isEqualTo(0.4);
        story.expectIncident(Severity.SUSPECTED);
    }

    private Scenario whoGaveABankAccount() {
        return atHome().sends(TestMessage.to("contact2@partner.example").payableTo(1))
                .after(Duration.ofHours(2));
    }

    @Test
    void anotherBankAccountThanEverInAnAnswer() {
        whoGaveABankAccount().sends(answer("contact1@partner.example").payableTo(2));

        assertThat(score()).isEqualTo(0.3);
        assertThat(explanation()).isEqualTo("an answer names a bank account that it never gave (until now 1 other)");
        expectNoIncident();
    }

    @Test
    void anotherBankAccountAndAStrangerAreSuspected() {
        whoGaveABankAccount()
                .sends(answer("contact1@partner.example", "payments@bank.example")
                        .payableTo(2));

        assertThat(score()).isEqualTo(0.45);
        story.expectIncident(Severity.SUSPECTED);
    }

    @Test
    void answersAndMoneyElsewhereCountBoth() {
        atHome().sends(answer("contact1@partner.example")
                .answersTo("alice@exarnple.org")
                .payableTo(2));

        assertThat(score()).isCloseTo(0.72, within(1e-9));
        assertThat(explanation()).contains("looks like", "(until now 0 others)");
    }

    @Test
    void sameBankAccountAsEverIsNone() {
        whoGaveABankAccount()
                .sends(answer("contact1@partner.example", "lawyer@chambers.example")
                        .payableTo(1));

        story.expectNoneOf(HIJACK);
    }

    /** Whoever is asked for it for the first time has nothing to be compared with. */
    @Test
    void firstBankAccountOfAnAccountIsNone() {
        atHome().sends(answer("contact1@partner.example").payableTo(1));

        story.expectNoneOf(HIJACK);
    }

    /** From then on it is the supplier's. */
    @Test
    void supplierWhoChangedHisBankTellsItInANewLetter() {
        whoGaveABankAccount()
                .sends(TestMessage.to("contact1@partner.example").payableTo(2))
                .after(Duration.ofHours(1))
                .sends(answer("contact1@partner.example").payableTo(2));

        story.expectNoneOf(HIJACK);
    }

    /** An accountant names everybody's. */
    @Test
    void whoNamesManyBankAccountsMayNameAnother() {
        atHome();
        for (int i = 0; i < 4; i++) {
            story.after(Duration.ofHours(1))
                    .sends(TestMessage.to("contact1@partner.example").payableTo(i + 1));
        }
        story.sends(answer("contact1@partner.example").payableTo(9));

        story.expectNoneOf(HIJACK);
    }

    @Test
    void colleagueWhoIsLetInIsNone() {
        atHome().sends(answer("contact1@partner.example", "dave@example.org"));

        story.expectNoneOf(HIJACK);
        story.expectNoneOf(REPLY_TO);
    }

    @Test
    void somebodyElseWhoIsLetInIsNone() {
        atHome().sends(answer("contact1@partner.example", "lawyer@chambers.example"));

        story.expectNoneOf(HIJACK);
    }

    @Test
    void listThatIsLetInAndAnsweredToIsNone() {
        atHome().sends(answer("contact1@partner.example", "talk@lists.project.example")
                .answersTo("talk@lists.project.example"));

        story.expectNoneOf(HIJACK);
        story.expectNoneOf(REPLY_TO);
    }

    /** It becomes a thread of its own, and anybody who doubts it asks in the old one. */
    @Test
    void supplierWithAnotherBankWritesANewLetter() {
        atHome().sends(TestMessage.to("contact1@partner.example", "payments@bank.example")
                .from("alice@example.org"));

        story.expectNoneOf(HIJACK);
    }

    @Test
    void ownSecondAddressAloneIsWeak() {
        atHome().sends(answer("contact1@partner.example").answersTo("alice@home.example"));

        story.expectNoneOf(HIJACK);
        assertThat(story.anomaly(REPLY_TO).score().value()).isEqualTo(0.35);
        expectNoIncident();
    }

    @Test
    void secondAddressThatWasUsedBeforeIsNone() {
        atHome().sends(answer("contact1@partner.example").answersTo("alice@home.example"));
        story.sends(
                answer("contact1@partner.example", "lawyer@chambers.example").answersTo("alice@home.example"));

        story.expectNoneOf(HIJACK);
    }

    @Test
    void newAccountMayDoAllOfIt() {
        story.logsIn(OSLO).sends(answer("a@partner.example", "b@bank.example").answersTo("c@examp1e.org"));

        story.expectNoneOf(HIJACK);
    }

    @Test
    void hostileAddressesAreJudgedQuickly() {
        List<String> crowd = new ArrayList<>(List.of("contact1@partner.example", "@", "x", "a@b@c", "@@..", "y@-.-"));
        for (int i = 0; i < 2_000; i++) {
            crowd.add("p@" + "partner".repeat(i % 9) + i + ".example");
        }

        atHome().sends(answer(crowd.toArray(String[]::new)).answersTo("@"));
        story.sends(answer("contact1@partner.example").answersTo("a@" + "partner".repeat(35) + ".example"));

        // Each is judged, and the first that imitates is told.
        assertThat(explanation()).contains("it looks like partner.example of the thread");
    }
}
