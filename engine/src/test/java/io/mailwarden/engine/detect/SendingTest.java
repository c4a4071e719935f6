package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.sending.SlowDripConfig;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Submission bursts and recipient fan-out: what an account sends, without any doubt about its logins. */
class SendingTest {

    private static final String BURST = "submission-burst";
    private static final String DRIP = "slow-drip";
    private static final String FAN_OUT = "recipient-fan-out";

    private Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void aBurstIsSuspectedAndSaysByHowMuch() {
        story.usually(OSLO, OSLO_OFFICE)
                .writesToContacts(61, Duration.ofSeconds(5))
                .expectOnly(BURST);

        assertThat(story.anomaly(BURST).explanation().text())
                .isEqualTo("61 messages within 10 minutes (limit 60; its own highest so far 1)");
        story.expectNothingStopped();
    }

    @Test
    void sixtyMessagesInTenMinutesAreNone() {
        story.usually(OSLO, OSLO_OFFICE)
                .writesToContacts(60, Duration.ofSeconds(5))
                .expectNothing();
    }

    @Test
    void neverSeenRecipientsCountOnceEach() {
        story.close();
        story = Scenario.with(Settings.with(new SlowDripConfig(200, 50, 20, 15, 1000, 1000, 3)));
        story.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(2));
        List<String> hundred = people(100);

        story.sends(hundred).after(Duration.ofMinutes(5)).sends(hundred).expectNothing();
        story.after(Duration.ofMinutes(5))
                .sends(people(102))
                .expectOnly(FAN_OUT)
                .expectNothingStopped();

        assertThat(story.anomaly(FAN_OUT).explanation().text())
                .isEqualTo("102 never-seen recipients within an hour (limit 100; its own highest so far 2)");
    }

    @Test
    void oneMessageToFiveHundredIsAFanOut() {
        story.usually(OSLO, OSLO_OFFICE)
                .sends(people(500))
                .expectOnly(FAN_OUT, DRIP)
                .expectNothingStopped();
    }

    @Test
    void firesWhileLearningToo() {
        story.logsIn(OSLO).sends(people(101)).expectOnly(FAN_OUT);
    }

    @Test
    void aNewsletterThatGrowsSlowlyIsTheAccountsOwnHabit() {
        int readers = 90;
        for (int week = 0; week < 12; week++) {
            story.after(Duration.ofDays(7)).sends(people(readers));
            readers = readers + 80;
        }
        story.expectNothing();
    }

    @Test
    void aMailMergeBeforeHolidaysToKnownPeopleIsNoFanOut() {
        story.usually(OSLO, OSLO_OFFICE)
                .writesToContacts(55, Duration.ofSeconds(12))
                .expectNothing();
    }

    @Test
    void aBurstCannotMakeItselfNormalOnTheSameDay() {
        story.usually(OSLO, OSLO_OFFICE);
        story.writesToContacts(60, Duration.ofSeconds(1)).after(Duration.ofMinutes(11));
        story.writesToContacts(100, Duration.ofSeconds(1)).expectOnly(BURST, "sending-cap");
    }

    @Test
    void tenThousandRecipientsOrNoneAreAssessed() {
        story.logsIn(OSLO).sends(List.of()).expectNothing();
        story.sends(people(10_000))
                .expectOnly(FAN_OUT, "sending-cap", "recipient-burst")
                .expectNothingStopped();
    }

    private static List<String> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(person -> "person" + person + "@far.example")
                .toList();
    }
}
