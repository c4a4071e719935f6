package io.mailwarden.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void leavesPlainTextAlone() {
        assertThat(Text.printable("Grüße, 東京 😀", 20)).isEqualTo("Grüße, 東京 😀");
    }

    @Test
    void marksWhereItCut() {
        assertThat(Text.printable("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Text.printable("abcdef", 5)).isEqualTo("abcd…");
    }

    // C0, DEL, C1 (terminals take U+009B for an escape sequence), line and paragraph separator, half a pair.
    @ParameterizedTest
    @ValueSource(chars = {'\0', '\r', '\n', '\t', '\u001b', '\u007f', '\u0085', '\u009b', '\u2028', '\u2029', '\udc00'})
    void replacesWhatWouldForgeLinesOrBreakAnEncoder(char unfit) {
        assertThat(Text.printable("a" + unfit + "b", 20)).isEqualTo("a?b");
    }

    @Test
    void leavesNoHalfCharacterWhereItCuts() {
        assertThat(Text.printable("abc😀def", 5)).isEqualTo("abc?…");
    }
}
