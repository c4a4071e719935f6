package io.mailwarden.engine.profile.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TypicalTest {

    private final Typical typical = new Typical(new float[6], 1, 2);

    @Test
    void nothingDeviatesFromNothing() {
        assertThat(typical.seen()).isZero();
        assertThat(typical.deviation(0, 100, 1)).isZero();
    }

    @Test
    void learnsMeanAndSpread() {
        for (int i = 0; i < 150; i++) {
            typical.learn(new float[] {i % 2 == 0 ? 9 : 11, 5});
        }

        assertThat(typical.mean(0)).isCloseTo(10, within(0.1));
        assertThat(typical.deviation(0, 13, 0.1)).isCloseTo(3, within(0.1));
        assertThat(typical.deviation(0, 7, 0.1)).isCloseTo(-3, within(0.1));
    }

    @Test
    void oneValueIsMeasuredByTheLeastSpread() {
        typical.learn(new float[] {5, 5});

        assertThat(typical.deviation(1, 7, 0.5)).isEqualTo(4);
    }

    @Test
    void laterValuesWeighMore() {
        for (int i = 0; i < 1_000; i++) {
            typical.learn(new float[] {1, 0});
        }
        for (int i = 0; i < 1_000; i++) {
            typical.learn(new float[] {2, 0});
        }

        assertThat(typical.seen()).isEqualTo(200);
        assertThat(typical.mean(0)).isCloseTo(2, within(0.01));
    }

    @Test
    void staysANumberAfterTheLargestValues() {
        typical.learn(new float[] {63, 63});
        typical.learn(new float[] {0, 0});

        assertThat(typical.deviation(0, 63, 0.5)).isBetween(-100.0, 100.0);
    }
}
