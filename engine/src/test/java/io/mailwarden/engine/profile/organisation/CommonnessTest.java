package io.mailwarden.engine.profile.organisation;

import static io.mailwarden.engine.profile.Facts.HOME;
import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.day;
import static io.mailwarden.engine.profile.Facts.footprint;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommonnessTest {

    private static final int HALF_LIFE = 30 * 1440;

    private final Commonness commonness = new Commonness(HALF_LIFE);

    @Test
    void countsEachTraitOfALogin() {
        commonness.learn(footprint(START, HOME), START);
        commonness.learn(footprint(START, HOME), START);
        commonness.learn(Footprint.of(START, Origin.UNKNOWN, Client.UNKNOWN), START);

        assertThat(commonness.count(Trait.ASN, 2119)).isEqualTo(2);
        assertThat(commonness.total(Trait.ASN)).isEqualTo(2);
        assertThat(commonness.distinct(Trait.ASN)).isEqualTo(1);
        assertThat(commonness.count(Trait.ASN, 224)).isZero();
        assertThat(commonness.count(Trait.ASN, 0)).isZero();
        assertThat(commonness.total(Trait.SENDER)).isZero();
    }

    @Test
    void halvesWithEveryHalfLife() {
        IntStream.range(0, 8).forEach(i -> commonness.learn(footprint(START, HOME), START));

        commonness.learn(footprint(day(30), HOME), day(30));
        assertThat(commonness.count(Trait.COUNTRY, Keys.ofCountry("NO"))).isEqualTo(5);
        commonness.learn(footprint(day(3_000), HOME), day(3_000));
        assertThat(commonness.count(Trait.COUNTRY, Keys.ofCountry("NO"))).isEqualTo(1);
        assertThat(commonness.total(Trait.COUNTRY)).isEqualTo(1);
    }

    @Test
    void countsNeverTooLittleAndSeldomTooMuch() {
        for (int i = 0; i < 50_000; i++) {
            commonness.learn(login(i), START);
            if (i % 10 == 0) {
                commonness.learn(login(i), START);
            }
        }

        assertThat(IntStream.range(0, 50_000).map(i -> count(i) - (i % 10 == 0 ? 2 : 1)))
                .allMatch(surplus -> surplus >= 0)
                .filteredOn(surplus -> surplus > 0)
                .hasSizeLessThan(1_000);
        assertThat(commonness.distinct(Trait.ASN)).isBetween(49_000L, 50_000L);
    }

    @Test
    void losesNothingWhenManyLearnAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int i = 0; i < 2_000; i++) {
                            commonness.learn(login(i % 10), START);
                            assertThat(count(i % 10)).isPositive();
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(IntStream.range(0, 10).map(this::count)).containsOnly(1_600);
        assertThat(commonness.total(Trait.ASN)).isEqualTo(16_000);
    }

    private static Footprint login(int number) {
        return new Footprint(0, 0, asn(number), 0, 0, 0, 0, 8);
    }

    private int count(int number) {
        return commonness.count(Trait.ASN, asn(number));
    }

    private static long asn(int number) {
        return 1_000 + number;
    }
}
