package io.mailwarden.engine.profile.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Facts;
import io.mailwarden.engine.profile.Teacher;
import io.mailwarden.engine.profile.habit.Footprint;
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
import org.openjdk.jol.info.GraphLayout;

class OrganisationFormatTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final Teacher teacher = Teacher.ofNone();
    private final Random random = new Random(7);

    private Organisations organisations() {
        return teacher.organisations();
    }

    private static Organisations restored(Organisations one) throws UnreadableSnapshot {
        return Organisations.restored(one.snapshot(), Teacher.shipped());
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

    private static Origin place(int number) {
        return Facts.origin("198.51." + number % 256 + ".1", "NO", 1 + number);
    }

    private static Account account(int number) {
        return new Account("user" + number + "@tenant" + number % 7 + ".test");
    }

    private void fill(int events) {
        for (int i = 0; i < events; i++) {
            teacher.logsIn(account(i % 20), place(i % 40), Facts.START.plusSeconds(i), 1);
            teacher.fails(account(i), place(i), Facts.START, i);
            teacher.arrives(account(i), place(i % 9), Facts.START);
            teacher.sends(message(i), List.of("house" + i + ".example"));
            teacher.getsPhishing(account(i), place(i % 9).address().orElseThrow(), Facts.START.plusSeconds(60L * i));
            teacher.deviates(account(i % 20), Facts.START.plusSeconds(600L * i), message());
        }
        organisations().named(new Client("Thunderbird", "1", "Linux"));
        organisations().positions().advance(2, 99);
    }

    @Test
    void newOneTakesLittle() throws UnreadableSnapshot {
        assertThat(organisations().snapshot()).hasSizeLessThan(10_000);
        assertThat(restored(organisations()).snapshot())
                .isEqualTo(organisations().snapshot());
    }

    @Test
    void smallOrganisationTakesLittleRoom() throws UnreadableSnapshot {
        for (int i = 0; i < 300; i++) {
            Account account = new Account("user" + i % 3 + "@example.org");
            teacher.logsIn(account, place(i % 7), Facts.START.plusSeconds(i), 1);
            teacher.sends(message(i), List.of("house" + i % 90 + ".example"));
        }
        OrganisationHabits habits = new OrganisationHabits("example.org", 43_200);
        SnapshotWriter out = new SnapshotWriter();
        organisations().known().of("example.org").write(out);
        habits.read(new SnapshotReader(out.bytes()));

        assertThat(out.bytes()).hasSizeLessThan(5_200);
        assertThat(GraphLayout.parseInstance(habits).totalSize()).isLessThan(20_000);
    }

    @Test
    void allOfItIsReadAsItWasWritten() throws UnreadableSnapshot {
        fill(300);
        Organisations restored = restored(organisations());

        assertThat(restored.snapshot()).hasSameSizeAs(organisations().snapshot());
        assertThat(restored.positions().asMap()).containsEntry(2, 99L);
        assertThat(restored.outdated()).isFalse();
        for (int i = 0; i < 300; i++) {
            Organisation before = organisations().of(account(i));
            Organisation after = restored.of(account(i));
            Footprint place = Facts.footprint(Facts.START, place(i));
            assertThat(after.logins()).isEqualTo(before.logins()).isPositive();
            assertThat(after.share(Trait.ASN, 1 + i % 40)).isEqualTo(before.share(Trait.ASN, 1 + i % 40));
            assertThat(after.wrongPasswords(place.address(), Facts.START, DAY))
                    .isEqualTo(before.wrongPasswords(place.address(), Facts.START, DAY))
                    .isPositive();
            assertThat(after.newcomers(place.network(), Facts.START, DAY))
                    .isEqualTo(before.newcomers(place.network(), Facts.START, DAY));
            assertThat(after.sentPhishing(place(i).address().orElseThrow(), Facts.day(1)))
                    .isEqualTo(before.sentPhishing(place(i).address().orElseThrow(), Facts.day(1)));
        }
        Organisation alices = restored.of(new Account("alice@example.org"));
        for (int i = 0; i < 300; i++) {
            assertThat(alices.senders(i * 0x9E3779B97F4A7C15L, Facts.START)).isLessThanOrEqualTo(1);
            assertThat(alices.linksTo("house" + i + ".example")).isTrue();
            assertThat(restored.begin(report(i))).isTrue();
        }
        assertThat(restored.begin(report(300))).isFalse();
    }

    private static DeliveryReport report(int number) {
        return new DeliveryReport(
                Facts.day(1),
                new Account("alice@example.org"),
                "bob@example.com",
                "5.1.1",
                "<" + number + "@example.org>");
    }

    @Test
    void triesThatNoWindowReachesAreLeftOut() throws UnreadableSnapshot {
        Account bob = new Account("bob@example.org");
        teacher.fails(bob, place(1), Facts.START, 1);
        teacher.fails(bob, place(2), Facts.START, 1);
        teacher.fails(bob, place(2), Facts.day(3), 2);

        Organisation restored = restored(organisations()).of(bob);

        Footprint one = Facts.footprint(Facts.START, place(1));
        Footprint two = Facts.footprint(Facts.START, place(2));
        assertThat(restored.wrongPasswords(one.address(), Facts.day(3), Duration.ofDays(9)))
                .isZero();
        assertThat(restored.wrongPasswords(two.address(), Facts.day(3), Duration.ofDays(9)))
                .isEqualTo(1);
    }

    @Test
    void otherGroupsAreLearnedAnew() throws UnreadableSnapshot {
        fill(10);
        OrganisationContext grouped = Teacher.grouped(List.of(List.of("example.org", "example.com")));

        assertThat(Organisations.restored(organisations().snapshot(), grouped).outdated())
                .isTrue();
        assertThat(new Organisations(grouped).outdated()).isFalse();
    }

    @Test
    void restoredForestGoesOnAsTheUnbrokenOne() throws UnreadableSnapshot {
        Outliers unbroken = new Outliers();
        for (int i = 0; i < 9_000; i++) {
            unbroken.learn(message());
        }
        Outliers restored = copy(unbroken);

        assertThat(restored.learned()).isEqualTo(9_000);
        for (int i = 0; i < 3_000; i++) {
            Deviations message = message();
            assertThat(restored.find(message, 0)).isEqualTo(unbroken.find(message, 0));
            restored.learn(message);
            unbroken.learn(message);
        }
        assertThat(unbroken.find(message(), 0)).isPresent();
    }

    private static Outliers copy(Outliers one) throws UnreadableSnapshot {
        SnapshotWriter out = new SnapshotWriter();
        one.write(out);
        Outliers copy = new Outliers();
        copy.read(new SnapshotReader(out.bytes()));
        return copy;
    }

    @Test
    void forestOfAFewMessagesGoesOnToo() throws UnreadableSnapshot {
        Outliers unbroken = new Outliers();
        Outliers restored = copy(unbroken);
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
        Outliers outliers = new Outliers();

        outliers.read(new SnapshotReader(out.bytes()));

        assertThat(outliers.learned()).isZero();
    }

    @Test
    void damageIsNoticed() {
        byte[] whole = organisations().snapshot();
        SplittableRandom chance = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            byte[] flipped = whole.clone();
            flipped[chance.nextInt(whole.length)] ^= (byte) (1 << chance.nextInt(Byte.SIZE));
            assertUnreadable(flipped);
            assertUnreadable(Arrays.copyOf(whole, chance.nextInt(whole.length)));
        }
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThatThrownBy(() -> Organisations.restored(bytes, Teacher.shipped()))
                .isInstanceOf(UnreadableSnapshot.class);
    }

    // As if whoever damaged it had also put the check right.
    @Test
    void damagedPartsAreUnreadableOrUsable() {
        fill(300);
        byte[] whole = organisations().snapshot();
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
            Teacher read =
                    new Teacher(Organisations.restored(out.sealed(OrganisationFormat.VERSION), Teacher.shipped()));
            read.logsIn(account(1), place(1), Facts.START, 1);
            read.sends(message(1), List.of("house.example"));
            return true;
        } catch (UnreadableSnapshot e) {
            return false;
        }
    }
}
