package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileTest {

    private static final Instant START = Instant.parse("2026-05-03T12:00:00Z");
    private static final Origin HOME = origin("192.0.2.1", "NO");
    private static final Origin ELSEWHERE = origin("198.51.100.1", "NG");

    // Learns with 10 logins over 7 days, forgets after 180, quiet after 7, risk lasts 12 hours.
    private final Profile profile =
            new Profile(ProfileConfig.defaults(), new Windows(Duration.ofMinutes(10), Duration.ofHours(1)));

    @Test
    void manyLoginsInOneDayDoNotMakeAHabit() {
        IntStream.range(0, 100).forEach(i -> profile.accepted(home(START.plusSeconds(i))));

        assertThat(profile.mature(START.plusSeconds(100))).isFalse();
    }

    @Test
    void fewLoginsOverManyDaysDoNotMakeAHabit() {
        IntStream.range(0, 9).forEach(i -> profile.accepted(home(day(5 * i))));

        assertThat(profile.mature(day(41))).isFalse();
    }

    @Test
    void enoughLoginsOverEnoughDaysDo() {
        settleIn();

        assertThat(profile.mature(day(9))).isTrue();
        assertThat(profile.countries()).containsExactly(Map.entry("NO", 10L));
    }

    @Test
    void learnsAnewAfterALongSilence() {
        settleIn();
        assertThat(profile.mature(day(9 + 181))).isFalse();

        profile.accepted(home(day(9 + 181)));

        assertThat(profile.mature(day(9 + 181))).isFalse();
        assertThat(profile.learnedLogins()).isEqualTo(1);
    }

    @Test
    void forgetsNetworksAndCountriesThatAreNoLongerUsed() {
        profile.accepted(home(START));

        assertThat(profile.knowsNetwork(HOME, day(180))).isTrue();
        assertThat(profile.knowsCountry("NO", day(180))).isTrue();
        assertThat(profile.knowsNetwork(HOME, day(181))).isFalse();
        assertThat(profile.knowsCountry("NO", day(181))).isFalse();
    }

    @Test
    void suspectedLoginDoesNotBecomeNormal() {
        settleIn();
        suspect(day(9));

        assertThat(profile.knowsNetwork(ELSEWHERE, day(9))).isFalse();
        assertThat(profile.lastTrusted()).map(Sighting::origin).contains(HOME);
        assertThat(profile.risk(day(9)).score()).isEqualTo(0.6);
    }

    @Test
    void attackersNextLoginsAreSetAsideToo() {
        settleIn();
        suspect(day(9));
        IntStream.range(1, 200)
                .forEach(i -> profile.accepted(new Sighting(day(9).plusSeconds(i), ELSEWHERE, Client.UNKNOWN)));

        assertThat(profile.knowsCountry("NG", day(9).plusSeconds(200))).isFalse();
    }

    @Test
    void ownerAtHomeGoesOnBeingLearnedMeanwhile() {
        settleIn();
        suspect(day(9));
        profile.accepted(home(day(9).plusSeconds(60)));

        assertThat(profile.learnedLogins()).isEqualTo(11);
    }

    @Test
    void learnsWhatWasSetAsideAfterTheQuietTime() {
        settleIn();
        suspect(day(9));

        profile.settle(day(16).minusSeconds(1));
        assertThat(profile.knowsNetwork(ELSEWHERE, day(16))).isFalse();

        profile.settle(day(16));
        assertThat(profile.knowsNetwork(ELSEWHERE, day(16))).isTrue();
    }

    @Test
    void anotherAnomalyBeginsTheQuietTimeAgain() {
        settleIn();
        suspect(day(9));
        profile.sendingAnomaly(day(12));

        profile.settle(day(18));

        assertThat(profile.knowsNetwork(ELSEWHERE, day(18))).isFalse();
    }

    @Test
    void learnsAtOnceWhenAnAdministratorTrustsIt() {
        settleIn();
        suspect(day(9));
        profile.submitted(day(9), List.of("new@example.net"));

        profile.trust();

        assertThat(profile.risk(day(9)).stands()).isFalse();
        assertThat(profile.knowsNetwork(ELSEWHERE, day(9))).isTrue();
        assertThat(profile.submitted(day(9), List.of("new@example.net"))).isZero();
    }

    @Test
    void riskEndsWithItsTime() {
        suspect(START);

        assertThat(profile.risk(START.plus(Duration.ofHours(12))).stands()).isTrue();
        assertThat(profile.risk(START.plus(Duration.ofHours(12)).plusNanos(1)).stands())
                .isFalse();
    }

    @Test
    void countsARecipientAsNewOnce() {
        assertThat(profile.submitted(START, List.of("a@example.net", "b@example.net")))
                .isEqualTo(2);
        assertThat(profile.submitted(START, List.of("a@example.net"))).isZero();
        assertThat(profile.freshRecipients(START)).isEqualTo(2);
        assertThat(profile.messages(START)).isEqualTo(2);
        assertThat(profile.recipientsInDay(START)).isEqualTo(3);
    }

    @Test
    void clientSeenUnderRiskOrWithoutNameIsNotLearned() {
        profile.clientSeen("", START);
        profile.clientSeen("Thunderbird", START);
        suspect(START);
        profile.clientSeen("Evil", START);

        assertThat(profile.clients()).extracting(Map.Entry::getKey).containsExactly("Thunderbird");
    }

    private void settleIn() {
        IntStream.range(0, 10).forEach(i -> profile.accepted(home(day(i))));
    }

    private void suspect(Instant at) {
        profile.suspected(
                new Sighting(at, ELSEWHERE, Client.UNKNOWN),
                List.of(new Suspicion(at, "new-country", Evidence.PLACE, 0.6, "first login from NG")));
    }

    private static Sighting home(Instant at) {
        return new Sighting(at, HOME, Client.UNKNOWN);
    }

    private static Instant day(int days) {
        return START.plus(Duration.ofDays(days));
    }

    private static Origin origin(String literal, String country) {
        Optional<Address> address = Address.parse(literal);
        Place place = new Place(country, Optional.empty(), Optional.empty(), 50);
        return new Origin(
                address,
                address.map(Address::network),
                Optional.of(place),
                "",
                OptionalLong.empty(),
                NetworkKind.RESIDENTIAL,
                "",
                false);
    }
}
