package io.mailwarden.engine.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LogPositionsTest {

    private final LogPositions positions = new LogPositions();

    @Test
    void coverNothingAtFirst() {
        assertThat(positions.of(0)).isZero();
        assertThat(positions.covers(0, 1)).isFalse();
        assertThat(positions.asMap()).isEmpty();
    }

    @Test
    void neverGoBack() {
        positions.advance(3, 7);
        positions.advance(3, 5);

        assertThat(positions.of(3)).isEqualTo(7);
        assertThat(positions.covers(3, 7)).isTrue();
        assertThat(positions.covers(3, 8)).isFalse();
    }

    @Test
    void keepNodesApart() {
        positions.advance(LogPositions.LAST_NODE, LogPositions.LAST_SEQUENCE);
        positions.advance(0, 2);
        positions.advance(9, 4);
        positions.advance(5, 3);
        positions.advance(9, 6);

        assertThat(positions.asMap())
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of(0, 2L, 5, 3L, 9, 6L, LogPositions.LAST_NODE, LogPositions.LAST_SEQUENCE)));
        assertThat(positions.of(4)).isZero();
    }

    @Test
    void refuseWhatNoNodeWrites() {
        assertThatIllegalArgumentException().isThrownBy(() -> positions.advance(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> positions.advance(LogPositions.LAST_NODE + 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> positions.advance(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> positions.advance(1, LogPositions.LAST_SEQUENCE + 1));
    }

    @Test
    void copyGoesItsOwnWay() {
        positions.advance(1, 1);
        positions.advance(2, 1);
        LogPositions copy = positions.copy();

        copy.advance(2, 9);

        assertThat(positions.of(2)).isEqualTo(1);
        assertThat(copy).isNotEqualTo(positions);
    }

    @Property
    void areReadAsTheyWereWritten(
            @ForAll
                    Map<
                                    @IntRange(max = LogPositions.LAST_NODE) Integer,
                                    @LongRange(min = 1, max = LogPositions.LAST_SEQUENCE) Long>
                            sequences)
            throws UnreadableSnapshot {
        LogPositions written = LogPositions.of(sequences);

        assertThat(written.asMap()).isEqualTo(new TreeMap<>(sequences));
        assertThat(LogPositions.read(new SnapshotReader(bytes(written)))).isEqualTo(written);
    }

    @Test
    void takeAByteWhenThereAreNone() {
        assertThat(bytes(positions)).hasSize(1);
    }

    @Test
    void impossibleOnesAreUnreadable() {
        assertUnreadable(1, 1, 0);
        assertUnreadable(2, 4, 1, 4, 1);
        assertUnreadable(100, 1, 1);
        assertUnreadable(1, 1);
    }

    private static void assertUnreadable(int... octets) {
        SnapshotWriter out = new SnapshotWriter();
        for (int octet : octets) {
            out.octet(octet);
        }
        assertThatThrownBy(() -> LogPositions.read(new SnapshotReader(out.bytes())))
                .isInstanceOf(UnreadableSnapshot.class);
    }

    private static byte[] bytes(LogPositions positions) {
        SnapshotWriter out = new SnapshotWriter();
        positions.write(out);
        return out.bytes();
    }
}
