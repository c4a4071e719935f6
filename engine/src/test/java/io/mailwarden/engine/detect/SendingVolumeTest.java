package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.detect.sending.SendingCapConfig;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.TestMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hard caps, recipients in an hour, the slow drip of a day, and bursts to strangers. */
class SendingVolumeTest {

    private static final String CAP = "sending-cap";
    private static final String RECIPIENTS = "recipient-burst";
    private static final String DRIP = "slow-drip";
    private static final String STRANGERS = "strangers";

    private Scenario story = Scenario.standard();
    private int customers;

    @AfterEach
    void close() {
        story.close();
    }

    private static List<String> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(person -> "person" + person + "@far.example")
                .toList();
    }

    private void sendsAtOnce(int messages, String... recipients) {
        for (int i = 0; i < messages; i++) {
            story.sends(TestMessage.to(recipients));
        }
    }

    @Test
    void aSeriesOfPatchesPassesTheCapAndOpensNoIncident() {
        story.usually(OSLO, OSLO_OFFICE);

        sendsAtOnce(30, "list@lists.example");
        story.expectNothing();
        sendsAtOnce(10, "list@lists.example");

        story.expectOnly(CAP).expectNothingStopped();
        assertThat(story.anomaly(CAP).explanation().text())
                .isEqualTo("40 messages within a minute (cap 30; its own highest so far 1)");
        assertThat(story.anomaly(CAP).score().value()).isLessThan(0.1);
    }

    @Test
    void theScoreOfACapGrowsWithTheExcess() {
        story.logsIn(OSLO).sends(people(2000));
        assertThat(story.anomaly(CAP).score().value()).isCloseTo(0.5, within(0.01));

        story.sends(people(3000));
        assertThat(story.anomaly(CAP).score().value()).isCloseTo(0.8, within(0.01));
        assertThat(story.anomaly(CAP).explanation().text()).startsWith("5,000 recipients within a minute (cap 1,000");
    }

    @Test
    void eachCapCanBeTurnedOff() {
        story.close();
        story = Scenario.with(Settings.with(new SendingCapConfig(0, 0, 0, 0, 0, 0, 3)));

        story.logsIn(OSLO).sends(people(20_000));

        assertThat(story.anomalies()).noneMatch(anomaly -> anomaly.type().equals(CAP));
    }

    @Test
    void theOwnerOfANewsletterIsMeasuredByItsOwnHabit() {
        story.usually(OSLO, OSLO_OFFICE);
        for (int readers = 45; readers < 3000; readers = readers * 5 / 4) {
            story.after(Duration.ofDays(7)).sends(people(readers));
        }

        story.expectNothing();
    }

    @Test
    void moreRecipientsInAnHourThanEverAreSuspected() {
        story.usually(OSLO, OSLO_OFFICE);
        List<String> contacts = people(45);
        story.sends(contacts).after(Duration.ofDays(1));
        for (int i = 0; i < 22; i++) {
            story.after(Duration.ofMinutes(2)).sends(contacts);
        }
        story.expectNothing();

        story.after(Duration.ofMinutes(2)).sends(contacts);

        story.expectOnly(RECIPIENTS).expectNothingStopped();
        assertThat(story.anomaly(RECIPIENTS).explanation().text())
                .isEqualTo("1,035 recipients within an hour (limit 1,000; its own highest so far 44)");
    }

    @Test
    void aSlowSpammerUnderTheHourlyLimitsIsSuspected() {
        story.usually(OSLO, OSLO_OFFICE);
        drips(20, Duration.ofMinutes(12));
        assertThat(story.anomalies()).noneMatch(anomaly -> anomaly.type().equals(DRIP));

        // One name in a hundred passes for known.
        drips(20, Duration.ofMinutes(12));

        assertThat(story.anomaly(DRIP).explanation().text())
                .contains("messages to strangers alone within a day (limit 2");
        story.expectNothingStopped();
    }

    @Test
    void aSlowSpammerIsHeldAfterAStrangeLogin() {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(30))
                .logsIn(LAGOS);

        drips(30, Duration.ofMinutes(21));

        assertThat(story.held()).isGreaterThanOrEqualTo(9);
        assertThat(story.incident().counts().passedMessages()).isLessThanOrEqualTo(21);
    }

    /** So many messages to one stranger each, so long apart. */
    private void drips(int messages, Duration apart) {
        for (int i = 0; i < messages; i++) {
            story.after(apart).sends(TestMessage.to("customer" + customers++ + "@far.example"));
        }
    }

    @Test
    void aSupportAgentWithManyNewRecipientsEachDayHasAHabit() {
        story.usually(OSLO, OSLO_OFFICE);
        for (int week = 0; week < 4; week++) {
            for (int day = 0; day < 5; day++) {
                story.writesToStrangers(20 + 10 * week, Duration.ofMinutes(8)).after(Duration.ofHours(16));
            }
            story.after(Duration.ofDays(2));
        }
        story.logsIn(STOCKHOLM).writesToStrangers(50, Duration.ofMinutes(8));

        story.expectNothingStopped();
    }

    @Test
    void aNewEmployeeWritesToStrangersOnly() {
        story.logsIn(OSLO).writesToStrangers(40, Duration.ofSeconds(30));
        story.after(Duration.ofDays(1)).logsIn(BERGEN).writesToStrangers(40, Duration.ofSeconds(30));

        story.expectNothingStopped();
        assertThat(story.anomalies()).noneMatch(anomaly -> anomaly.type().equals(STRANGERS));
    }
}
