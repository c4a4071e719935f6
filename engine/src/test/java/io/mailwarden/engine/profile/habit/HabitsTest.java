package io.mailwarden.engine.profile.habit;

import static io.mailwarden.engine.profile.Facts.HOME;
import static io.mailwarden.engine.profile.Facts.START;
import static io.mailwarden.engine.profile.Facts.day;
import static io.mailwarden.engine.profile.Facts.footprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Habits.Habit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HabitsTest {

    private static final int FORGET = 180 * 1440;

    private final Habits habits = new Habits(new Decay(Duration.ofDays(30)));

    @Test
    void knowsNothingAtFirst() {
        assertThat(habits.weight(Trait.ASN, 2119, START)).isZero();
        assertThat(habits.daysSince(Trait.ASN, 2119, START)).isEqualTo(-1);
        assertThat(habits.total(Trait.ASN, START)).isZero();
        assertThat(habits.mostUsed(Trait.ASN, START)).isEmpty();
        assertThat(knows(Trait.ASN, 2119, START)).isFalse();
    }

    @Test
    void halvesWhatIsNotUsed() {
        use(Trait.ASN, 2119, START);
        use(Trait.ASN, 2119, START);

        assertThat(habits.weight(Trait.ASN, 2119, START)).isEqualTo(2);
        assertThat(habits.weight(Trait.ASN, 2119, day(30))).isCloseTo(1, within(1e-6));
        use(Trait.ASN, 2119, day(30));
        assertThat(habits.weight(Trait.ASN, 2119, day(30))).isCloseTo(2, within(1e-6));
        assertThat(habits.daysSince(Trait.ASN, 2119, day(37))).isEqualTo(7);
    }

    @Test
    void whatComesLateWeighsWhatItWouldHave() {
        use(Trait.ASN, 2119, day(30));
        use(Trait.ASN, 2119, START);

        assertThat(habits.weight(Trait.ASN, 2119, day(30))).isCloseTo(1.5, within(1e-6));
        assertThat(habits.daysSince(Trait.ASN, 2119, START)).isZero();
    }

    @Test
    void keepsTraitsApart() {
        use(Trait.FAMILY, 7, START);

        assertThat(habits.distinct(Trait.FAMILY)).isEqualTo(1);
        assertThat(habits.distinct(Trait.SYSTEM)).isZero();
        assertThat(habits.weight(Trait.SYSTEM, 7, START)).isZero();
    }

    @Test
    void learnsEachKnownTraitOfALogin() {
        habits.use(footprint(START, HOME), Decay.minute(START));
        habits.use(footprint(START, Origin.UNKNOWN), Decay.minute(START));

        for (Trait trait : Trait.OF_LOGINS) {
            assertThat(habits.distinct(trait)).as(trait.name()).isEqualTo(1);
        }
        assertThat(habits.distinct(Trait.SENDER)).isZero();
    }

    @Test
    void theLeastUsedGoesFirst() {
        for (int use = 0; use < 10; use++) {
            use(Trait.NETWORK, 1, START);
        }
        for (int network = 2; network < 1_000; network++) {
            use(Trait.NETWORK, network, day(network / 100));
        }

        assertThat(habits.distinct(Trait.NETWORK)).isEqualTo(Trait.NETWORK.most());
        assertThat(knows(Trait.NETWORK, 1, day(10))).isTrue();
        assertThat(knows(Trait.NETWORK, 999, day(10))).isTrue();
    }

    @Test
    void floodOfOneTraitPushesOutNoOther() {
        use(Trait.COUNTRY, Keys.ofCountry("NO"), START);
        for (int address = 1; address < 1_000; address++) {
            use(Trait.ADDRESS, address, START);
        }

        assertThat(knows(Trait.COUNTRY, Keys.ofCountry("NO"), START)).isTrue();
    }

    @Test
    void forgetsAfterItsTime() {
        use(Trait.ASN, 2119, START);

        assertThat(knows(Trait.ASN, 2119, day(180))).isTrue();
        assertThat(knows(Trait.ASN, 2119, day(180).plusSeconds(60))).isFalse();
    }

    @Test
    void whatIsNotToldIsNoHabit() {
        use(Trait.ASN, 0, START);

        assertThat(habits.distinct(Trait.ASN)).isZero();
        assertThat(knows(Trait.ASN, 0, START)).isFalse();
    }

    @Test
    void listsTheMostUsedFirst() {
        use(Trait.ASN, 1, START);
        use(Trait.ASN, 2, START);
        use(Trait.ASN, 2, START);

        assertThat(habits.mostUsed(Trait.ASN, START)).containsExactly(new Habit(2, 2), new Habit(1, 1));
        assertThat(habits.total(Trait.ASN, START)).isEqualTo(3);
    }

    @Test
    void addsWhatOthersHoldWithinItsBounds() {
        use(Trait.ASN, 1, START);
        use(Trait.ASN, 1, START);
        Habits other = new Habits(new Decay(Duration.ofDays(30)));
        for (int asn = 1; asn <= 8; asn++) {
            other.use(Trait.ASN, asn, Decay.minute(START));
        }
        use(Trait.ASN, 11, START);
        habits.addAll(other);

        assertThat(habits.weight(Trait.ASN, 1, START)).isEqualTo(3);
        assertThat(habits.distinct(Trait.ASN)).isEqualTo(Trait.ASN.most());
    }

    @Test
    void countsWhatWasUsedSince() {
        use(Trait.ADDRESS, 1, START);
        use(Trait.ADDRESS, 2, START.plusSeconds(60));

        assertThat(habits.usedSince(Trait.ADDRESS, Decay.minute(START.plusSeconds(60))))
                .isEqualTo(1);
        assertThat(habits.usedSince(Trait.ADDRESS, Decay.minute(START))).isEqualTo(2);
    }

    private void use(Trait trait, long key, Instant at) {
        habits.use(trait, key, Decay.minute(at));
    }

    private boolean knows(Trait trait, long key, Instant at) {
        return habits.knows(trait, key, Decay.minute(at), FORGET);
    }
}
