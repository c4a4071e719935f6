package io.mailwarden.engine.profile.organisation;

import static io.mailwarden.engine.profile.Facts.HOME;
import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.day;
import static io.mailwarden.engine.profile.Facts.footprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommonnessTest {

    private static final int HALF_LIFE = 30 * 1440;
    private static final long NORWAY = Keys.ofCountry("NO");

    private final Commonness votes = new Commonness(HALF_LIFE, 256);
    private final Commonness commonness = new Commonness(HALF_LIFE, 48);

    private void learn(Footprint footprint, long user, Instant at) {
        commonness.learn(footprint, user, at, votes, 1);
    }

    @Test
    void countsEachTraitOfALogin() {
        learn(footprint(START, HOME), 1, START);
        learn(footprint(START, HOME), 2, START);
        learn(Footprint.of(START, Origin.UNKNOWN, Client.UNKNOWN), 3, START);

        assertThat(commonness.total(Trait.ASN)).isEqualTo(2);
        assertThat(commonness.share(Trait.ASN, 2119)).isEqualTo(1);
        assertThat(commonness.share(Trait.ASN, 224)).isZero();
        assertThat(commonness.share(Trait.ASN, 0)).isZero();
        assertThat(commonness.users()).isEqualTo(2);
    }

    @Test
    void halvesWithEveryHalfLife() {
        IntStream.range(0, 8).forEach(i -> learn(footprint(START, HOME), 1, START));

        learn(footprint(day(30), HOME), 1, day(30));
        assertThat(commonness.total(Trait.COUNTRY)).isEqualTo(5);
        learn(footprint(day(3_000), HOME), 2, day(3_000));
        assertThat(commonness.total(Trait.COUNTRY)).isEqualTo(1);
        assertThat(commonness.share(Trait.COUNTRY, NORWAY)).isEqualTo(1);
        assertThat(commonness.users()).isEqualTo(1);
    }

    @Test
    void whatHasATwentiethIsFoundAmongAnyNumberOfOthers() {
        for (int i = 0; i < 100_000; i++) {
            learn(login(i % 10 == 0 ? 1 : 1_000 + i), i % 97, START);
        }

        assertThat(commonness.share(Trait.ASN, asn(1))).isCloseTo(0.1, within(0.005));
        assertThat(commonness.isHabit(Trait.ASN, asn(1), 50)).isTrue();
        assertThat(IntStream.range(1_000, 101_000).filter(i -> commonness.isHabit(Trait.ASN, asn(i), 50)))
                .isEmpty();
    }

    @Test
    void aSingleAccountMakesNoHabitHoweverOftenItLogsIn() {
        for (int account = 1; account <= 20; account++) {
            for (int i = 0; i < 100; i++) {
                learn(login(account), account, START);
            }
        }
        for (int i = 0; i < 100_000; i++) {
            learn(login(99), 7, START);
        }
        learn(login(99), 8, START);
        assertThat(commonness.isHabit(Trait.ASN, asn(99), 50)).isFalse();
        assertThat(commonness.shareOfMany(Trait.ASN, asn(99))).isLessThan(0.01);

        learn(login(99), 9, START);
        assertThat(commonness.isHabit(Trait.ASN, asn(99), 50)).isFalse();
    }

    @Test
    void norDoesItUndoTheHabitOfTheOthers() {
        for (int account = 1; account <= 20; account++) {
            for (int i = 0; i < 100; i++) {
                learn(login(1), account, START);
            }
        }
        for (int i = 0; i < 100_000; i++) {
            learn(login(1_000 + i % 7), 30, START);
        }

        assertThat(commonness.isHabit(Trait.ASN, asn(1), 50)).isTrue();
        assertThat(commonness.shareOfMany(Trait.ASN, asn(1))).isGreaterThan(0.8);
    }

    @Test
    void anOrganisationHasOneVoteADayForWhatItUsesMost() {
        for (int day = 0; day < 10; day++) {
            for (int i = 0; i < 50; i++) {
                commonness.learn(login(i == 0 ? 2 : 1), i % 5, day(day), votes, 11);
            }
        }
        for (int day = 0; day < 10; day++) {
            new Commonness(HALF_LIFE, 48).learn(login(1), 1, day(day), votes, 12);
        }

        assertThat(votes.total(Trait.ASN)).isEqualTo(20);
        assertThat(votes.share(Trait.ASN, asn(1))).isEqualTo(1);
        // On its first day only, when it was the one of one.
        assertThat(votes.share(Trait.ASN, asn(2))).isEqualTo(1 / 20.0);
    }

    @Test
    void losesNothingWhenManyLearnAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int user = thread;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        learn(login(i % 10), user, START);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(commonness.total(Trait.ASN)).isEqualTo(16_000);
        assertThat(IntStream.range(0, 10).mapToDouble(i -> commonness.share(Trait.ASN, asn(i))))
                .containsOnly(0.1);
    }

    private static Footprint login(int number) {
        return new Footprint(0, 0, asn(number), 0, 0, 0, 0, 8);
    }

    private static long asn(int number) {
        return 1_000 + number;
    }
}
