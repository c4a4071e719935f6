package io.mailwarden.engine.eventlog;

import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.content;
import static io.mailwarden.engine.profile.Facts.day;
import static io.mailwarden.engine.profile.Facts.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.assess.MessageDeviations;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.profile.Facts;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.SendingProfile;
import io.mailwarden.engine.profile.habit.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviationsTest {

    private static final List<String> FRIEND = List.of("friend@example.net");
    private static final Instant NOW = day(40);

    private final SendingProfile sending = new SendingProfile(Facts.lasting());

    private Deviations of(Message message) {
        Novelty novelty = sending.submitted(message, fresh -> 0);
        return MessageDeviations.of(sending, Shape.of(message, novelty), novelty, message.at());
    }

    private void learn(Instant at, List<String> to, Message.Content content) {
        Message message = message(at, to, content);
        sending.learn(message, Shape.of(message, sending.submitted(message, fresh -> 0)));
    }

    private void usually() {
        for (int day = 0; day < 40; day++) {
            learn(day(day), FRIEND, content(4_000, List.of(), List.of()));
        }
    }

    @Test
    void anOrdinaryMessageDeviatesInNothing() {
        usually();

        Deviations ordinary = of(message(NOW, FRIEND, content(4_000, List.of(), List.of())));

        for (Feature feature : Feature.values()) {
            assertThat(ordinary.of(feature))
                    .as(feature.name())
                    .isCloseTo(feature == Feature.HOUR ? 1.2f : 0, within(0.2f));
        }
    }

    @Test
    void eachFeatureSaysWhatItIsAbout() {
        usually();
        List<String> strangers = people(7);
        Message odd = message(
                NOW.plus(Duration.ofHours(12)),
                strangers,
                content(
                        32_000,
                        List.of("https://one.example/", "https://two.example/"),
                        List.of(new Message.Attachment("a.pdf", "application/pdf", 9))));

        Deviations deviations = of(odd);

        assertThat(deviations.of(Feature.RECIPIENTS)).isEqualTo(Deviations.MOST);
        assertThat(deviations.of(Feature.FRESH)).isEqualTo(Deviations.MOST);
        assertThat(deviations.of(Feature.BYTES)).isCloseTo(3, within(0.1f));
        assertThat(deviations.of(Feature.LINKS)).isCloseTo(3.2f, within(0.1f));
        assertThat(deviations.of(Feature.ATTACHMENTS)).isCloseTo(2, within(0.1f));
        assertThat(deviations.of(Feature.HOUR)).isCloseTo(3.9f, within(0.2f));
        assertThat(deviations.of(Feature.RATE)).isZero();
        assertThat(deviations.of(Feature.DOMAINS)).isEqualTo(3);
    }

    @Test
    void lessThanUsualIsNoDeviationExceptForTheSize() {
        for (int day = 0; day < 40; day++) {
            learn(day(day), people(20), content(4_000_000, Collections.nCopies(9, "https://one.example/"), List.of()));
        }

        Deviations less = of(message(NOW, people(1), content(4_000, List.of(), List.of())));

        assertThat(less.of(Feature.RECIPIENTS)).isZero();
        assertThat(less.of(Feature.LINKS)).isZero();
        assertThat(less.of(Feature.BYTES)).isEqualTo(-Deviations.MOST);
    }

    @Test
    void moreInAnHourThanEverIsARate() {
        usually();
        for (int i = 0; i < 4; i++) {
            assertThat(of(message(NOW, FRIEND)).of(Feature.RATE)).isZero();
        }
        for (int i = 4; i < 15; i++) {
            assertThat(of(message(NOW, FRIEND)).of(Feature.RATE)).isBetween(0.01f, 1.99f);
        }

        assertThat(of(message(NOW, FRIEND)).of(Feature.RATE)).isCloseTo(2, within(0.01f));
    }

    @Test
    void whateverIsSentStaysWithinBounds() {
        assertBounded(message(START, people(10_000), content(Long.MAX_VALUE, people(10_000), List.of())));
        usually();
        assertBounded(message(NOW, List.of(), content(-1, List.of(), List.of())));
        assertBounded(message(NOW, people(10_000), content(Long.MAX_VALUE, people(10_000), List.of())));
    }

    private void assertBounded(Message message) {
        Deviations deviations = of(message);
        for (Feature feature : Feature.values()) {
            assertThat(deviations.of(feature)).as(feature.name()).isBetween(-Deviations.MOST, Deviations.MOST);
        }
    }

    private static List<String> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(person -> "person" + person + "@far" + person + ".example")
                .toList();
    }
}
