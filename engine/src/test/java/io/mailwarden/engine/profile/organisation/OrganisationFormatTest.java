package io.mailwarden.engine.profile.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.profile.Facts;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Habits;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrganisationFormatTest {

    private static final ProfileConfig CONFIG = ProfileConfig.defaults();
    private static final Duration DAY = Duration.ofDays(1);

    private final Organisation organisation = new Organisation(CONFIG);
    private final Random random = new Random(7);

    private static Organisation restored(Organisation one) throws UnreadableSnapshot {
        return Organisation.restored(one.snapshot(), CONFIG);
    }

    private Deviations message() {
        float[] values = new float[Feature.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(-Deviations.MOST, Math.min(Deviations.MOST, random.nextGaussian()));
        }
        return new Deviations(values);
    }

    private static Message message(int number) {
        Message.Content plain = Facts.content(1_000, List.of(), List.of());
        Message.Content content = new Message.Content(
                "<" + number + "@example.org>",
                "",
                1_000,
                List.of(),
                List.of(),
                plain.sender(),
                OptionalLong.of(number * 0x9E3779B97F4A7C15L),
                Optional.empty());
        return Facts.message(Facts.START.plusSeconds(number), List.of("bob@example.com", "eve@example.com"), content);
    }

    private static Footprint place(int number) {
        return Facts.footprint(Facts.START, Facts.origin("198.51." + number % 256 + ".1", "NO", 1 + number));
    }

    @Test
    void newOneTakesLittle() throws UnreadableSnapshot {
        assertThat(organisation.snapshot()).hasSizeLessThan(10_000);
        assertThat(restored(organisation).snapshot()).isEqualTo(organisation.snapshot());
    }

    @Test
    void allOfItIsReadAsItWasWritten() throws UnreadableSnapshot {
        for (int i = 0; i < 300; i++) {
            organisation.commonness().learn(place(i), Facts.START);
            organisation.refused(place(i), new Account("user" + i % 7), Facts.START, i);
            organisation.arrived(place(i % 9), new Account("user" + i), Facts.START);
            organisation.submitted(message(i));
            organisation.learnLinks(List.of("house" + i + ".example"));
        }
        organisation.named(new Client("Thunderbird", "1", "Linux"));
        organisation.learnText(message(7));
        organisation.positions().advance(2, 99);

        Organisation restored = restored(organisation);

        assertThat(restored.positions().asMap()).containsEntry(2, 99L);
        assertThat(restored.commonness().total(Trait.ASN)).isEqualTo(300);
        assertThat(restored.commonness().distinct(Trait.ASN))
                .isEqualTo(organisation.commonness().distinct(Trait.ASN));
        assertThat(restored.linkedDomains()).isEqualTo(organisation.linkedDomains());
        assertThat(restored.name(Trait.FAMILY, new Habits.Habit((int) Keys.of("Thunderbird") & 0xFFF_FFFF, 1)))
                .isEqualTo("Thunderbird");
        for (int i = 0; i < 300; i++) {
            Footprint place = place(i);
            assertThat(restored.commonness().count(Trait.ASN, 1 + i))
                    .isEqualTo(organisation.commonness().count(Trait.ASN, 1 + i));
            assertThat(restored.wrongPasswords(place.address(), Facts.START, DAY))
                    .isEqualTo(organisation.wrongPasswords(place.address(), Facts.START, DAY))
                    .isPositive();
            assertThat(restored.newcomers(place.network(), Facts.START, DAY))
                    .isEqualTo(organisation.newcomers(place.network(), Facts.START, DAY));
            assertThat(restored.senders(i * 0x9E3779B97F4A7C15L, Facts.START)).isEqualTo(1);
            assertThat(restored.linksTo("house" + i + ".example")).isTrue();
            assertThat(restored.reported(message(i).account(), "<" + i + "@example.org>", Facts.day(1)))
                    .isTrue();
        }
        assertThat(restored.reported(message(0).account(), "<300@example.org>", Facts.day(1)))
                .isFalse();
    }

    @Test
    void triesThatNoWindowReachesAreLeftOut() throws UnreadableSnapshot {
        organisation.refused(place(1), new Account("bob"), Facts.START, 1);
        organisation.refused(place(2), new Account("bob"), Facts.START, 1);
        organisation.refused(place(2), new Account("bob"), Facts.day(3), 2);

        Organisation restored = restored(organisation);

        assertThat(restored.failures.asMap()).doesNotContainKey(place(1).address());
        assertThat(restored.wrongPasswords(place(2).address(), Facts.day(3), Duration.ofDays(9)))
                .isEqualTo(1);
    }

    @Test
    void restoredForestGoesOnAsTheUnbrokenOne() throws UnreadableSnapshot {
        Outliers unbroken = organisation.outliers();
        for (int i = 0; i < 9_000; i++) {
            unbroken.learn(message());
        }
        Outliers restored = restored(organisation).outliers();

        assertThat(restored.learned()).isEqualTo(9_000);
        for (int i = 0; i < 3_000; i++) {
            Deviations message = message();
            assertThat(restored.find(message, 0)).isEqualTo(unbroken.find(message, 0));
            restored.learn(message);
            unbroken.learn(message);
        }
        assertThat(unbroken.find(message(), 0)).isPresent();
    }

    @Test
    void forestOfAFewMessagesGoesOnToo() throws UnreadableSnapshot {
        Outliers unbroken = organisation.outliers();
        Outliers restored = restored(organisation).outliers();
        for (int i = 0; i < 1_500; i++) {
            Deviations message = message();
            restored.learn(message);
            unbroken.learn(message);
            assertThat(restored.find(message, 0)).isEqualTo(unbroken.find(message, 0));
            if (i == 100 || i == 700) {
                SnapshotWriter out = new SnapshotWriter();
                restored.write(out);
                restored.read(new SnapshotReader(out.bytes()));
            }
        }
    }

    @Test
    void forestOfOtherFeaturesIsLearnedAnew() throws UnreadableSnapshot {
        SnapshotWriter out = new SnapshotWriter();
        out.text("30 x 256 [OTHER]");
        out.number(3);
        out.raw(new byte[] {1, 2, 3});
        Outliers outliers = organisation.outliers();

        outliers.read(new SnapshotReader(out.bytes()));

        assertThat(outliers.learned()).isZero();
    }

    @Test
    void damageIsNoticed() {
        byte[] whole = organisation.snapshot();
        SplittableRandom chance = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            byte[] flipped = whole.clone();
            flipped[chance.nextInt(whole.length)] ^= (byte) (1 << chance.nextInt(Byte.SIZE));
            assertUnreadable(flipped);
            assertUnreadable(Arrays.copyOf(whole, chance.nextInt(whole.length)));
        }
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThatThrownBy(() -> Organisation.restored(bytes, CONFIG)).isInstanceOf(UnreadableSnapshot.class);
    }

    // As if whoever damaged it had also put the check right.
    @Test
    void damagedPartsAreUnreadableOrUsable() {
        for (int i = 0; i < 300; i++) {
            organisation.refused(place(i), new Account("user" + i % 7), Facts.START, i);
            organisation.submitted(message(i));
            organisation.outliers().learn(message());
        }
        byte[] whole = organisation.snapshot();
        SplittableRandom chance = new SplittableRandom(1);
        List<Boolean> read = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] body = Arrays.copyOfRange(whole, 1, whole.length - Integer.BYTES);
            body[chance.nextInt(chance.nextInt(2) == 0 ? 3_000 : body.length)] = (byte) chance.nextInt();
            read.add(read(Arrays.copyOf(body, chance.nextInt(5) == 0 ? chance.nextInt(body.length) : body.length)));
        }
        assertThat(read).contains(true, false);
    }

    private static boolean read(byte[] body) {
        SnapshotWriter out = new SnapshotWriter();
        out.raw(body);
        try {
            Organisation read = Organisation.restored(out.sealed(OrganisationFormat.VERSION), CONFIG);
            read.commonness().learn(place(1), Facts.START);
            read.submitted(message(1));
            return true;
        } catch (UnreadableSnapshot e) {
            return false;
        }
    }
}
