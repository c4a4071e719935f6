package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"NO", "XK", "GB", "TW", "AX", "EH"})
    void isACountry(String code) {
        assertThat(Place.isCountry(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "ZZ", "T1", "A1", "A2", "O1", "AP", "EU", "", "N", "NOR", "no", "--", "1A"})
    void isNoCountry(String code) {
        assertThat(Place.isCountry(code)).isFalse();
    }
}
