package io.mailwarden.engine.profile;

import static io.mailwarden.engine.fixtures.Suspicions.suspicion;
import static io.mailwarden.engine.profile.Facts.ELSEWHERE;
import static io.mailwarden.engine.profile.Facts.HOME;
import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.day;
import static io.mailwarden.engine.profile.Facts.footprint;
import static io.mailwarden.engine.profile.Facts.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Message.Attachment;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileTest {

    private final Profile profile = new Profile(Facts.lasting());

    @Test
    void manyLoginsInOneDayDoNotMakeAHabit() {
        IntStream.range(0, 100).forEach(i -> learn(START.plusSeconds(i), HOME));

        assertThat(profile.mature(START.plusSeconds(100))).isFalse();
    }

    @Test
    void fewLoginsOverManyDaysDoNotMakeAHabit() {
        IntStream.range(0, 9).forEach(i -> learn(day(5 * i), HOME));

        assertThat(profile.mature(day(41))).isFalse();
    }

    @Test
    void enoughLoginsOverEnoughDaysDo() {
        settleIn();

        assertThat(profile.mature(day(9))).isTrue();
        assertThat(profile.learnedLogins()).isEqualTo(10);
        assertThat(profile.firstSeen()).contains(START);
        assertThat(profile.habits().distinct(Trait.COUNTRY)).isEqualTo(1);
        assertThat(profile.rhythm().uses()).isEqualTo(10);
    }

    @Test
    void learnsAnewAfterALongSilence() {
        settleIn();
        assertThat(profile.mature(day(9 + 181))).isFalse();
        assertThat(profile.silence(day(9 + 181))).contains(Duration.ofDays(181));

        learn(day(9 + 181), HOME);

        assertThat(profile.mature(day(9 + 181))).isFalse();
        assertThat(profile.learnedLogins()).isEqualTo(1);
    }

    @Test
    void forgetsNetworksThatAreNoLongerUsed() {
        learn(START, HOME);

        assertThat(profile.knowsNetwork(HOME, day(180))).isTrue();
        assertThat(profile.knowsNetwork(HOME, day(181))).isFalse();
        assertThat(profile.knowsNetwork(Origin.UNKNOWN, START)).isFalse();
    }

    @Test
    void suspectedLoginDoesNotBecomeNormal() {
        settleIn();
        suspect(day(9));

        assertThat(profile.knowsNetwork(ELSEWHERE, day(9))).isFalse();
        assertThat(profile.lastTrusted()).map(Whereabouts::country).contains("NO");
        assertThat(profile.lastDoubtful()).map(Whereabouts::country).contains("NG");
        assertThat(risk(day(9)).score()).isEqualTo(0.6);
        assertThat(profile.learnedLogins()).isEqualTo(10);
    }

    @Test
    void countsAddressesWhetherTrustedOrNot() {
        learn(START, HOME);
        suspect(START.plusSeconds(3_600));

        assertThat(profile.usedWithin(Trait.ADDRESS, Duration.ofHours(2), START.plusSeconds(3_600)))
                .isEqualTo(2);
        assertThat(profile.usedWithin(Trait.ADDRESS, Duration.ofMinutes(30), START.plusSeconds(3_600)))
                .isEqualTo(1);
    }

    @Test
    void learnsWhatWasSetAsideAfterTheQuietTime() {
        settleIn();
        suspect(day(9));

        profile.settle(day(16).minusSeconds(1));
        assertThat(profile.knowsNetwork(ELSEWHERE, day(16))).isFalse();

        profile.settle(day(16));
        assertThat(profile.knowsNetwork(ELSEWHERE, day(16))).isTrue();
        assertThat(profile.lastTrusted()).map(Whereabouts::country).contains("NG");
        assertThat(profile.lastDoubtful()).isEmpty();
        assertThat(profile.learnedLogins()).isEqualTo(11);
        assertThat(profile.standing(day(16))).isEmpty();
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
    void attackerWhoComesEachDayNeverHasAQuietTime() {
        settleIn();
        for (int day = 9; day < 200; day++) {
            profile.settle(day(day));
            learn(day(day), HOME);
            suspect(day(day).plusSeconds(3_600));
        }

        assertThat(profile.knowsNetwork(ELSEWHERE, day(200))).isFalse();
    }

    @Test
    void ownerWhoMovedIsLearnedAfterTwiceTheQuietTime() {
        settleIn();
        for (int day = 10; day < 24; day++) {
            suspect(day(day));
            profile.settle(day(day));
            assertThat(profile.knowsNetwork(ELSEWHERE, day(day))).isFalse();
        }

        profile.settle(day(24));

        assertThat(profile.knowsNetwork(ELSEWHERE, day(24))).isTrue();
    }

    @Test
    void loginThatIsOddInMoreThanItsPlaceIsNoMove() {
        settleIn();
        for (int day = 10; day < 40; day++) {
            profile.stand(List.of(suspicion(day(day), "guessed-password", Evidence.PASSWORD, 0.5)));
            profile.setAside(footprint(day(day), ELSEWHERE), Whereabouts.of(day(day), ELSEWHERE), true);
            profile.settle(day(day));
        }

        assertThat(profile.knowsNetwork(ELSEWHERE, day(40))).isFalse();
    }

    @Test
    void learnsAtOnceWhenAnAdministratorTrustsIt() {
        settleIn();
        suspect(day(9));
        profile.begin(message(day(9), List.of("new@example.net")), false, fresh -> 0);

        profile.trust();

        assertThat(risk(day(9)).stands()).isFalse();
        assertThat(profile.knowsNetwork(ELSEWHERE, day(9))).isTrue();
        assertThat(profile.begin(message(day(9), List.of("new@example.net")), false, fresh -> 0)
                        .freshRecipients())
                .isZero();
    }

    @Test
    void forgetsWhatWasUnderSuspicionWhenTheAccountIsGivenBack() {
        settleIn();
        suspect(day(9));
        profile.stand(List.of(suspicion(day(9), "bounce-storm", Evidence.RETURNS, 0.6)));
        profile.refused(day(9), 4_711, 17);
        profile.begin(Facts.report(day(9), "<1@example.org>"), false);
        profile.begin(message(day(9), List.of("victim@example.net")), false, fresh -> 0);

        profile.reviewed(Decision.RESOLVED, day(9));
        profile.settle(day(60));

        assertThat(profile.standing(day(9))).isEmpty();
        assertThat(profile.knowsNetwork(ELSEWHERE, day(9))).isFalse();
        assertThat(profile.knowsNetwork(HOME, day(9))).isTrue();
        assertThat(profile.lastTrusted()).map(Whereabouts::country).contains("NO");
        assertThat(profile.lastDoubtful()).isEmpty();
        assertThat(profile.learnedLogins()).isEqualTo(10);
        assertThat(profile.attempts().returns(day(9), Duration.ofDays(1))).isZero();
        assertThat(profile.attempts().wrongPasswords(day(9), Duration.ofDays(1)))
                .isZero();
        assertThat(profile.begin(message(day(9), List.of("victim@example.net")), false, fresh -> 0)
                        .freshRecipients())
                .isEqualTo(1);
    }

    @Test
    void aConfirmationLeavesWhatIsSetAside() {
        settleIn();
        suspect(day(9));

        profile.reviewed(Decision.CONFIRMED, day(9));

        assertThat(risk(day(9)).stands()).isTrue();
        assertThat(profile.lastDoubtful()).map(Whereabouts::country).contains("NG");
    }

    @Test
    void riskEndsWithItsTime() {
        suspect(START);

        assertThat(risk(START.plus(Duration.ofHours(12))).stands()).isTrue();
        assertThat(risk(START.plus(Duration.ofHours(12)).plusNanos(1)).stands()).isFalse();
    }

    @Test
    void anomaliesOfSendingAreNoRiskForSending() {
        profile.stand(List.of(suspicion(START, "submission-burst", Evidence.VOLUME, 0.9)));

        assertThat(profile.standing(START)).hasSize(1);
        assertThat(risk(START).stands()).isFalse();
    }

    @Test
    void strongerOneOfAKindTakesThePlaceOfAWeakerOne() {
        profile.stand(List.of(suspicion(START, "burst", Evidence.VOLUME, 0.5)));
        profile.stand(List.of(suspicion(START.plusSeconds(1), "burst", Evidence.VOLUME, 0.6)));
        profile.stand(List.of(suspicion(START.plusSeconds(2), "burst", Evidence.VOLUME, 0.4)));

        assertThat(profile.standing(START.plusSeconds(2)))
                .extracting(Suspicion::score)
                .containsExactly(0.6, 0.4);
    }

    @Test
    void manyWeakOnesPushOutNoStrongOne() {
        profile.stand(List.of(suspicion(START, "strong", Evidence.PLACE, 0.9)));
        for (int i = 0; i < 1_000; i++) {
            profile.stand(List.of(suspicion(START.plusSeconds(i), "weak", Evidence.TIME, 0.5 - i / 10_000.0)));
        }

        assertThat(profile.standing(START.plusSeconds(1_000)))
                .hasSizeLessThanOrEqualTo(8)
                .anyMatch(one -> one.type().equals("strong"));
    }

    @Test
    void countsWrongPasswordsOfOneNetworkAndOfAll() {
        profile.refused(START, Keys.of("here"), 1);
        profile.refused(START, Keys.of("there"), 2);

        assertThat(profile.attempts().wrongPasswords(START, Duration.ofHours(1)))
                .isEqualTo(2);
        assertThat(profile.attempts().wrongPasswords(Keys.of("here"), START, Duration.ofHours(1)))
                .isEqualTo(1);
        assertThat(new Profile(Facts.lasting()).attempts().wrongPasswords(START, Duration.ofHours(1)))
                .isZero();
    }

    @Test
    void learnsWhoseNameItSendsInAndWhatItAttaches() {
        Attachment attachment = new Attachment("offer.PDF", "application/pdf", 99);
        var message = message(START, List.of("a@example.net"), Facts.content(2_000, List.of(), List.of(attachment)));
        profile.sent(message, Shape.of(message, profile.begin(message, false, fresh -> 0)));

        assertThat(profile.knows(Trait.SENDER, Keys.of("alice@example.org"), START))
                .isTrue();
        assertThat(profile.knows(Trait.REPLY_TO, Keys.of("reply@example.org"), START))
                .isTrue();
        assertThat(profile.knows(Trait.ATTACHMENT, Keys.of("pdf"), START)).isTrue();
        assertThat(profile.knows(Trait.ATTACHMENT, Keys.of("exe"), START)).isFalse();
    }

    private void settleIn() {
        IntStream.range(0, 10).forEach(i -> learn(day(i), HOME));
    }

    private void learn(Instant at, Origin origin) {
        profile.learn(footprint(at, origin), Whereabouts.of(at, origin));
    }

    private void suspect(Instant at) {
        profile.stand(List.of(suspicion(at, "new-country", Evidence.PLACE, 0.6)));
        profile.setAside(footprint(at, ELSEWHERE), Whereabouts.of(at, ELSEWHERE), true);
    }

    private Risk risk(Instant at) {
        return Risk.of(profile.standing(at)).of(Evidence.Stream.LOGIN);
    }
}
