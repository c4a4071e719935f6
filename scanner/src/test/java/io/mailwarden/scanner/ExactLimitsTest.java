package io.mailwarden.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExactLimitsTest {

    // Tables of Clopper and Pearson; for 0 of n the limit is 1 - 0.025 to the power of 1/n.
    @Test
    void areThoseOfTheTables() {
        assertThat(ExactLimits.of(0, 10).low()).isZero();
        assertThat(ExactLimits.of(0, 10).high()).isCloseTo(1 - Math.pow(0.025, 0.1), within(1e-9));
        assertThat(ExactLimits.of(10, 10).low()).isCloseTo(Math.pow(0.025, 0.1), within(1e-9));
        assertThat(ExactLimits.of(10, 10).high()).isEqualTo(1);
        assertThat(ExactLimits.of(8, 10).low()).isCloseTo(0.4439, within(1e-4));
        assertThat(ExactLimits.of(8, 10).high()).isCloseTo(0.9748, within(1e-4));
        assertThat(ExactLimits.of(29, 5434).low()).isCloseTo(0.00358, within(2e-5));
        assertThat(ExactLimits.of(29, 5434).high()).isCloseTo(0.00766, within(2e-5));
    }

    @Test
    void areToldBesideTheShare() {
        assertThat(ExactLimits.told(8, 10)).isEqualTo("80.0 % (8 of 10; 44.4 to 97.5)");
        assertThat(ExactLimits.told(0, 0)).isEmpty();
    }
}
