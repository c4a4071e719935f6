package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thief in the owner's own computer: network, program and hours are the owner's, and only whom he writes to gives him
 * away. Each with its honest twin, of which nothing may be held.
 */
class OutgrownLimitsTest {

    private static final String FLOOD = "stranger-flood";
    private static final String DRIP = "slow-drip";
    private static final Duration DAY = Duration.ofDays(1);
    private static final int CEILING = 500;
    private static final int MESSAGES_CEILING = 200;
    // Of those whom nobody wrote to, so many in a thousand pass for known.
    private static final int TAKEN_FOR_KNOWN = 30;

    private final Scenario story = Scenario.standard();
    private int strangers;
    private int reached;

    @AfterEach
    void close() {
        story.close();
    }

    /** An owner with habits, in a house whose other accounts write to many. */
    private void house() {
        for (int colleague = 0; colleague < 3; colleague++) {
            story.account("colleague" + colleague + "@example.org").logsIn(OSLO_OFFICE);
            for (int i = 0; i < 10; i++) {
                story.after(Duration.ofMinutes(20)).sends(customers(colleague * 100 + i * 10, 10));
            }
        }
        story.account("alice@example.org").usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
    }

    private static List<String> customers(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "buyer" + i + "@customer" + i % 40 + ".example")
                .toList();
    }

    private List<String> strangers(int count) {
        List<String> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(String.format(Locale.ROOT, "victim%d@far%d.example", strangers, strangers % 97));
            strangers++;
        }
        return people;
    }

    private boolean sends(List<String> people) {
        story.sends(people);
        boolean held = story.lastVerdict() instanceof Verdict.Hold;
        reached += held ? 0 : people.size();
        return held;
    }

    // So many messages a day; whether one was held.
    private boolean day(int messages, int each) {
        Duration apart = Duration.ofHours(9).dividedBy(messages);
        boolean held = false;
        story.logsIn(OSLO);
        for (int i = 0; i < messages && !held; i++) {
            story.after(apart);
            held = sends(strangers(each));
        }
        story.after(DAY.minus(apart.multipliedBy(messages)));
        return held;
    }

    private void isHeldWithin(int most) {
        assertThat(reached).as("strangers reached").isLessThanOrEqualTo(most + most * TAKEN_FOR_KNOWN / 1000);
        assertThat(story.anomaly(FLOOD).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.incident().contains()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 20", "2, 2", "30, 2", "100, 60", "499, 300", "1000, 1"})
    void aFloodFromHomeIsHeldWithinTheCeiling(int each, int secondsApart) {
        house();

        for (int i = 0; i < 1000; i++) {
            story.after(Duration.ofSeconds(secondsApart));
            sends(strangers(each));
        }

        isHeldWithin(each == 1 ? MESSAGES_CEILING : CEILING);
        assertThat(story.lastVerdict()).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void oneMessageToAThousandStrangersReachesNone() {
        house();

        sends(strangers(1000));

        assertThat(reached).isZero();
        assertThat(story.anomaly(FLOOD).explanation().text())
                .matches("\\d+ strangers within seven days \\(critical above 500; its own highest so far \\d+\\)");
    }

    /** Attack 4d, and slower and faster ones. */
    @ParameterizedTest
    @ValueSource(doubles = {1.2, 1.35, 2, 3})
    void aRampIsHeldWithinTheCeiling(double times) {
        house();
        double messages = 15;

        for (int day = 0; day < 40 && !day((int) messages, 1); day++) {
            messages = Math.min(2000, messages * times);
        }

        // Of the days before the week that is counted, too.
        isHeldWithin(CEILING * 3 / 2);
    }

    /** Half as many again each week: suspected within weeks, and held before it is thousands a day. */
    @Test
    void aRampFromWeekToWeekIsSuspectedAndHeld() {
        house();
        boolean held = false;
        double messages = 15;

        int unseen = 0;
        for (int day = 0; day < 100 && !held; day++) {
            held = day((int) messages, 1);
            messages *= day % 7 == 6 ? 1.5 : 1;
            boolean seen = story.anomalies().stream().anyMatch(one -> one.type().equals(DRIP));
            unseen = seen ? unseen : reached;
        }

        assertThat(unseen).as("before it was suspected").isLessThan(1_000);
        assertThat(held).isTrue();
    }

    /** Attack 14b: under the cap for messages, not under that for people. */
    @ParameterizedTest
    @CsvSource({"19, 5", "15, 7", "8, 12", "4, 25", "1, 90"})
    void aDripUnderEachCapIsSuspectedOnTheFirstDayAndHeldWithinAWeek(int messages, int each) {
        house();

        day(messages, each);
        assertThat(story.anomaly(DRIP).explanation().text()).contains("strangers within a day (limit ");
        for (int day = 1; day < 25 && !day(messages, each); day++) {
            assertThat(day).as("days").isLessThan(8);
        }

        isHeldWithin(CEILING);
    }

    @Test
    void aKnownRecipientInCopyHelpsNoThief() {
        house();

        for (int i = 0; i < 1000; i++) {
            story.after(Duration.ofSeconds(30));
            List<String> people = strangers(2);
            people.add("contact" + i % 24 + "@partner.example");
            sends(people);
        }

        assertThat(reached).isLessThanOrEqualTo((CEILING + CEILING / 20) * 3 / 2);
        assertThat(story.anomaly(FLOOD).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void whatIsHeldTodayIsStillAFloodTomorrow() {
        house();
        for (int day = 0; day < 3; day++) {
            day(400, 1);
        }

        isHeldWithin(MESSAGES_CEILING);
    }

    @Test
    void aNewAccountIsMeasuredByTheHouse() {
        house();
        story.account("new@example.org").logsIn(OSLO_OFFICE);

        for (int i = 0; i < 600; i++) {
            story.after(Duration.ofSeconds(10));
            sends(strangers(1));
        }

        isHeldWithin(MESSAGES_CEILING);
    }

    // The honest twins.

    @Test
    void aHouseOfWhichNothingIsKnownHoldsNothing() {
        story.logsIn(OSLO);
        for (int i = 0; i < 300; i++) {
            story.after(Duration.ofSeconds(30)).sends(strangers(3));
        }

        story.expectNothingStopped().expectNoneOf(FLOOD);
    }

    /** Half as many again each fortnight, to all readers at once or one by one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 5000})
    void aNewsletterThatGrowsIsNotHeld(int each) {
        house();
        for (int readers = 40; readers < 3000; readers = readers * 5 / 4) {
            story.logsIn(OSLO);
            List<String> all = IntStream.range(0, readers)
                    .mapToObj(i -> "reader" + i + "@home" + i % 50 + ".example")
                    .toList();
            for (int from = 0; from < readers; from += each) {
                story.after(Duration.ofSeconds(2)).sends(all.subList(from, Math.min(readers, from + each)));
            }
            story.after(Duration.ofDays(7));
        }

        story.expectNothingStopped().expectNoneOf(FLOOD);
    }

    @Test
    void aLaunchDayOfFiveTimesTheHabitIsNotHeld() {
        house();
        for (int week = 0; week < 6; week++) {
            for (int day = 0; day < 5; day++) {
                day(40, 1);
            }
            story.after(Duration.ofDays(2));
        }

        day(200, 1);
        day(40, 1);

        story.expectNothingStopped().expectNoneOf(FLOOD);
    }

    @Test
    void aShopsWeekOfThreeTimesTheHabitIsNotHeld() {
        house();
        for (int week = 0; week < 6; week++) {
            for (int day = 0; day < 6; day++) {
                day(45 + 15 * Math.min(week, 4), 1);
            }
            story.after(DAY);
        }

        day(500, 1);
        for (int day = 0; day < 6; day++) {
            day(300, 1);
        }

        story.expectNothingStopped().expectNoneOf(FLOOD);
    }

    @Test
    void theFirstMailMergeToCustomersOfTheHouseIsNotHeld() {
        house();
        story.logsIn(OSLO);

        for (int colleague = 0; colleague < 3; colleague++) {
            customers(colleague * 100, 100)
                    .forEach(one -> story.after(Duration.ofSeconds(3)).sends(List.of(one)));
        }

        story.expectNothingStopped().expectNoneOf(FLOOD);
    }

    @Test
    void aNoteToAllColleaguesIsNotHeld() {
        house();

        story.account("boss@example.org");
        for (int i = 0; i < 900; i++) {
            story.after(Duration.ofMinutes(30)).sends(List.of("staff" + i + "@example.org"));
        }
        story.account("alice@example.org").logsIn(OSLO);
        for (int i = 0; i < 900; i++) {
            story.after(Duration.ofSeconds(2)).sends(List.of("staff" + i + "@example.org"));
        }

        story.expectNothingStopped().expectNoneOf(FLOOD);
    }

    @Test
    void aMillionNeighboursInOneDomainAreNoColleagues() {
        house();

        for (int i = 0; i < 1000; i++) {
            story.after(Duration.ofSeconds(2));
            sends(List.of("neighbour" + strangers++ + "@example.org"));
        }

        isHeldWithin(MESSAGES_CEILING);
    }

    @Test
    void aNewEmployeesFirstWeekIsNotHeld() {
        house();
        story.account("new@example.org");
        for (int day = 0; day < 5; day++) {
            story.logsIn(day % 2 == 0 ? OSLO_OFFICE : BERGEN);
            for (int i = 0; i < 15; i++) {
                story.after(Duration.ofMinutes(30)).sends(customers(day * 40 + i * 2, 2));
                story.sends(List.of("staff" + i + "@example.org"));
                story.sends(strangers(2));
            }
            story.after(Duration.ofHours(16));
        }

        story.expectNothingStopped().expectNoneOf(FLOOD);
    }

    @Test
    void aSharedMailboxOfThreeIsNotHeld() {
        house();
        story.account("info@example.org");
        for (int week = 0; week < 6; week++) {
            for (int day = 0; day < 5; day++) {
                story.logsIn(OSLO).logsIn(OSLO_OFFICE).logsIn(BERGEN);
                for (int i = 0; i < 45; i++) {
                    story.after(Duration.ofMinutes(10)).sends(strangers(1));
                }
                story.after(Duration.ofMinutes(990));
            }
            story.after(Duration.ofDays(2));
        }

        story.expectNothingStopped().expectNoneOf(FLOOD);
    }

    @Test
    void whatAnAdministratorDismissedIsTheHabitAtOnce() {
        house();
        sends(strangers(1000));
        Incident incident = story.incident();
        story.engine().review().dismiss(incident.id());
        int before = story.anomalies().size();

        story.after(Duration.ofDays(7)).logsIn(OSLO);
        sends(strangers(1200));

        assertThat(story.lastVerdict()).isEqualTo(Verdict.ALLOW);
        assertThat(story.anomalies().subList(before, story.anomalies().size()))
                .noneMatch(anomaly ->
                        anomaly.type().equals(FLOOD) || anomaly.type().equals(DRIP));
    }
}
