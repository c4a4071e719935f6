package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {

    private static final Position OSLO = new Position(59.913, 10.752);

    // Great circles of the sphere; the ellipsoid's differ by less than 0.6 %.
    @ParameterizedTest
    @CsvSource({
        "Lagos, 6.455, 3.384, 5971",
        "New York, 40.713, -74.006, 5910",
        "Sydney, -33.868, 151.209, 15950",
        "Bergen, 60.393, 5.324, 305",
        "South Pole, -90, 0, 16668",
    })
    void measuresKnownDistances(String city, double latitude, double longitude, double kilometres) {
        Position there = new Position(latitude, longitude);

        assertThat(OSLO.kilometresTo(there)).as(city).isCloseTo(kilometres, within(0.006 * kilometres));
        assertThat(there.kilometresTo(OSLO)).isCloseTo(OSLO.kilometresTo(there), within(1e-6));
    }

    @Test
    void crossesTheDateLineTheShortWay() {
        assertThat(new Position(0, 179.5).kilometresTo(new Position(0, -179.5))).isCloseTo(111.2, within(0.1));
    }

    @Test
    void isNowhereNearItsAntipode() {
        assertThat(OSLO.kilometresTo(OSLO)).isZero();
        assertThat(OSLO.kilometresTo(new Position(-59.913, -169.248))).isCloseTo(20_015.1, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"90.1, 0", "-91, 0", "0, 180.1", "0, -181", "NaN, 0", "0, NaN", "Infinity, 0"})
    void refusesWhatIsNotOnTheGlobe(double latitude, double longitude) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(latitude, longitude));
    }
}
