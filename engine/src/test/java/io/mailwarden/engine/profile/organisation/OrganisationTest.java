package io.mailwarden.engine.profile.organisation;

import static io.mailwarden.engine.profile.Facts.ELSEWHERE;
import static io.mailwarden.engine.profile.Facts.HOME;
import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.THUNDERBIRD;
import static io.mailwarden.engine.profile.Facts.day;
import static io.mailwarden.engine.profile.Facts.footprint;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Facts;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Whereabouts;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrganisationTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Account BOB = new Account("bob");

    private final Organisation organisation = new Organisation(ProfileConfig.defaults());
    private final Footprint home = footprint(START, HOME);

    @Test
    void countsWrongPasswordsByAddressAndNetwork() {
        Footprint neighbour = footprint(START, Facts.origin("192.0.2.77", "NO", 2119));
        organisation.refused(home, BOB, START, 1);
        organisation.refused(home, new Account("carol"), START, 1);
        organisation.refused(neighbour, BOB, START, 2);

        assertThat(organisation.wrongPasswords(home.address(), START, HOUR)).isEqualTo(2);
        assertThat(organisation.wrongPasswords(home.network(), START, HOUR)).isEqualTo(3);
        assertThat(organisation.triedAccounts(home.network(), START, HOUR)).isEqualTo(2);
        assertThat(organisation.triedAccounts(footprint(START, ELSEWHERE).network(), START, HOUR))
                .isZero();
    }

    @Test
    void loginWithoutAddressIsCountedNowhere() {
        Footprint nowhere = footprint(START, Origin.UNKNOWN);
        organisation.refused(nowhere, BOB, START, 1);
        organisation.arrived(nowhere, BOB, START);

        assertThat(organisation.wrongPasswords(0, START, HOUR)).isZero();
        assertThat(organisation.newcomers(0, START, HOUR)).isZero();
    }

    @Test
    void countsEachNewcomerOnce() {
        for (int i = 0; i < 100; i++) {
            organisation.arrived(home, new Account("user" + i % 5), START);
        }

        assertThat(organisation.newcomers(home.address(), START, HOUR)).isEqualTo(5);
        assertThat(organisation.newcomers(home.network(), day(1), HOUR)).isZero();
    }

    @Test
    void namesWhatAccountsUse() {
        organisation.named(THUNDERBIRD);
        Profile profile = new Profile(Facts.lasting());
        profile.learn(home, Whereabouts.of(START, HOME));

        assertThat(names(profile, Trait.FAMILY)).containsExactly("Thunderbird");
        assertThat(names(profile, Trait.COUNTRY)).containsExactly("NO");
        assertThat(names(profile, Trait.SYSTEM)).containsExactly("");
    }

    private List<String> names(Profile profile, Trait trait) {
        return profile.habits().mostUsed(trait, START).stream()
                .map(habit -> organisation.name(trait, habit))
                .toList();
    }

    @Test
    void knowsLinkedDomains() {
        organisation.learnLinks(List.of("example.com", "example.net"));

        assertThat(organisation.linksTo("example.com")).isTrue();
        assertThat(organisation.linksTo("evil.example")).isFalse();
        assertThat(organisation.linkedDomains()).isEqualTo(2);
    }

    @Test
    void strangeDomainPassesForKnownInOneOfAHundredCasesHoweverManyAreKnown() {
        for (int i = 0; i < 100_000; i++) {
            organisation.learnLinks(List.of("known" + i + ".example"));
        }

        assertThat(organisation.linkedDomains()).isBetween(16_000, 32_768);
        assertThat(IntStream.range(90_000, 100_000).filter(i -> organisation.linksTo("known" + i + ".example")))
                .hasSizeGreaterThan(9_900);
        assertThat(IntStream.range(0, 10_000).filter(i -> organisation.linksTo("strange" + i + ".example")))
                .hasSizeLessThan(150);
    }
}
