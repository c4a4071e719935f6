package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.profile.habit.ProfileContext;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ProfileFormatProperties {

    private static final int CHECK = Integer.BYTES;

    private final ProfileContext context = Facts.lasting();

    private Profile lived(Life life, int times) {
        Profile profile = new Profile(context);
        life.happenTo(profile, times);
        return profile;
    }

    private Optional<Profile> read(byte[] bytes) {
        try {
            return Optional.of(ProfileFormat.profile(bytes, context));
        } catch (UnreadableSnapshot e) {
            return Optional.empty();
        }
    }

    @Property(tries = 300)
    void isReadAsItWasWrittenAndGoesOnTheSame(
            @ForAll long seed, @ForAll @IntRange(max = 400) int before, @ForAll @IntRange(max = 100) int after) {
        Life life = new Life(seed);
        Life same = new Life(seed);
        Profile unbroken = lived(life, before);
        byte[] bytes = ProfileFormat.bytes(lived(same, before));
        Profile restored = read(bytes).orElseThrow();

        assertThat(ProfileFormat.bytes(restored)).isEqualTo(bytes);
        assertThat(same.told(restored)).isEqualTo(life.told(unbroken));

        life.happenTo(unbroken, after);
        same.happenTo(restored, after);
        assertThat(same.told(restored)).isEqualTo(life.told(unbroken));
        assertThat(ProfileFormat.bytes(restored)).isEqualTo(ProfileFormat.bytes(unbroken));
    }

    @Property(tries = 100)
    void damageIsNoticed(@ForAll long seed, @ForAll @IntRange(max = 200) int times) {
        byte[] whole = ProfileFormat.bytes(lived(new Life(seed), times));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            assertThatThrownBy(() -> ProfileFormat.profile(flipped, context)).isInstanceOf(UnreadableSnapshot.class);
            byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
            assertThatThrownBy(() -> ProfileFormat.profile(cut, context)).isInstanceOf(UnreadableSnapshot.class);
        }
    }

    // As if whoever damaged it had also put the check right: what is read at all can be used.
    @Property(tries = 300)
    void damagedPartsAreUnreadableOrUsable(@ForAll long seed, @ForAll @IntRange(max = 200) int times) {
        Life life = new Life(seed);
        byte[] whole = ProfileFormat.bytes(lived(life, times));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            byte[] body = Arrays.copyOfRange(whole, 1, whole.length - CHECK);
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(body.length) : body.length;
            read(sealed(Arrays.copyOf(body, length))).ifPresent(profile -> {
                byte[] bytes = ProfileFormat.bytes(profile);
                life.told(read(bytes).orElseThrow());
                life.happenTo(profile, 3);
            });
        }
    }

    private static byte[] sealed(byte[] body) {
        SnapshotWriter out = new SnapshotWriter();
        out.raw(body);
        return out.sealed(ProfileFormat.VERSION);
    }

    @Property(tries = 1_000)
    void noiseIsUnreadableOrUsable(@ForAll byte[] noise) {
        read(noise);
        read(sealed(noise)).ifPresent(profile -> new Life(1).told(profile));
    }
}
