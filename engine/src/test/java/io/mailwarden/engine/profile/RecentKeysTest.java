package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentKeysTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private final RecentKeys<String> keys = new RecentKeys<>(3);

    @Test
    void knowsWhatWasUsedUntilItIsForgotten() {
        keys.use("NO", NOON);

        assertThat(keys.knows("NO", NOON.plus(MONTH), MONTH)).isTrue();
        assertThat(keys.knows("NO", NOON.plus(MONTH).plusNanos(1), MONTH)).isFalse();
        assertThat(keys.knows("NG", NOON, MONTH)).isFalse();
    }

    @Test
    void olderUseDoesNotMakeItOlder() {
        keys.use("NO", NOON);
        keys.use("NO", NOON.minus(MONTH));

        assertThat(keys.knows("NO", NOON.plus(MONTH), MONTH)).isTrue();
    }

    @Test
    void longestUnusedGoesFirst() {
        keys.use("NO", NOON);
        keys.use("SE", NOON);
        keys.use("DK", NOON);
        keys.use("NO", NOON);
        keys.use("FI", NOON);

        assertThat(keys.byCount()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("NO", "DK", "FI");
    }

    @Test
    void listsTheMostUsedFirst() {
        keys.use("SE", NOON);
        keys.use("NO", NOON);
        keys.use("NO", NOON);

        assertThat(keys.byCount()).containsExactly(Map.entry("NO", 2L), Map.entry("SE", 1L));
    }
}
