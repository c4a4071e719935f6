package io.mailwarden.engine.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import java.util.List;
import org.junit.jupiter.api.Test;

class StableNumbersTest {

    private final StableNumbers<Stream> numbers =
            new StableNumbers<>(Stream.class, List.of(Stream.BOTH, Stream.LOGIN, Stream.SENDING, Stream.NEITHER));

    @Test
    void goByTheListAndNotByTheSource() throws UnreadableSnapshot {
        assertThat(numbers.of(Stream.BOTH)).isZero();
        assertThat(numbers.of(Stream.LOGIN)).isEqualTo(1);
        assertThat(numbers.read(new SnapshotReader(new byte[] {2}))).isEqualTo(Stream.SENDING);
        assertThatThrownBy(() -> numbers.read(new SnapshotReader(new byte[] {4})))
                .isInstanceOf(UnreadableSnapshot.class);
    }

    @Test
    void everyConstantNeedsOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StableNumbers<>(Stream.class, List.of(Stream.BOTH, Stream.LOGIN)))
                .withMessageContaining("SENDING");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StableNumbers<>(
                        Stream.class,
                        List.of(Stream.BOTH, Stream.LOGIN, Stream.LOGIN, Stream.SENDING, Stream.NEITHER)));
    }

    @Test
    void evidenceKeepsTheNumbersThatProfilesWereStoredWith() {
        assertThat(new StableNumbers<>(Evidence.class, Evidence::number).all())
                .startsWith(
                        Evidence.PLACE,
                        Evidence.TIME,
                        Evidence.CLIENT,
                        Evidence.PASSWORD,
                        Evidence.REPUTATION,
                        Evidence.COMPANY,
                        Evidence.VOLUME,
                        Evidence.RECIPIENTS,
                        Evidence.CONTENT,
                        Evidence.IDENTITY,
                        Evidence.HOUR,
                        Evidence.RETURNS,
                        Evidence.JOINED,
                        Evidence.REPORTS,
                        Evidence.GUESSES);
    }

    @Test
    void numbersOfTheirOwnLeaveNoneOutAndAreTakenOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StableNumbers<>(Stream.class, stream -> 2 * stream.ordinal()));
        assertThatIllegalArgumentException().isThrownBy(() -> new StableNumbers<>(Stream.class, stream -> 0));
    }
}
