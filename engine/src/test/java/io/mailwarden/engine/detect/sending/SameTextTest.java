package io.mailwarden.engine.detect.sending;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nearly the same text to many, by one account and by several. */
class SameTextTest {

    private static final String SAME = "same-text";
    private static final String SHARED = "shared-text";
    private static final long MARK = 0x5AF0C3996E21B7D4L;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    /** So many messages with nearly that text, a minute apart, to one contact each, a few words changed in each. */
    private void tells(long mark, int messages) {
        for (int i = 0; i < messages; i++) {
            story.after(MINUTE).sends(contactLetter(i).saying(mark ^ 0b111L << i % 60));
        }
    }

    private static TestMessage contactLetter(int number) {
        return TestMessage.to("contact" + number % 24 + "@partner.example");
    }

    @Test
    void aLateralPhisherWhoWritesToKnownContactsIsHeldAfterAStrangeLogin() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(12)).logsIn(STOCKHOLM);

        tells(MARK, 24);

        assertThat(story.incident().counts().passedMessages()).isLessThanOrEqualTo(7);
        assertThat(story.held()).isGreaterThanOrEqualTo(16);
        assertThat(story.anomaly("takeover").explanation().text())
                .contains("recipients of nearly the same text within a day", "first login from this country, SE");
    }

    @Test
    void withoutAnyStrangeLoginThePhisherIsSuspected() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        for (int i = 0; i < 70; i++) {
            story.after(MINUTE)
                    .sends(TestMessage.to(i % 24 + "new@partner.example", i + "colleague@partner.example")
                            .saying(MARK));
        }

        assertThat(story.anomaly(SAME).severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(story.anomaly(SAME).score().value()).isBetween(0.5, 0.8);
    }

    @Test
    void aMailMergeBeforeHolidaysIsNone() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);

        tells(MARK, 48);

        story.expectNothing();
    }

    @Test
    void aThreadBetweenTheSamePeopleIsNone() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(12)).logsIn(STOCKHOLM);

        for (int i = 0; i < 30; i++) {
            story.after(MINUTE).sends(contactLetter(i % 2).saying(MARK));
        }

        assertThat(story.anomalies()).noneMatch(anomaly -> anomaly.type().equals(SAME));
    }

    @Test
    void oneMessageToManyIsNone() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);

        story.sends(TestMessage.to(people(90)).saying(MARK)).expectOnly("slow-drip");
    }

    @Test
    void accountThatAlwaysSendsADisclaimerIsMeasuredByThat() {
        story.usually(OSLO, OSLO_OFFICE);
        for (int day = 0; day < 10; day++) {
            tells(MARK, 12);
            story.after(Duration.ofHours(23));
        }
        story.logsIn(OSLO).after(Duration.ofMinutes(30)).logsIn(LAGOS);

        tells(MARK, 9);

        story.expectNothingStopped();
        assertThat(story.anomalies()).noneMatch(anomaly -> anomaly.type().equals(SAME));
    }

    @Test
    void differentTextsAreNotTheSame() {
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(12)).logsIn(STOCKHOLM);

        for (int i = 0; i < 40; i++) {
            story.after(MINUTE).sends(contactLetter(i).saying(MARK * (2 * i + 1)));
        }

        assertThat(story.anomalies()).noneMatch(anomaly -> anomaly.type().equals(SAME));
    }

    @Test
    void oneTextFromThreeAccountsIsSuspected() {
        for (String name : List.of("bob", "carol", "dave")) {
            story.account(name + "@example.org").logsIn(OSLO);
            for (int i = 0; i < 6; i++) {
                story.after(MINUTE)
                        .sends(TestMessage.to(name + i + "@far.example").saying(MARK));
            }
        }

        story.expectOnly(SHARED).expectNothingStopped();
        assertThat(story.anomaly(SHARED).explanation().text())
                .startsWith("3 accounts sent nearly the same text within an hour (limit 3)");
    }

    @Test
    void colleaguesWhoAnswerToOneThreadAreNoCompany() {
        for (int i = 0; i < 8; i++) {
            story.account("person" + i + "@example.org").logsIn(OSLO);
            story.after(MINUTE).sends(TestMessage.to("all@example.org").saying(MARK));
        }

        story.expectNothing();
    }

    @Test
    void aTemplateOfTheHouseIsNoCompany() {
        for (int day = 0; day < 3; day++) {
            for (int i = 0; i < 2 + 3 * day / 2; i++) {
                story.account("person" + i + "@example.org").logsIn(OSLO);
                for (int message = 0; message < 6; message++) {
                    story.after(MINUTE)
                            .sends(TestMessage.to(message + "@far.example").saying(MARK));
                }
            }
            story.after(Duration.ofHours(24));
        }

        story.expectNothing();
    }

    private static List<String> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(person -> "person" + person + "@far.example")
                .toList();
    }
}
