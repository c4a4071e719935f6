package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the thread of a message says, each thief beside an owner who looks like him. */
class ConversationTest {

    private static final String FAN_OUT = "recipient-fan-out";
    private static final String OWN = "<root@example.org>";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    /** The evening before the journey the account writes to somebody whom it knows. */
    private static Scenario usually(Scenario told) {
        told.usually(OSLO, OSLO_OFFICE).after(Duration.ofHours(8)).logsIn(OSLO);
        return told.sends(TestMessage.to("contact1@partner.example").id(OWN)).after(Duration.ofHours(14));
    }

    private static List<String> withNew(int from, int count) {
        List<String> all = new ArrayList<>(List.of("contact1@partner.example"));
        IntStream.range(from, from + count).forEach(i -> all.add("new" + i + "@project.example"));
        return all;
    }

    private static void answers(Scenario told, String id, int messages, int each) {
        for (int i = 0; i < messages; i++) {
            told.after(MINUTE).sends(TestMessage.to(withNew(each * i, each)).answering("<other@project.example>", id));
        }
    }

    private static long foundAbroad(String id, int messages, int each) {
        try (Scenario told = Scenario.standard()) {
            answers(usually(told).logsIn(LAGOS), id, messages, each);
            return told.anomalies().stream()
                    .filter(anomaly -> anomaly.type().equals(FAN_OUT))
                    .count();
        }
    }

    @Test
    void peopleWhomItsOwnThreadBringsAreHalfAsNew() {
        assertThat(foundAbroad(OWN, 25, 4)).isLessThan(foundAbroad("<made@up.example>", 25, 4));
    }

    @Test
    void threadOfAStrangerWhoOnlyWroteToItBringsNobody() {
        assertThat(foundAbroad("<spam@stranger.example>", 25, 4)).isEqualTo(foundAbroad("<made@up.example>", 25, 4));
    }

    /** What is sent under suspicion begins no thread that brings people. */
    @Test
    void threadThatBeganAfterTheRiskyLoginBringsNobody() {
        usually(story).logsIn(LAGOS);
        story.after(MINUTE).sends(TestMessage.to("contact1@partner.example").id("<late@example.org>"));

        answers(story, "<late@example.org>", 25, 4);

        long found = story.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals(FAN_OUT))
                .count();
        assertThat(found).isEqualTo(foundAbroad("<made@up.example>", 25, 4));
    }

    /** An old id out of Sent in each message of a run gains him ten people a day, half of each. */
    @Test
    void thiefWhoPutsAnOldMessageIntoARunGainsLittle() {
        long without = leftAbroad("<made@up.example>");

        assertThat(leftAbroad(OWN)).isBetween(without, without + 10);
    }

    private static long leftAbroad(String id) {
        try (Scenario told = Scenario.standard()) {
            usually(told).logsIn(LAGOS);
            for (int i = 0; i < 60; i++) {
                told.after(Duration.ofSeconds(20))
                        .sends(TestMessage.to("victim" + i + "@far.example").answering(id));
            }
            return 60 - told.held();
        }
    }

    @Test
    void replyToAllAndASeriesOfPatchesHoldNobody() {
        usually(story).logsIn(LAGOS);
        story.sends(TestMessage.to(withNew(0, 9)).answering(OWN));
        for (int patch = 0; patch < 27; patch++) {
            story.after(Duration.ofSeconds(1))
                    .sends(TestMessage.to(withNew(0, 9)).answering(OWN));
        }

        story.expectNothingStopped();
    }

    /** Three weeks later, from abroad, still in his own thread; of two months ago nobody remembers. */
    @Test
    void threadsLastAMonth() {
        long strange = foundAbroad("<made@up.example>", 25, 4);

        assertThat(foundAbroadAfter(Duration.ofDays(21))).isLessThan(strange);
        assertThat(foundAbroadAfter(Duration.ofDays(60))).isEqualTo(strange);
    }

    private static long foundAbroadAfter(Duration time) {
        try (Scenario told = Scenario.standard()) {
            usually(told);
            for (long day = 0; day < time.toDays(); day++) {
                told.after(Duration.ofDays(1))
                        .logsIn(OSLO)
                        .sends(TestMessage.to("contact1@partner.example").id("<day" + day + "@example.org>"));
            }
            answers(told.after(Duration.ofHours(8)).logsIn(LAGOS), OWN, 25, 4);
            return told.anomalies().stream()
                    .filter(anomaly -> anomaly.type().equals(FAN_OUT))
                    .count();
        }
    }
}
