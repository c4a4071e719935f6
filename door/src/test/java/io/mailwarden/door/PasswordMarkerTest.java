package io.mailwarden.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PasswordMarkerTest {

    private static final Account BOB = new Account("bob@example.org");

    private final PasswordMarker marker = PasswordMarker.withRandomKey();

    @Test
    void givesTheSamePasswordTheSameMark() {
        assertThat(marks(BOB)).containsExactly(marks(BOB));
        assertThat(IntStream.of(marks(BOB))).allMatch(mark -> mark >= 0 && mark < 4096);
    }

    @Test
    void givesTheSamePasswordOfAnotherAccountAnotherMark() {
        assertThat(marks(BOB)).isNotEqualTo(marks(new Account("alice@example.org")));
    }

    @Test
    void marksOfTwoKeysCannotBeCompared() {
        PasswordMarker other = PasswordMarker.withRandomKey();

        assertThat(IntStream.range(0, 50).filter(i -> mark(marker, BOB, i) == mark(other, BOB, i)))
                .hasSizeLessThan(5);
    }

    @Test
    void spreadsPasswordsOverAllMarks() {
        long[] buckets = new long[16];
        long distinct = IntStream.range(0, 40_000)
                .map(i -> mark(marker, BOB, i))
                .peek(mark -> buckets[mark >> 8]++)
                .distinct()
                .count();

        // 40 000 throws into 4096 leave one empty with a chance below 1 in 4; 2500 expected of 16, sigma 48.
        assertThat(distinct).isGreaterThan(4090);
        assertThat(LongStream.of(buckets)).allMatch(count -> count > 2100 && count < 2900);
    }

    @Test
    void takesAnyPassword() {
        assertThat(marker.mark(BOB, "")).isPresent();
        assertThat(marker.mark(BOB, "\0\ud800" + "x".repeat(1_000_000))).isPresent();
    }

    @Test
    void showsNoSecret() {
        assertThat(marker.toString()).matches("[\\w.$]+@[0-9a-f]+");
    }

    private int[] marks(Account account) {
        return IntStream.range(0, 20).map(i -> mark(marker, account, i)).toArray();
    }

    private static int mark(PasswordMarker marker, Account account, int password) {
        return marker.mark(account, "password " + password).orElseThrow();
    }
}
