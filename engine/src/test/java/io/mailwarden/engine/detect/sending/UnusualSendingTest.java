package io.mailwarden.engine.detect.sending;

import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestMessage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnusualSendingTest {

    private static final String UNUSUAL = "unusual-sending";
    private static final String ALICE = "alice@example.org";
    private static final String PUBLISHER = "news@example.org";
    private static final String NURSE = "nurse@example.org";
    private static final int DAYS = 45;

    private final Random random = new Random(11);
    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    /** Six weeks of an office: eight people by day, one by night, and a newsletter on every seventh day. */
    private void office() {
        for (int day = 0; day < DAYS; day++) {
            for (int hour = 0; hour < 24; hour++) {
                if (hour < 9) {
                    everybody();
                }
                if (hour > 12 && hour < 22) {
                    story.account(NURSE).sends(message(NURSE));
                }
                if (hour == 6 && day % 7 == 0) {
                    story.account(PUBLISHER).sends(newsletter());
                }
                story.after(Duration.ofHours(1));
            }
        }
        story.account(ALICE);
    }

    private void everybody() {
        for (int person = 0; person < 8; person++) {
            String name = person == 0 ? ALICE : person == 1 ? PUBLISHER : "person" + person + "@example.org";
            if (random.nextInt(10) < 7) {
                story.account(name).sends(message(name));
            }
        }
    }

    private TestMessage message(String writer) {
        int many = random.nextInt(12) == 0 ? 2 + random.nextInt(8) : 1 + random.nextInt(2);
        List<String> to = random.ints(many, 0, 40)
                .distinct()
                .mapToObj(
                        contact -> "contact" + contact + "-" + writer.charAt(0) + "@partner" + contact % 9 + ".example")
                .toList();
        TestMessage message = TestMessage.to(
                        random.nextInt(15) == 0 ? List.of("new" + random.nextInt() + "@some.example") : to)
                .bytes((long) (3_000 * Math.exp(1.2 * random.nextGaussian())));
        return switch (random.nextInt(8)) {
            case 0 -> message.linkingTo("https://www.partner.example/x");
            case 1 -> message.linkingTo("https://www.partner.example/x", "https://docs.partner.example/y");
            case 2 -> message.attaching("report.pdf");
            default -> message;
        };
    }

    private static TestMessage newsletter() {
        return TestMessage.to(people(60, "reader")).bytes(40_000).linkingTo(links(8));
    }

    private static TestMessage spam(int recipients) {
        return TestMessage.to(people(recipients, "victim")).bytes(90_000).linkingTo(links(12));
    }

    private static String[] links(int count) {
        return IntStream.range(0, count)
                .mapToObj(link -> "https://www.partner.example/" + link)
                .toArray(String[]::new);
    }

    private static List<String> people(int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(person -> name + person + "@" + name + person % 30 + ".example")
                .toList();
    }

    private boolean found() {
        return story.anomalies().stream().anyMatch(anomaly -> anomaly.type().equals(UNUSUAL));
    }

    @Test
    void spamThatIsUnlikeItsAccountIsSuspectedAndSaysWhy() {
        office();
        story.expectNoneOf(UNUSUAL);

        story.after(Duration.ofHours(14)).sends(spam(30)).expectNothingStopped();

        Anomaly anomaly = story.anomaly(UNUSUAL);
        assertThat(anomaly.severity()).isEqualTo(Severity.SUSPECTED);
        assertThat(anomaly.score().value()).isBetween(0.2, 0.35);
        assertThat(anomaly.explanation().text())
                .startsWith("a message unlike its others: ")
                .containsAnyOf("recipients", "never-seen domains", "links");
    }

    @Test
    void aloneItOpensNoIncident() {
        office();

        story.after(Duration.ofHours(3))
                .sends(TestMessage.to(people(15, "victim")).linkingTo(links(20)));

        story.expectOnly(UNUSUAL).expectNothingStopped();
        assertThatThrownBy(story::incident).isInstanceOf(AssertionError.class);
    }

    @Test
    void anOrdinaryDayIsNotUnusual() {
        office();

        for (int i = 0; i < 30; i++) {
            story.sends(message(ALICE)).after(Duration.ofMinutes(20));
        }

        story.expectNoneOf(UNUSUAL);
    }

    @Test
    void aNewAccountIsNotMeasured() {
        office();

        story.account("new@example.org")
                .logsIn(OSLO)
                .after(Duration.ofHours(14))
                .sends(spam(30));

        story.expectNoneOf(UNUSUAL);
    }

    @Test
    void anOrganisationThatSentLittleIsNotMeasured() {
        for (int i = 0; i < 900; i++) {
            story.sends(message(ALICE)).after(Duration.ofHours(1));
        }

        story.sends(spam(30)).expectNoneOf(UNUSUAL);
    }

    @Test
    void theNewsletterOfItsPublisherIsUsual() {
        office();

        story.account(PUBLISHER).after(Duration.ofHours(6)).sends(newsletter()).expectNoneOf(UNUSUAL);
        story.account(ALICE).sends(spam(60));

        assertThat(found()).isTrue();
    }

    @Test
    void accountThatAlwaysWritesAtNightMayWriteAtNight() {
        office();

        story.account(NURSE).after(Duration.ofHours(16)).sends(message(NURSE)).expectNoneOf(UNUSUAL);
    }

    @Test
    void oneNewCustomerOrOneLargeFileIsUsual() {
        office();

        story.after(Duration.ofHours(2))
                .sends(TestMessage.to("customer@new.example").linkingTo(links(1)));
        story.after(Duration.ofHours(2))
                .sends(TestMessage.to("contact1-a@partner1.example").bytes(60_000));

        story.expectNoneOf(UNUSUAL);
    }

    @Test
    void aMailMergeToKnownPeopleIsUsual() {
        office();

        for (int contact = 0; contact < 40; contact++) {
            story.after(Duration.ofSeconds(12))
                    .sends(TestMessage.to("contact" + contact + "-a@partner" + contact % 9 + ".example"));
        }

        story.expectNoneOf(UNUSUAL);
    }

    @Test
    void hostileMessagesAreAssessed() {
        office();

        story.sends(List.of())
                .sends(TestMessage.to("contact1-a@partner1.example").bytes(-1));
        story.sends(
                TestMessage.to(people(10_000, "victim")).bytes(Long.MAX_VALUE).linkingTo(links(10_000)));
        story.sends(TestMessage.to("@", "", "no-domain"));

        assertThat(story.anomaly(UNUSUAL).score().value()).isBetween(0.2, 0.35);
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new UnusualSendingConfig(0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UnusualSendingConfig(8.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UnusualSendingConfig(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
