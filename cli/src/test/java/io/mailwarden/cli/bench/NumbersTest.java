package io.mailwarden.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void percentilesAreNearestRanks() {
        List<Long> values = List.of(1L, 2L, 3L, 4L);

        assertThat(Numbers.percentile(values, 50)).isEqualTo(2);
        assertThat(Numbers.percentile(values, 51)).isEqualTo(3);
        assertThat(Numbers.percentile(values, 95)).isEqualTo(4);
        assertThat(Numbers.percentile(List.of(), 50)).isZero();
    }

    @Test
    void theUpperLimitIsThatOfPoisson() {
        assertThat(Numbers.upper(0)).isCloseTo(2.9957, within(0.0001));
        assertThat(Numbers.upper(3)).isCloseTo(7.7537, within(0.0001));
        assertThat(Numbers.upper(30)).isCloseTo(40.6907, within(0.001));
        assertThat(Numbers.upper(2_999)).isCloseTo(3_091, within(2.0));
    }

    @Test
    void figuresReadWell() {
        assertThat(Numbers.rate(0)).isEqualTo("0");
        assertThat(Numbers.rate(3.14)).isEqualTo("3.1");
        assertThat(Numbers.rate(12_345.6)).isEqualTo("12 346");
        assertThat(Numbers.percent(1, 3)).isEqualTo("33.3 %");
        assertThat(Numbers.percent(0, 0)).isEqualTo("-");
        assertThat(Numbers.time(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(Numbers.time(Duration.ofMinutes(90))).isEqualTo("90 min");
        assertThat(Numbers.time(Duration.ofHours(3))).isEqualTo("3.0 h");
    }
}
