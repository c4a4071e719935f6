package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Fingerprint;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fraud to people whom the owner knows, after a suspected login, and what the owner himself sends on his way. */
class SuspectLinkTest {

    private static final Duration MINUTES = Duration.ofMinutes(4);
    private static final Duration HOURS = Duration.ofHours(2);
    private static final String FRAUD = "https://pay.invoice-portal.example/x";

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    /** An account of a house that links to 300 sites. */
    private Scenario linksOften() {
        story.account("colleague@example.org").logsIn(OSLO_OFFICE);
        for (int i = 0; i < 300; i++) {
            story.after(Duration.ofMinutes(31)).sends(known(i).linkingTo("https://site" + i + ".example/page"));
        }
        return story.account("alice@example.org").usually(OSLO, OSLO_OFFICE);
    }

    private static TestMessage known(int contact) {
        return TestMessage.to("contact" + contact % 24 + "@partner.example");
    }

    private Scenario arrives(Spot spot) {
        return story.logsIn(OSLO).after(Duration.ofMinutes(30)).logsIn(spot);
    }

    /** Attack 14c: twelve messages with one new link, no two in the same words. */
    @Test
    void ofTwelveNewLinksToKnownPeopleAfterASuspectedLoginElevenAreHeld() {
        linksOften();
        arrives(LAGOS);

        for (int i = 0; i < 12; i++) {
            story.after(MINUTES).sends(known(i).linkingTo(FRAUD).saying(0x9E3779B97F4A7C15L * (i + 1)));
        }

        assertThat(story.held()).isEqualTo(11);
        story.expectIncident(Severity.SUSPECTED);
    }

    @Test
    void whatLinksNowhereNewIsNotHeld() {
        linksOften();
        arrives(LAGOS);
        story.after(MINUTES).sends(known(1).linkingTo(FRAUD));
        story.after(MINUTES).sends(known(1).linkingTo(FRAUD));
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);

        story.after(MINUTES).sends(known(2).linkingTo("https://site7.example/other"));
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Allow.class);
        story.after(MINUTES).sends(known(3));
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Allow.class);
    }

    @Test
    void aNewLinkFromHomeOrFromTheNextTownIsNotHeld() {
        linksOften().logsIn(OSLO).sends(known(1).linkingTo(FRAUD));
        arrives(BERGEN);
        story.after(MINUTES).sends(known(2).linkingTo("https://another.example/"));

        story.expectNothingStopped();
    }

    @Test
    void theOwnerAtHomeSendsNewLinksWhateverTheStrangerDid() {
        linksOften();
        arrives(LAGOS);

        story.after(MINUTES).logsIn(OSLO).after(MINUTES).sends(known(1).linkingTo(FRAUD));

        story.expectNothingStopped();
    }

    @Test
    void aTravellerWritesHomeWithLinksThatAreKnownAndANewOne() {
        linksOften();
        arrives(LAGOS);
        story.after(MINUTES).sends(known(1).linkingTo("https://hotel.example/"));

        for (int i = 0; i < 20; i++) {
            story.after(MINUTES).sends(known(i).linkingTo("https://site" + i + ".example/page"));
        }

        story.expectNothingStopped();
    }

    /** Two people with one account, who find something new each. */
    @Test
    void anotherNewLinkHoursLaterIsNotHeldAndTheSameAgainIs() {
        linksOften();
        arrives(LAGOS);
        story.after(MINUTES).sends(known(1).linkingTo("https://hotel.example/"));
        story.after(HOURS).sends(known(2).linkingTo("https://museum.example/"));
        story.expectNothingStopped();

        story.after(HOURS).sends(known(3).linkingTo("https://museum.example/tickets"));
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
    }

    /** A thief with a name for each message. */
    @Test
    void newLinksThatAllLeadElsewhereAreHeldFromTheSecondOn() {
        linksOften();
        arrives(LAGOS);

        for (int i = 0; i < 12; i++) {
            story.after(MINUTES).sends(known(i).linkingTo("https://pay" + i + ".example/x"));
        }

        assertThat(story.held()).isEqualTo(11);
    }

    /** From the other office of the house, where three colleagues work whom he never visited. */
    @Test
    void whoIsAtAnotherOfficeOfTheHouseSendsOneNewLinkToAll() {
        for (int day = 0; day < 30; day++) {
            for (String colleague : List.of("carol", "dave", "erin")) {
                story.account(colleague + "@example.org")
                        .logsIn(LAGOS)
                        .after(HOURS)
                        .logsIn(LAGOS)
                        .after(HOURS);
            }
        }
        linksOften();
        arrives(LAGOS);
        assertThat(story.anomaly("new-country").critical()).isFalse();

        for (int i = 0; i < 12; i++) {
            story.after(MINUTES).sends(known(i).linkingTo("https://new-intranet.example/"));
        }

        story.expectNothingStopped();
    }

    /** One word in fifty is another in each. */
    @Test
    void oneTextInOtherWordsIsTheSameText() {
        story.usually(OSLO, OSLO_OFFICE);
        arrives(LAGOS);

        for (int i = 0; i < 24; i++) {
            long mark = Fingerprint.of(variant(i)).orElseThrow();
            story.after(MINUTES).sends(known(i).saying(mark));
        }

        story.expectIncident(Severity.CRITICAL);
        assertThat(story.anomaly("same-text").explanation().text()).contains("recipients of nearly the same text");
        assertThat(story.held()).isGreaterThanOrEqualTo(12);
    }

    private static String variant(int number) {
        List<String> words = new ArrayList<>(
                IntStream.range(0, 150).mapToObj(i -> "word" + letters(i * i)).toList());
        for (int i = 0; i < words.size(); i += 50) {
            words.set((i + 7 * number) % words.size(), "other" + letters(number * 150 + i));
        }
        return String.join(" ", words);
    }

    private static String letters(int number) {
        return Integer.toString(number, 26)
                .chars()
                .collect(
                        StringBuilder::new,
                        (text, c) -> text.append((char) (c < 'a' ? 'k' + c : c)),
                        StringBuilder::append)
                .toString();
    }

    @Test
    void textsOfTheOwnersOwnAreNotTheSame() {
        story.usually(OSLO, OSLO_OFFICE);
        arrives(LAGOS);

        for (int i = 0; i < 24; i++) {
            story.after(MINUTES).sends(known(i).saying(0x9E3779B97F4A7C15L * (i + 1)));
        }

        story.expectNothingStopped().expectNoneOf("same-text");
    }
}
