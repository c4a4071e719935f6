package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class BoundsProperties {

    private static final long CENTURY_SECONDS = 86_400L * 365 * 100;

    @Property(tries = 200)
    void recentKeysStayWithinTheirCapAndKnowTheLatest(
            @ForAll @Size(min = 1, max = 500) List<@IntRange(max = 200) Integer> keys,
            @ForAll @IntRange(min = 1, max = 64) int most,
            @ForAll @LongRange(max = CENTURY_SECONDS) long second) {
        RecentKeys<Integer> recent = new RecentKeys<>(most);
        Instant at = Instant.ofEpochSecond(second);
        for (Integer key : keys) {
            recent.use(key, at);
            assertThat(recent.byCount()).hasSizeLessThanOrEqualTo(most);
            assertThat(recent.knows(key, at, Duration.ZERO)).isTrue();
        }
    }

    @Property(tries = 50)
    void knownRecipientsStayWithinTwoGenerationsAndKnowTheLatest(
            @ForAll @Size(max = 50) List<Long> hashes, @ForAll @IntRange(max = 5_000) int flood) {
        KnownRecipients known = new KnownRecipients();
        LongStream.concat(
                        hashes.stream().mapToLong(Long::longValue),
                        LongStream.range(0, flood).map(i -> i * 0x10001L << 20))
                .forEach(hash -> {
                    known.add(hash);
                    assertThat(known.contains(hash)).isTrue();
                });

        assertThat(known.size()).isLessThanOrEqualTo(2 * KnownRecipients.GENERATION);
    }

    @Property(tries = 200)
    void sendingLogStaysWithinTheMinutesOfADay(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = -100, max = 3_000) Long> steps) {
        SendingLog log = new SendingLog();
        long second = CENTURY_SECONDS / 2;
        long latestMinute = -1;
        for (Long step : steps) {
            second += step * 60;
            long minute = second / 60;
            // Only what opens a minute of its own counts a recipient: the sum is the number of minutes kept.
            log.add(Instant.ofEpochSecond(second), minute > latestMinute ? 1 : 0, 0);
            latestMinute = Math.max(latestMinute, minute);
        }

        Instant latest = Instant.ofEpochSecond(latestMinute * 60);
        assertThat(log.within(Duration.ofDays(36_500), latest).recipients()).isBetween(1L, 1440L);
        assertThat(log.within(Duration.ofDays(36_500), latest)).isEqualTo(log.within(Duration.ofDays(1), latest));
    }
}
