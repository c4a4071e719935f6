package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.BERGEN;
import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.fixtures.TestMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A tenant of the same server who wants to hide a theft in another domain, or to put its owner under suspicion: for each
 * detector that compares with others, what is found there is the same as in a twin of the story without that tenant.
 */
class HostileTenantTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long TEXT = 0x5AF0C3996E21B7D4L;
    private static final Client STRANGE = new Client("Sendinblue", "1.0", "");
    private static final String ALICE = "alice@example.org";

    /** What the tenant does; in the twin only time passes. */
    private record Tenant(Scenario story, boolean there) {

        void does(Consumer<Scenario> what) {
            if (there) {
                what.accept(story);
            }
        }

        void everyDay(int days, Consumer<Scenario> what) {
            for (int day = 0; day < days; day++) {
                does(what);
                story.account(ALICE).after(DAY);
            }
        }

        void accounts(int accounts, Consumer<Scenario> what) {
            does(it -> IntStream.range(0, accounts).forEach(i -> what.accept(it.account("tenant" + i + "@beta.test"))));
        }
    }

    /**
     * A play of the table.
     *
     * @param found whether the detector finds something in the other domain, with the tenant and without
     */
    private record Play(String detector, boolean found, String what, Consumer<Tenant> tenant, Consumer<Scenario> then) {

        @Override
        public String toString() {
            return detector + (found ? " finds it, though the tenant " : " is silent, though the tenant ") + what;
        }
    }

    private static Play hides(String detector, String what, Consumer<Tenant> tenant, Consumer<Scenario> theft) {
        return new Play(detector, true, what, tenant, theft);
    }

    private static Play frames(String detector, String what, Consumer<Tenant> tenant, Consumer<Scenario> owner) {
        return new Play(detector, false, what, tenant, owner);
    }

    static Stream<Play> table() {
        return Stream.concat(logins(), sending());
    }

    private static Stream<Play> logins() {
        Spot vpn = LAGOS.behind("vpn");
        return Stream.of(
                hides("guessed-password", "lives at the guessing network", livesAt(LAGOS), story -> {
                    guessedEverywhere(story);
                    story.account(ALICE).logsIn(LAGOS);
                }),
                frames("guessed-password", "mistypes where an owner arrives", mistypesAt(BERGEN), arrivesAt(BERGEN)),
                hides("scored-login", "lives at the thief's network", livesAt(LAGOS), story -> story.uses(STRANGE)
                        .logsIn(LAGOS)),
                hides(
                        "scored-login",
                        "logs in from the owner's country all day",
                        livesAt(OSLO.onNetwork(9)),
                        story -> story.uses(STRANGE).logsIn(LAGOS)),
                hides("unusual-network", "lives at the thief's network", livesAt(LAGOS), arrivesAt(LAGOS)),
                hides("dormant-account", "lives at the thief's network", livesAt(LAGOS), story -> story.after(
                                Duration.ofDays(200))
                        .logsIn(LAGOS)),
                hides("hidden-network", "lives behind the thief's VPN", livesAt(vpn), arrivesAt(vpn)),
                hides("cohort", "lives at the thief's address", livesAt(LAGOS), HostileTenantTest::allAreTakenOver),
                frames("cohort", "arrives with fifty accounts", arrivesWithFifty(SYDNEY), arrivesAt(SYDNEY)),
                frames(
                        "malicious-address",
                        "has mail from there flagged",
                        getsPhishingFrom(BERGEN),
                        arrivesAt(BERGEN)));
    }

    private static Stream<Play> sending() {
        return Stream.of(
                frames(
                        "shared-text",
                        "sends the owner's newsletter",
                        saysBefore(Duration.ZERO),
                        story -> writes(story, ALICE)),
                hides(
                        "shared-text",
                        "sent the thief's text a day before",
                        saysBefore(DAY.multipliedBy(2)),
                        story -> Stream.of(ALICE, "colleague0@example.org", "colleague1@example.org")
                                .forEach(account -> writes(story, account))),
                hides(
                        "new-link",
                        "links to the thief's page",
                        linksTo("https://evil.example/"),
                        story -> story.sends(
                                TestMessage.to("contact1@partner.example").linkingTo("https://evil.example/"))),
                hides(
                        "unusual-sending",
                        "sends much that is as odd",
                        HostileTenantTest::sendsOddThings,
                        story -> story.sends(oddOne())),
                frames(
                        "bounce-storm",
                        "reports the owner's messages as lost",
                        HostileTenantTest::reports,
                        story -> story.sends(List.of("contact1@partner.example"))));
    }

    @ParameterizedTest
    @MethodSource("table")
    void findsTheSameWithoutTheTenant(Play play) {
        List<String> without = found(play, false);
        List<String> with = found(play, true);

        assertThat(without.stream().anyMatch(one -> one.startsWith(play.detector() + " ")))
                .as("%s, without the tenant: %s", play, without)
                .isEqualTo(play.found());
        assertThat(with).isEqualTo(without);
    }

    private static List<String> found(Play play, boolean there) {
        try (Scenario story = Scenario.standard()) {
            house(story);
            play.tenant().accept(new Tenant(story, there));
            int before = story.anomalies().size();
            play.then().accept(story.account(ALICE).logsIn(OSLO));
            return story.anomalies().stream()
                    .skip(before)
                    .map(HostileTenantTest::words)
                    .toList();
        }
    }

    private static String words(Anomaly anomaly) {
        return anomaly.type() + " " + anomaly.severity() + " " + anomaly.score().value() + " "
                + anomaly.explanation().text();
    }

    // Six accounts that work at home and in one office, and write with links.
    private static void house(Scenario story) {
        List<String> accounts = Stream.concat(
                        IntStream.range(0, 5).mapToObj(i -> "colleague" + i + "@example.org"), Stream.of(ALICE))
                .toList();
        for (int day = 0; day < 40; day++) {
            for (int i = 0; i < accounts.size(); i++) {
                story.account(accounts.get(i)).logsIn(OSLO.onNetwork(20 + i)).after(MINUTE);
                story.logsIn(OSLO_OFFICE);
                for (int message = 0; message < 8; message++) {
                    int number = day * 8 + message;
                    story.after(MINUTE.multipliedBy(2))
                            .sends(TestMessage.to("contact" + number % 24 + "@partner.example")
                                    .id("<" + accounts.get(i) + number + "@example.org>")
                                    .linkingTo("https://site" + number + ".example/"));
                }
            }
            story.account(ALICE).logsIn(OSLO).after(Duration.ofHours(22));
        }
    }

    private static Consumer<Tenant> livesAt(Spot spot) {
        return tenant -> tenant.everyDay(20, story -> IntStream.range(0, 3).forEach(i -> IntStream.range(0, 20)
                .forEach(login -> story.account("tenant" + i + "@beta.test").logsIn(spot))));
    }

    private static Consumer<Tenant> mistypesAt(Spot spot) {
        return tenant -> {
            tenant.accounts(200, story -> story.guesses(1, spot).after(Duration.ofSeconds(-1)));
            tenant.story().after(MINUTE);
        };
    }

    private static Consumer<Tenant> arrivesWithFifty(Spot spot) {
        return tenant -> tenant.accounts(50, story -> story.logsIn(spot));
    }

    private static Consumer<Tenant> getsPhishingFrom(Spot spot) {
        Address address = Address.parse(spot.prefix() + 7).orElseThrow();
        return tenant -> tenant.accounts(100, story -> IntStream.range(0, 20).forEach(minute -> story.engine()
                .examine(new PhishingReceived(
                        story.now().minus(MINUTE.multipliedBy(minute)), new Account("tenant1@beta.test"), address))));
    }

    private static Consumer<Tenant> saysBefore(Duration time) {
        return tenant -> {
            tenant.accounts(6, story -> writes(story, story.account()));
            tenant.story().after(time);
        };
    }

    private static Consumer<Tenant> linksTo(String url) {
        return tenant -> tenant.everyDay(
                5, story -> IntStream.range(0, 20).forEach(i -> story.account("tenant" + i + "@beta.test")
                        .sends(TestMessage.to("contact@beta.test").linkingTo(url))));
    }

    private static void sendsOddThings(Tenant tenant) {
        tenant.everyDay(60, story -> {
            for (int i = 0; i < 4; i++) {
                story.account("tenant" + i + "@beta.test").logsIn(STOCKHOLM);
                for (int message = 0; message < 10; message++) {
                    story.sends(message == 0 ? oddOne() : TestMessage.to("friend@beta.test"));
                }
            }
        });
    }

    private static TestMessage oddOne() {
        return TestMessage.to(IntStream.range(0, 4)
                        .mapToObj(i -> "nobody" + i + "@far" + i + ".example")
                        .toList())
                .bytes(40_000_000)
                .attaching("all.zip");
    }

    private static void reports(Tenant tenant) {
        tenant.accounts(3, story -> IntStream.range(0, 300)
                .forEach(i -> story.isTold(
                        "5.1.1", "contact" + i % 24 + "@partner.example", "<" + ALICE + i + "@example.org>")));
    }

    private static void writes(Scenario story, String account) {
        story.account(account);
        for (int message = 0; message < 3; message++) {
            int first = message;
            story.sends(TestMessage.to(IntStream.range(0, 3)
                            .mapToObj(i -> "reader" + (3 * first + i) + "@list.example")
                            .toList())
                    .saying(TEXT));
        }
    }

    private static Consumer<Scenario> arrivesAt(Spot spot) {
        return story -> story.logsIn(spot);
    }

    private static void guessedEverywhere(Scenario story) {
        for (int i = 0; i < 60; i++) {
            story.account("colleague" + i % 12 + "@example.org").guesses(1, LAGOS);
        }
    }

    private static void allAreTakenOver(Scenario story) {
        for (int i = 0; i < 12; i++) {
            story.account("colleague" + i % 5 + i / 5 + "@example.org").logsIn(LAGOS);
        }
        story.account(ALICE).logsIn(LAGOS);
    }

    /** The honest twins: what a domain does stays quiet there. */
    @Test
    void aDomainsOwnHabitsQuietItsMembers() {
        try (Scenario story = Scenario.standard()) {
            house(story);
            IntStream.range(0, 3)
                    .forEach(i -> IntStream.range(0, 150).forEach(login -> story.account("swede" + i + "@example.org")
                            .logsIn(STOCKHOLM)));
            int before = story.anomalies().size();
            story.account(ALICE).after(DAY).logsIn(STOCKHOLM);

            assertThat(types(story, before)).doesNotContain("unusual-network", "scored-login", "cohort");
        }
    }

    @Test
    void aColleagueAloneQuietsNobody() {
        try (Scenario story = Scenario.standard()) {
            house(story);
            for (int login = 0; login < 2_000; login++) {
                story.account("swede@example.org").logsIn(STOCKHOLM);
            }
            int before = story.anomalies().size();
            story.account(ALICE).after(Duration.ofDays(110)).logsIn(STOCKHOLM);

            assertThat(types(story, before)).contains("unusual-network", "dormant-account");
        }
    }

    @Test
    void aDomainOfTwoBorrowsWhatSeveralOthersDo() {
        assertThat(atASmallDomain(3)).doesNotContain("unusual-network");
    }

    @Test
    void andNotWhatOneOtherDoes() {
        assertThat(atASmallDomain(1)).contains("unusual-network");
    }

    private static List<String> atASmallDomain(int domains) {
        try (Scenario story = Scenario.standard()) {
            for (int day = 0; day < 30; day++) {
                story.account("ann@small.test")
                        .logsIn(OSLO)
                        .account("ben@small.test")
                        .logsIn(OSLO_OFFICE);
                for (int login = 0; login < 30; login++) {
                    story.account("user" + login + "@house" + login % domains + ".test")
                            .logsIn(STOCKHOLM);
                }
                story.after(DAY);
            }
            int before = story.anomalies().size();
            story.account("ann@small.test").logsIn(STOCKHOLM);
            return types(story, before);
        }
    }

    private static List<String> types(Scenario story, int before) {
        return story.anomalies().stream().skip(before).map(Anomaly::type).toList();
    }
}
