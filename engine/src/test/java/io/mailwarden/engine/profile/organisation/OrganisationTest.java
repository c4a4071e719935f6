package io.mailwarden.engine.profile.organisation;

import static io.mailwarden.engine.profile.Facts.ELSEWHERE;
import static io.mailwarden.engine.profile.Facts.HOME;
import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.THUNDERBIRD;
import static io.mailwarden.engine.profile.Facts.day;
import static io.mailwarden.engine.profile.Facts.footprint;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Facts;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Teacher;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Whereabouts;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrganisationTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Account BOB = new Account("bob@example.org");
    private static final Account CAROL = new Account("carol@example.org");
    private static final Account TENANT = new Account("eve@tenant.test");
    private static final Address CAFE = ELSEWHERE.address().orElseThrow();

    private final Teacher teacher = Teacher.ofNone();
    private final Footprint home = footprint(START, HOME);

    private Organisation organisation() {
        return teacher.organisations().of(BOB);
    }

    private static Account account(int number, String domain) {
        return new Account("user" + number + "@" + domain);
    }

    @Test
    void countsWrongPasswordsByAddressAndNetwork() {
        Origin neighbour = Facts.origin("192.0.2.77", "NO", 2119);
        teacher.fails(BOB, HOME, START, 1);
        teacher.fails(CAROL, HOME, START, 1);
        teacher.fails(BOB, neighbour, START, 2);

        assertThat(organisation().wrongPasswords(home.address(), START, HOUR)).isEqualTo(2);
        assertThat(organisation().wrongPasswords(home.network(), START, HOUR)).isEqualTo(3);
        assertThat(organisation().triedAccounts(home.network(), START, HOUR)).isEqualTo(2);
        assertThat(organisation().triedAccounts(footprint(START, ELSEWHERE).network(), START, HOUR))
                .isZero();
    }

    @Test
    void aSingleOtherOrganisationAddsNothingAndSeveralAVoteEach() {
        teacher.fails(BOB, HOME, START, 1);
        for (int i = 0; i < 200; i++) {
            teacher.fails(account(i, "tenant.test"), HOME, START, i);
            teacher.arrives(account(i, "tenant.test"), HOME, START);
        }
        assertThat(organisation().wrongPasswords(home.address(), START, HOUR)).isEqualTo(1);
        assertThat(organisation().triedAccounts(home.address(), START, HOUR)).isEqualTo(1);
        assertThat(organisation().newcomers(home.address(), START, HOUR)).isZero();

        for (int domain = 0; domain < 40; domain++) {
            teacher.fails(account(1, "made-up" + domain + ".test"), HOME, START, 5);
        }
        assertThat(organisation().triedAccounts(home.address(), START, HOUR)).isLessThanOrEqualTo(2);

        for (int domain = 0; domain < 40; domain++) {
            teacher.logsIn(account(1, "tenant" + domain + ".test"), ELSEWHERE, START, 1);
            teacher.fails(account(1, "tenant" + domain + ".test"), HOME, START, 5);
        }
        assertThat(organisation().triedAccounts(home.address(), START, HOUR)).isBetween(40, 42);
    }

    @Test
    void madeUpDomainsPushNothingOut() {
        for (int i = 0; i < 20; i++) {
            teacher.logsIn(account(i, "example.org"), HOME, START, 1);
            teacher.fails(account(i, "example.org"), ELSEWHERE, START, i);
        }
        for (int domain = 0; domain < 200_000; domain++) {
            teacher.fails(account(1, "made-up" + domain + ".test"), HOME, START, 5);
        }

        assertThat(organisation().triedAccounts(footprint(START, ELSEWHERE).network(), START, HOUR))
                .isEqualTo(20);
    }

    @Test
    void loginWithoutAddressIsCountedNowhere() {
        teacher.fails(BOB, Origin.UNKNOWN, START, 1);
        teacher.arrives(BOB, Origin.UNKNOWN, START);

        assertThat(organisation().wrongPasswords(0, START, HOUR)).isZero();
        assertThat(organisation().newcomers(0, START, HOUR)).isZero();
    }

    @Test
    void countsEachNewcomerOnce() {
        for (int i = 0; i < 100; i++) {
            teacher.arrives(account(i % 5, "example.org"), HOME, START);
        }

        assertThat(organisation().newcomers(home.address(), START, HOUR)).isEqualTo(5);
        assertThat(organisation().newcomers(home.address(), day(1), HOUR)).isZero();
    }

    @Test
    void namesWhatAccountsUse() {
        teacher.organisations().named(THUNDERBIRD);
        Profile profile = new Profile(Facts.lasting());
        profile.learn(home, Whereabouts.of(START, HOME));

        assertThat(names(profile, Trait.FAMILY)).containsExactly("Thunderbird");
        assertThat(names(profile, Trait.COUNTRY)).containsExactly("NO");
        assertThat(names(profile, Trait.SYSTEM)).containsExactly("");
    }

    @Test
    void theFirstNameOfAProgramStays() {
        teacher.organisations().named(new Client("Thunderbird", "1", ""));
        teacher.organisations().named(new Client("Thunderbird", "2", ""));
        Profile profile = new Profile(Facts.lasting());
        profile.learn(home, Whereabouts.of(START, HOME));

        assertThat(names(profile, Trait.FAMILY)).containsExactly("Thunderbird");
    }

    private List<String> names(Profile profile, Trait trait) {
        return profile.habits().mostUsed(trait, START).stream()
                .map(habit -> organisation().name(trait, habit))
                .toList();
    }

    @Test
    void ownsWhatThreeOfItsAccountsUseAndNotWhatOthersDo() {
        for (int i = 0; i < 3; i++) {
            teacher.logsIn(account(i, "example.org"), HOME, START, 30);
            teacher.logsIn(account(i, "tenant.test"), ELSEWHERE, START, 5_000);
        }

        assertThat(organisation().owns(home.network())).isTrue();
        assertThat(organisation().owns(footprint(START, ELSEWHERE).network())).isFalse();
        assertThat(teacher.organisations()
                        .of(TENANT)
                        .owns(footprint(START, ELSEWHERE).network()))
                .isTrue();
        assertThat(teacher.organisations().of(TENANT).owns(home.network())).isFalse();
    }

    @Test
    void aColleagueAloneOwnsNothing() {
        for (int i = 0; i < 10; i++) {
            teacher.logsIn(account(i, "example.org"), HOME, START, 30);
        }
        teacher.logsIn(CAROL, ELSEWHERE, START, 10_000);

        assertThat(organisation().owns(footprint(START, ELSEWHERE).network())).isFalse();
        assertThat(organisation().owns(home.network())).isTrue();
    }

    @Test
    void aSmallOneBorrowsWhatSeveralOthersUse() {
        for (int day = 0; day < 10; day++) {
            teacher.logsIn(BOB, HOME, day(day), 1);
            for (int domain = 0; domain < 3; domain++) {
                teacher.logsIn(account(1, "house" + domain + ".test"), ELSEWHERE, day(day), 5);
            }
        }
        assertThat(organisation().owns(footprint(START, ELSEWHERE).network())).isTrue();
        assertThat(organisation()
                        .share(Trait.COUNTRY, footprint(START, ELSEWHERE).country()))
                .isEqualTo(0.75);
    }

    @Test
    void andNotWhatASingleOtherDoesHoweverMuch() {
        for (int day = 0; day < 60; day++) {
            teacher.logsIn(BOB, HOME, day(day), 1);
            for (int account = 0; account < 50; account++) {
                teacher.logsIn(account(account, "tenant.test"), ELSEWHERE, day(day), 20);
            }
        }
        assertThat(organisation().owns(footprint(START, ELSEWHERE).network())).isFalse();
        assertThat(organisation().share(Trait.COUNTRY, footprint(START, HOME).country()))
                .isEqualTo(0.5);
    }

    @Test
    void domainsOfOneGroupAreOneOrganisation() {
        Organisations grouped = new Organisations(Teacher.grouped(List.of(List.of("example.org", "example.com"))));
        Teacher all = new Teacher(grouped);
        all.logsIn(account(1, "example.org"), HOME, START, 30);
        all.logsIn(account(2, "example.com"), HOME, START, 30);
        all.logsIn(account(3, "example.com"), HOME, START, 30);

        assertThat(grouped.of(BOB).owns(home.network())).isTrue();
        assertThat(grouped.of(account(9, "example.com")).owns(home.network())).isTrue();
        assertThat(grouped.name(account(9, "example.com"))).isEqualTo("example.org");
    }

    @Test
    void knowsLinkedDomains() {
        teacher.links(START, List.of("example.com", "example.net"));

        assertThat(organisation().linksTo("example.com")).isTrue();
        assertThat(organisation().linksTo("evil.example")).isFalse();
        assertThat(organisation().linkedDomains()).isEqualTo(2);
        assertThat(teacher.organisations().of(TENANT).linksTo("example.com")).isFalse();
    }

    @Test
    void strangeDomainPassesForKnownInOneOfAHundredCasesHoweverManyAreKnown() {
        for (int i = 0; i < 100_000; i++) {
            teacher.links(START, List.of("known" + i + ".example"));
        }

        assertThat(organisation().linkedDomains()).isBetween(16_000, 32_768);
        assertThat(IntStream.range(90_000, 100_000).filter(i -> organisation().linksTo("known" + i + ".example")))
                .hasSizeGreaterThan(9_900);
        assertThat(IntStream.range(0, 10_000).filter(i -> organisation().linksTo("strange" + i + ".example")))
                .hasSizeLessThan(150);
    }

    @Test
    void anAddressSendsPhishingWhenSeveralMessagesOrOrganisationsSaySo() {
        teacher.getsPhishing(BOB, CAFE, START);
        teacher.getsPhishing(CAROL, CAFE, START);
        teacher.getsPhishing(BOB, CAFE, START.plusSeconds(70));
        for (int i = 0; i < 100; i++) {
            teacher.getsPhishing(TENANT, CAFE, START.plusSeconds(60L * i));
        }
        assertThat(organisation().sentPhishing(CAFE, day(1))).isEmpty();
        assertThat(teacher.organisations().of(TENANT).sentPhishing(CAFE, day(1)))
                .contains("this organisation 100 times");

        teacher.getsPhishing(BOB, CAFE, START.plusSeconds(130));
        assertThat(organisation().sentPhishing(CAFE, day(1))).contains("this organisation 3 times");
        assertThat(organisation().sentPhishing(CAFE, day(31))).isEmpty();
        assertThat(teacher.organisations().of(account(1, "third.test")).sentPhishing(CAFE, day(1)))
                .isEmpty();

        teacher.getsPhishing(account(2, "fourth.test"), CAFE, START);
        assertThat(teacher.organisations().of(account(1, "third.test")).sentPhishing(CAFE, day(1)))
                .contains("3 organisations here");
    }

    @Test
    void madeUpNamesMakeNoOrganisation() {
        byte[] before = teacher.organisations().snapshot();
        for (int i = 0; i < 1000; i++) {
            assertThat(teacher.organisations()
                            .of(account(i, "made-up" + i + ".test"))
                            .linkedDomains())
                    .isZero();
        }
        assertThat(teacher.organisations().snapshot()).isEqualTo(before);
    }
}
