package io.mailwarden.engine.detect;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.LINE_ELSEWHERE_IN_OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.Handwriting;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Stories in which every detector finds something, in each way in which it says so. */
final class ToldFindings {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Client PHONE = new Client("K-9 Mail", "6.8", "Android");
    private static final TestMessage LETTER = TestMessage.to("contact1@partner.example");

    private static final List<Consumer<Scenario>> STORIES = List.of(
            ToldFindings::takeover,
            ToldFindings::scoredLogin,
            ToldFindings::unnamed,
            ToldFindings::hidden,
            ToldFindings::malicious,
            ToldFindings::confirmed,
            story -> story.usually(OSLO, OSLO_OFFICE).guesses(6, LAGOS).logsIn(LAGOS),
            story -> story.usually(OSLO, OSLO_OFFICE).guesses(6, LAGOS).logsIn(SYDNEY),
            ToldFindings::sprayed,
            ToldFindings::manyAddresses,
            ToldFindings::longAway,
            ToldFindings::byTurns,
            ToldFindings::programs,
            ToldFindings::hands,
            ToldFindings::names,
            ToldFindings::oddMessages,
            ToldFindings::links,
            ToldFindings::bounces,
            ToldFindings::volumes,
            ToldFindings::flood,
            ToldFindings::texts,
            ToldFindings::outliers);

    private ToldFindings() {}

    /** All that is found in them. */
    static List<Anomaly> all() {
        List<Anomaly> found = new ArrayList<>();
        for (Consumer<Scenario> told : STORIES) {
            try (Scenario story = Scenario.standard()) {
                told.accept(story);
                found.addAll(story.anomalies());
            }
        }
        try (Scenario story = Scenario.with(Settings.with(new ProfileConfig(
                1000,
                2,
                DAY,
                Duration.ofDays(180),
                Duration.ofDays(30),
                Duration.ofDays(7),
                Duration.ofHours(12),
                Duration.ZERO)))) {
            cohort(story);
            found.addAll(story.anomalies());
        }
        return found;
    }

    private static List<String> people(int count, String domain) {
        return IntStream.range(0, count)
                .mapToObj(person -> "person" + person + "@" + domain + ".example")
                .toList();
    }

    private static void takeover(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(Duration.ofMinutes(30))
                .uses(Client.UNKNOWN)
                .logsIn(LAGOS);
        story.writesToStrangers(40, SECOND).after(Duration.ofSeconds(30)).logsIn(BERGEN);
    }

    private static void scoredLogin(Scenario story) {
        for (int day = 0; day < 90; day++) {
            for (String account : List.of("carol", "dave", "erin", "alice")) {
                story.account(account + "@example.org").logsIn(OSLO);
            }
            story.after(HOUR).logsIn(OSLO_OFFICE).after(Duration.ofHours(23));
        }
        story.after(Duration.ofHours(18))
                .uses(new Client("Sendinblue", "1.0", ""))
                .logsIn(LAGOS.behind("hosting"));
        story.uses(new Client("Thunderbird", "128.0", ""))
                .logsIn(OSLO.onNetwork(9))
                .logsIn(OSLO_OFFICE);
        story.after(Duration.ofHours(8)).uses(PHONE).logsIn(SYDNEY);
    }

    private static void unnamed(Scenario story) {
        story.through(Protocol.SMTP).usually(OSLO, OSLO_OFFICE).after(DAY);
        story.uses(Client.UNKNOWN).logsIn(OSLO.onNetwork(3));
    }

    private static void hidden(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO).after(MINUTE.multipliedBy(30));
        story.logsIn(STOCKHOLM.behind("vpn")).after(DAY).logsIn(STOCKHOLM.behind("hosting"));
        story.after(DAY)
                .logsIn(LINE_ELSEWHERE_IN_OSLO)
                .logsIn(OSLO.behind("hosting").untold());
    }

    private static void malicious(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE).after(HOUR).logsIn(LAGOS.behind("malicious"));
    }

    private static void confirmed(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(OSLO)
                .after(HOUR)
                .uses(Client.UNKNOWN)
                .logsIn(LAGOS);
        String incident = story.incident().id();
        story.engine().review().confirm(incident);
        story.account("dave@example.org").logsIn(LAGOS);
    }

    private static void sprayed(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE);
        for (int account = 0; account < 12; account++) {
            story.account("user" + account + "@example.org").guesses(1, LAGOS);
        }
        story.account("alice@example.org").logsIn(LAGOS);
        for (int account = 0; account < 40; account++) {
            story.account("user" + account + "@example.org").guesses(2, SYDNEY);
        }
        story.account("alice@example.org").logsIn(SYDNEY);
    }

    private static void manyAddresses(Scenario story) {
        story.logsIn(OSLO);
        for (int network = 1; network <= 12; network++) {
            story.after(MINUTE).logsIn(LAGOS.onNetwork(network).untold());
        }
    }

    private static void longAway(Scenario story) {
        story.logsIn(STOCKHOLM.onNetwork(1)).after(DAY).usually(OSLO, OSLO_OFFICE);
        for (int day = 0; day < 31; day++) {
            story.after(DAY).logsIn(OSLO);
        }
        story.after(HOUR).logsIn(STOCKHOLM).after(Duration.ofHours(15)).logsIn(OSLO);
        story.after(Duration.ofDays(120)).logsIn(SYDNEY);
    }

    private static void byTurns(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE)
                .logsIn(LAGOS)
                .after(MINUTE.multipliedBy(20))
                .logsIn(OSLO);
        story.after(MINUTE.multipliedBy(20)).logsIn(LAGOS);
    }

    private static void programs(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE).after(DAY);
        story.uses(new Client("Microsoft Outlook Express", "6.00.2600.0000", ""))
                .logsIn(OSLO.onNetwork(3));
        story.uses(new Client("YLMF-PC", "", ""))
                .logsIn(OSLO.onNetwork(4))
                .uses(PHONE)
                .logsIn(OSLO.onNetwork(5));
    }

    private static void hands(Scenario story) {
        story.writesBy(Handwriting.MUTT).usually(OSLO, OSLO_OFFICE).after(DAY).logsIn(OSLO);
        story.writesBy(Handwriting.SCRIPT).writesToContacts(1, MINUTE);
        story.writesBy(Handwriting.NAMELESS).writesToContacts(1, MINUTE);
        story.writesBy(Handwriting.NAMELESS.program(new Client("PHPMailer", "6.6.3", "")))
                .writesToContacts(1, MINUTE);
    }

    private static void cohort(Scenario story) {
        for (int victim = 0; victim < 10; victim++) {
            story.account("victim" + victim + "@example.org");
            for (int day = 0; day < 3; day++) {
                story.logsIn(OSLO).after(DAY);
            }
        }
        for (int victim = 0; victim < 10; victim++) {
            story.account("victim" + victim + "@example.org").logsIn(LAGOS);
        }
        for (int victim = 0; victim < 10; victim++) {
            story.account("victim" + victim + "@example.org")
                    .atHost(100 + victim)
                    .logsIn(SYDNEY);
        }
    }

    private static void names(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE)
                .sends(LETTER.from("ceo@bank.example"))
                .sends(LETTER.from("sales@example.org"))
                .sends(LETTER.from("alice@example.org").answersTo("ceo@examp1e.example"))
                .sends(TestMessage.to("contact1@partner.example", "pay@bank.example")
                        .from("alice@example.org")
                        .payableTo(7)
                        .answersTo("alice@billing-desk.example")
                        .answering("<invoice@partner.example>"))
                .sends(LETTER.from("alice@example.org")
                        .answersTo("alice@exarnple.org")
                        .answering("<invoice@partner.example>"))
                .sends(TestMessage.to("contact1@partner.example", "contact1@partmer.example")
                        .from("alice@example.org")
                        .answering("<invoice@partner.example>"));
    }

    private static void oddMessages(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE)
                .sends(LETTER.attaching("Invoice.HTML"))
                .sends(LETTER.bytes(900_000))
                .after(Duration.ofHours(18))
                .sends(LETTER)
                .sends(LETTER.scanned(Scan.SUSPICIOUS))
                .sends(LETTER.scanned(Scan.MALICIOUS));
    }

    private static void links(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE).account("writer@example.org").logsIn(OSLO);
        for (int i = 0; i < 240; i++) {
            story.sends(TestMessage.to("reader@partner.example").linkingTo("https://site" + i + ".example/"));
            story.after(HOUR);
        }
        story.account("alice@example.org").sends(LETTER.linkingTo("https://login.evil.co.uk/?u=site7.example"));
    }

    private static void bounces(Scenario story) {
        story.logsIn(OSLO);
        for (int i = 0; i < 6; i++) {
            story.sends(TestMessage.to(people(30, "far")).id("<list" + i + "@example.org>"));
        }
        for (int i = 0; i < 90; i++) {
            story.after(SECOND).isTold("5.1.1", "person" + i / 3 + "@far.example", "<list" + i % 3 + "@example.org>");
        }
        for (int i = 0; i < 40; i++) {
            story.after(SECOND)
                    .finds("5.1.1", "person" + i / 3 + "@far.example", "<list" + (3 + i % 3) + "@example.org>");
        }
    }

    private static void flood(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE);
        for (int i = 0; i < 60; i++) {
            story.after(MINUTE).sends(people(10, "flood" + i));
        }
    }

    private static void volumes(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE);
        for (int i = 0; i < 70; i++) {
            story.after(SECOND).sends(people(100, "partner"));
        }
        story.after(DAY).writesToStrangers(60, MINUTE.multipliedBy(20)).writesToContacts(260, MINUTE.multipliedBy(3));
    }

    private static void texts(Scenario story) {
        story.usually(OSLO, OSLO_OFFICE);
        for (int person = 0; person < 4; person++) {
            story.account("person" + person + "@example.org").logsIn(OSLO);
            for (int i = 0; i < 6; i++) {
                story.after(MINUTE)
                        .sends(TestMessage.to(people(10 + i, "p" + i)).saying(0x5AF0C3996E21B7D4L));
            }
        }
        story.account("alice@example.org");
        for (int i = 0; i < 60; i++) {
            story.after(MINUTE)
                    .sends(TestMessage.to("contact" + i + "@partner.example").saying(0x1234567890ABCDEFL));
        }
    }

    // Six weeks of an office of eight, and then a message that is unlike all of them.
    private static void outliers(Scenario story) {
        Random random = new Random(11);
        for (int hour = 0; hour < 45 * 24; hour++) {
            for (int person = 0; person < 8 && hour % 24 < 9; person++) {
                story.account("p" + person + "@example.org")
                        .sends(TestMessage.to("contact" + random.nextInt(30) + "@partner" + person + ".example")
                                .bytes((long) (3_000 * Math.exp(1.2 * random.nextGaussian()))));
            }
            story.after(HOUR);
        }
        story.account("p0@example.org")
                .after(Duration.ofHours(14))
                .sends(TestMessage.to(people(30, "victim"))
                        .bytes(90_000)
                        .linkingTo("https://a.example", "https://b.example"));
        story.account("p1@example.org")
                .after(Duration.ofHours(12))
                .sends(TestMessage.to(people(1, "other")).attaching("x.pdf"));
    }
}
