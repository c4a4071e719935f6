package io.mailwarden.engine.profile.habit;

import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.content;
import static io.mailwarden.engine.profile.Facts.day;
import static io.mailwarden.engine.profile.Facts.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Attachment;
import io.mailwarden.engine.profile.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendingProfileTest {

    private final SendingProfile sending = new SendingProfile(Facts.lasting());

    @Test
    void countsARecipientAsNewOnceWhetherLearnedOrNot() {
        assertThat(submit(START, List.of("a@example.net", "b@example.net")).freshRecipients())
                .isEqualTo(2);
        assertThat(submit(START, List.of("a@example.net")).freshRecipients()).isZero();
        assertThat(sending.fresh(START)).isEqualTo(2);
        assertThat(sending.messages(START)).isEqualTo(2);
        assertThat(sending.within(Duration.ofDays(1), START)).isEqualTo(new SendingLog.Sums(2, 3, 2, 1));
    }

    @Test
    void domainsAreNewUntilSomethingToThemIsLearned() {
        assertThat(submit(START, List.of("a@one.example", "b@one.example", "c@two.example")))
                .isEqualTo(new Novelty(3, 3, 2, 2, 0, 3));

        learn(START, List.of("a@one.example"));

        assertThat(submit(START, List.of("z@one.example"))).isEqualTo(new Novelty(1, 1, 1, 0, 0, 1));
        assertThat(submit(START, List.of("a@one.example"))).isEqualTo(new Novelty(1, 0, 1, 0, 0, 0));
        assertThat(submit(START, List.of())).isEqualTo(new Novelty(0, 0, 0, 0, 0, 0));
    }

    @Test
    void membersOfAGroupAreRecipientsAndNoStrangers() {
        learn(START, List.of("all@example.org"));
        Message one = message(day(1), List.of("all@example.org", "z@one.example"));
        Message grouped =
                new Message(one.at(), one.account(), one.source(), one.geo(), one.recipients(), 60, one.content());

        assertThat(sending.submitted(grouped, fresh -> 0)).isEqualTo(new Novelty(62, 1, 2, 1, 0, 1));
        assertThat(sending.within(Duration.ofHours(1), day(1)).recipients()).isEqualTo(62);
        assertThat(sending.within(Duration.ofHours(1), day(1)).fresh()).isEqualTo(1);
    }

    @Test
    void unlearnedSendingIsForgottenWhenTheOwnerGoesOn() {
        submit(START, List.of("victim@example.net"));
        learn(START, List.of("friend@example.net"));

        assertThat(submit(START, List.of("victim@example.net")).freshRecipients())
                .isEqualTo(1);
    }

    @Test
    void trustMakesThoseKnownWhomItWentTo() {
        submit(START, List.of("victim@example.net"));
        sending.trust();
        learn(START, List.of("friend@example.net"));

        assertThat(submit(START, List.of("victim@example.net")).freshRecipients())
                .isZero();
    }

    @Test
    void sendingOfAThiefDoesNotRaiseThePeakOfTheOwner() {
        learn(START, List.of("friend@example.net"));
        IntStream.range(0, 40).forEach(i -> submit(day(1), List.of("victim" + i + "@example.net")));
        sending.forgetLatest();

        learn(day(1), List.of("friend@example.net"));

        assertThat(sending.within(Duration.ofDays(1), day(1))).isEqualTo(new SendingLog.Sums(1, 1, 0, 0));
        assertThat(sending.usualMessagesInDay(day(2))).isLessThanOrEqualTo(1);
        assertThat(sending.usualFresh(day(2))).isLessThanOrEqualTo(1);
        assertThat(submit(day(2), List.of("victim0@example.net")).freshRecipients())
                .isEqualTo(1);
    }

    @Test
    void listThatIsTooLongPushesOutNoContact() {
        learn(START, List.of("friend@example.net"));
        List<String> list = IntStream.range(0, 5_000)
                .mapToObj(i -> "reader" + i + "@example.com")
                .toList();
        learn(START, list);
        learn(START, list);

        assertThat(submit(START, List.of("friend@example.net")).freshRecipients())
                .isZero();
    }

    @Test
    void needsEnoughMessagesOverEnoughDays() {
        IntStream.range(0, 9).forEach(i -> learn(day(i), List.of("a@example.net")));
        assertThat(sending.mature(day(8))).isFalse();

        learn(day(8), List.of("a@example.net"));

        assertThat(sending.mature(day(8))).isTrue();
        assertThat(sending.mature(day(8 + 181))).isFalse();
    }

    @Test
    void knowsThePeaksOfEarlierDays() {
        for (int i = 0; i < 30; i++) {
            learn(START, List.of("reader" + i + "@example.net", "friend@example.net"));
        }

        assertThat(sending.usualMessages(START)).isZero();
        assertThat(sending.usualMessages(day(1))).isCloseTo(30, within(1.0));
        assertThat(sending.usualMessagesInDay(day(1))).isCloseTo(30, within(1.0));
        assertThat(sending.usualFresh(day(1))).isCloseTo(31, within(1.0));
        assertThat(sending.usualStrangeInDay(day(1))).isCloseTo(1, within(0.1));
        assertThat(sending.usualRecipientsInHour(day(1))).isCloseTo(60, within(2.0));
    }

    @Test
    void learnsHourAndShape() {
        learn(START, List.of("a@example.net", "b@example.net"));

        assertThat(sending.rhythm().hourShare(12)).isEqualTo(0.5);
        assertThat(sending.typical().mean(Shape.RECIPIENTS)).isEqualTo(1);
        assertThat(sending.typical().mean(Shape.FRESH)).isEqualTo(1);
    }

    @Test
    void shapeTellsAMessageInNumbers() {
        List<Attachment> attachments = List.of(new Attachment("a.pdf", "application/pdf", 9));
        Message message = message(
                START,
                List.of("a@b.example"),
                content(1_023, List.of("https://a.example", "https://b.example", "https://c.example"), attachments));
        Shape shape = Shape.of(message, new Novelty(8, 2, 1, 1, 0, 2));

        assertThat(shape.quantities()).containsExactly(3f, 0.25f, 10f, 2f, 1f, 0f);
        assertThat(shape.hour()).isEqualTo(12);
        assertThat(shape.weekday()).isEqualTo(6);
    }

    @Test
    void shapeIsANumberWhateverTheMessageSays() {
        for (long bytes : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            Shape shape = Shape.of(
                    message(START, List.of(), content(bytes, List.of(), List.of())), new Novelty(0, 0, 0, 0, 0, 0));

            assertThat(shape.quantities()[Shape.BYTES]).isBetween(0f, 64f);
            assertThat(shape.quantities()[Shape.RECIPIENTS]).isZero();
        }
    }

    private Novelty submit(Instant at, List<String> recipients) {
        return sending.submitted(message(at, recipients), fresh -> 0);
    }

    private void learn(Instant at, List<String> recipients) {
        Message message = message(at, recipients);
        sending.learn(message, Shape.of(message, sending.submitted(message, fresh -> 0)));
    }
}
