package io.mailwarden.engine.profile.habit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExperienceTest {

    private static final int DAY = 1440;
    private static final int FORGET = 180 * DAY;

    // 10 times over 7 days, forgotten after 180.
    private final ProfileConfig config = ProfileConfig.defaults();
    private final Experience experience = new Experience() {};

    @Test
    void needsEnoughTimesOverEnoughDays() {
        experience.experience(9, DAY, config);
        assertThat(experience.mature(30 * DAY, config)).isFalse();

        experience.experience(1, 2 * DAY, config);
        assertThat(experience.mature(8 * DAY - 1, config)).isFalse();
        assertThat(experience.mature(8 * DAY, config)).isTrue();
    }

    @Test
    void beginsAnewAfterALongSilence() {
        experience.experience(10, DAY, config);
        assertThat(experience.mature(DAY + FORGET, config)).isTrue();
        assertThat(experience.mature(DAY + FORGET + 1, config)).isFalse();

        experience.experience(1, DAY + FORGET + 1, config);
        assertThat(experience.count()).isEqualTo(1);
        assertThat(experience.first()).contains(Instant.EPOCH.plus(Duration.ofMinutes(DAY + FORGET + 1)));
    }

    @Test
    void matureHabitStaysKnownThroughASilence() {
        experience.experience(9, DAY, config);
        experience.experience(1, 8 * DAY, config);

        experience.experience(1, 8 * DAY + FORGET + 1, config);

        assertThat(experience.mature(9 * DAY + FORGET, config)).isFalse();
        assertThat(experience.known(9 * DAY + FORGET, config)).isTrue();
    }

    @Test
    void immatureHabitIsNotKnown() {
        experience.experience(100, DAY, config);

        assertThat(experience.known(2 * DAY, config)).isFalse();
    }

    /** Nine logins, half a year of nothing, and one more: they are ten, and nothing of it is a habit. */
    @Test
    void seldomUsedIsAcquaintedAndNotKnown() {
        experience.experience(9, DAY, config);
        assertThat(experience.acquainted(30 * DAY, config)).isFalse();

        experience.experience(1, 2 * DAY + FORGET, config);

        assertThat(experience.acquainted(2 * DAY + FORGET, config)).isTrue();
        assertThat(experience.known(2 * DAY + FORGET, config)).isFalse();
        assertThat(experience.count()).isEqualTo(1);
    }

    /** Ten on a day are not enough time, with or without a name for it. */
    @Test
    void manyOnOneDayAreNotAcquainted() {
        experience.experience(100, DAY, config);

        assertThat(experience.acquainted(20 * DAY, config)).isTrue();
        assertThat(experience.acquainted(2 * DAY, config)).isFalse();
    }

    @Test
    void whatItHadBeforeTheSilenceIsStored() throws UnreadableSnapshot {
        experience.experience(9, DAY, config);
        experience.experience(2, 2 * DAY + FORGET, config);
        SnapshotWriter out = new SnapshotWriter();
        experience.writeExperience(out);

        Experience read = new Experience() {};
        read.readExperience(new SnapshotReader(out.bytes()));

        assertThat(read.acquainted(2 * DAY + FORGET, config)).isTrue();
        assertThat(read.known(2 * DAY + FORGET, config)).isFalse();
        assertThat(read.count()).isEqualTo(2);
        SnapshotWriter again = new SnapshotWriter();
        read.writeExperience(again);
        assertThat(again.bytes()).isEqualTo(out.bytes());
    }

    @Test
    void tellsTheSilenceSinceTheLatestWhateverTheOrder() {
        assertThat(experience.silence(DAY)).isEqualTo(-1);

        experience.experience(1, 5 * DAY, config);
        experience.experience(1, 4 * DAY, config);

        assertThat(experience.silence(6 * DAY)).isEqualTo(DAY);
        assertThat(experience.silence(DAY)).isZero();
        assertThat(experience.first()).contains(Instant.EPOCH.plus(Duration.ofDays(4)));
    }

    @Test
    void neverCountsPastItsEnd() {
        experience.experience(Integer.MAX_VALUE, DAY, config);
        experience.experience(Integer.MAX_VALUE, DAY, config);

        assertThat(experience.count()).isEqualTo(Integer.MAX_VALUE);
        assertThat(experience.mature(10 * DAY, config)).isTrue();
    }
}
