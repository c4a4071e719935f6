package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Habits;
import io.mailwarden.engine.profile.habit.Hours;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.KnownKeys;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.Peaks;
import io.mailwarden.engine.profile.habit.Recent;
import io.mailwarden.engine.profile.habit.Rhythm;
import io.mailwarden.engine.profile.habit.SendingLog;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Typical;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BoundsProperties {

    private static final int HALF_LIFE = 30 * 1440;
    private static final int MOST_RECENT = 8;
    private static final int MOST_KNOWN = 32;
    private static final Novelty NOVELTY = new Novelty(1, 1, 1, 1, 0, 1);

    /** A use of something at some time, in any order. */
    record Use(Trait trait, long key, int minute) {

        Instant at() {
            return Instant.ofEpochSecond(60L * minute);
        }
    }

    @Property(tries = 300)
    void habitsStayWithinTheirCapsAndWeightsAreNumbers(@ForAll("streams") List<Use> uses, @ForAll("times") int now) {
        Habits habits = new Habits(new Decay(Duration.ofDays(30)));
        Habits other = new Habits(new Decay(Duration.ofDays(1)));
        for (Use use : uses) {
            habits.use(use.trait(), use.key(), use.minute());
            other.use(use.trait(), ~use.key(), use.minute());
            assertThat(habits.knows(use.trait(), use.key(), use.minute(), 0)).isTrue();
        }
        habits.addAll(other);
        habits.addAll(other);

        Instant at = Instant.ofEpochSecond(60L * now);
        for (Trait trait : Trait.values()) {
            assertThat(habits.distinct(trait)).isLessThanOrEqualTo(trait.most());
            assertThat(habits.total(trait, at)).isBetween(0.0, 3.0 * uses.size());
            assertThat(habits.mostUsed(trait, at))
                    .allSatisfy(habit -> assertThat(habit.weight()).isBetween(0.0, 3.0 * uses.size()));
        }
    }

    @Property(tries = 300)
    void rhythmsAreSharesWhateverComes(@ForAll("streams") List<Use> uses, @ForAll @IntRange(max = 23) int hour) {
        Rhythm rhythm = new Rhythm(Rhythm.blank());
        Rhythm other = new Rhythm(Rhythm.blank());
        for (Use use : uses) {
            Rhythm one = use.key() % 2 == 0 ? rhythm : other;
            one.use(Hours.hour(use.at()), Hours.weekday(use.at()), use.minute(), HALF_LIFE);
        }
        rhythm.addAll(other);

        assertThat(rhythm.uses()).isBetween(0.0, (double) uses.size());
        assertThat(rhythm.hourShare(hour)).isBetween(0.0, 0.5);
        assertThat(rhythm.shareAround(hour, 3)).isBetween(0.0, 1.0);
        assertThat(IntStream.range(0, 7).mapToObj(rhythm::weekdayShare))
                .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
    }

    @Property(tries = 300)
    void sendingLogStaysWithinItsCapAndCountsWhatIsNew(@ForAll("streams") List<Use> uses) {
        SendingLog log = new SendingLog();
        int latest = 0;
        for (Use use : uses) {
            latest = Math.max(latest, use.minute());
            log.add(use.minute(), NOVELTY);
            assertThat(log.size()).isLessThanOrEqualTo(SendingLog.MOST);
            assertThat(log.within(Duration.ofMinutes(1), use.minute()).messages())
                    .isPositive();
        }

        long before = 0;
        for (int minutes : new int[] {1, 5, 10, 30, 60, 600, 1_440, 100_000}) {
            long messages = log.within(Duration.ofMinutes(minutes), latest).messages();
            assertThat(messages).as("in %d minutes", minutes).isBetween(before, (long) uses.size());
            before = messages;
        }
    }

    @Property(tries = 20)
    void sendingLogStaysWithinItsCapWhenSomethingIsSentEachMinute(
            @ForAll @IntRange(min = 1, max = 90) int step, @ForAll("times") int start) {
        SendingLog log = new SendingLog();
        for (int minute = 0; minute < 4_000; minute += 1 + minute % step) {
            log.add(Math.max(0, start - 5_000) + minute, NOVELTY);
            assertThat(log.size()).isLessThanOrEqualTo(SendingLog.MOST);
        }
    }

    @Property(tries = 300)
    void recentOnesStayWithinTheirCap(@ForAll("streams") List<Use> uses, @ForAll("times") int now) {
        Recent recent = new Recent(MOST_RECENT);
        Instant at = Instant.ofEpochSecond(60L * now);
        for (Use use : uses) {
            recent.add(use.at(), use.key(), (int) Math.floorMod(use.key(), 4_097L) - 1);
            assertThat(recent.size()).isLessThanOrEqualTo(MOST_RECENT);
        }

        Duration ever = Duration.ofDays(100_000);
        assertThat(recent.distinctTries(at, ever)).isBetween(0, Math.min(MOST_RECENT, uses.size()));
        assertThat(recent.distinctMarks(at, ever)).isLessThanOrEqualTo(recent.distinctTries(at, ever));
        assertThat(recent.distinctWho(at, ever)).isLessThanOrEqualTo(recent.distinctTries(at, ever));
    }

    @Property(tries = 300)
    void knownKeysStayWithinTwoGenerationsAndKnowTheLatest(
            @ForAll @Size(max = 300) List<Long> keys, @ForAll @IntRange(max = 2_000) int flood) {
        KnownKeys known = new KnownKeys(MOST_KNOWN);
        keys.forEach(known::add);
        for (int i = 0; i < flood; i++) {
            long key = Keys.of("recipient" + i);
            known.add(key);
            assertThat(known.contains(key)).isTrue();
        }

        assertThat(known.size()).isLessThanOrEqualTo(2 * MOST_KNOWN);
    }

    @Property(tries = 300)
    void peaksAndTypicalValuesAreNumbers(@ForAll("streams") List<Use> uses, @ForAll("times") int now) {
        Peaks peaks = new Peaks(new float[Peaks.ROOM]);
        Typical typical = new Typical(new float[Typical.room(1)], 0, 1);
        for (Use use : uses) {
            Peaks.Peak kind = Peaks.Peak.values()[use.trait().ordinal() % Peaks.Peak.values().length];
            peaks.learn(kind, use.key() & 0xFFFFF, use.minute());
            typical.learn(new float[] {use.key() % 64});
        }

        for (Peaks.Peak kind : Peaks.Peak.values()) {
            assertThat(peaks.before(kind, now)).isBetween(0.0, (double) 0xFFFFF);
        }
        assertThat(typical.mean(0)).isBetween(-64.0, 64.0);
        assertThat(typical.deviation(0, 64, 0.1)).isBetween(0.0, 1_280.0);
    }

    @Provide
    Arbitrary<List<Use>> streams() {
        Arbitrary<Long> keys = Arbitraries.oneOf(Arbitraries.longs().between(1, 40), Arbitraries.longs());
        return Combinators.combine(
                        Arbitraries.of(Trait.class), keys.filter(key -> (int) key.longValue() << 4 != 0), times())
                .as(Use::new)
                .list()
                .ofMaxSize(300);
    }

    // Mostly within a month, some at the ends of time.
    @Provide
    Arbitrary<Integer> times() {
        int now = Decay.minute(Facts.START);
        return Arbitraries.oneOf(
                Arbitraries.integers().between(now, now + 1_440),
                Arbitraries.integers().between(now - 30 * 1_440, now + 30 * 1_440),
                Arbitraries.of(0, 1, Integer.MAX_VALUE / 2));
    }
}
