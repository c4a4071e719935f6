package io.mailwarden.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        assertThat(Text.printable("abc😀def", 5)).isEqualTo("abc…");
        assertThat(Text.printable("a\uD83D", 9)).isEqualTo("a?");
    }

    @Test
    void cutsBetweenWordsAndNumbers() {
        assertThat(Text.cut("09:00 UTC only 0.97 times; first login", 20)).isEqualTo("09:00 UTC only 0.97…");
        assertThat(Text.cut("09:00 UTC only 0.97 times; first login", 18)).isEqualTo("09:00 UTC only…");
        assertThat(Text.cut("short", 5)).isEqualTo("short");
        assertThat(Text.cut("x".repeat(100), 50)).hasSize(50).endsWith("…");
    }

    @Test
    void cutsNoNumberNorWordAtAnyLength() {
        String text =
                "1,684 times likelier to be a thief than the owner (critical from 1,097 times): Lagos, NG 15 times";
        List<String> words = List.of(text.split(" "));
        for (int most = 10; most <= text.length(); most++) {
            String cut = Text.cut(text, most).replace("…", "");
            assertThat(cut.length()).isLessThanOrEqualTo(most);
            assertThat(words).as(cut).containsAll(List.of(cut.split(" ")));
        }
    }

    @Test
    void keepsWhatIsNotSeenForThoseWhoJudge() {
        assertThat(Text.keepable("Ba\u200Bnk\u202E\r\n", 20)).isEqualTo("Ba\u200Bnk\u202E??");
    }

    @Test
    void marksWhatIsNotSeenOrTurnsTheDirection() {
        for (String hidden : List.of(
                "\u202E",
                "\u2066",
                "\u2069",
                "\u200B",
                "\u200D",
                "\uFEFF",
                "\u00AD",
                "\u061C",
                "\uDB40\uDC41",
                "\u3164",
                "\u115F",
                "\u2800",
                "\u180E")) {
            assertThat(Text.printable("a" + hidden + "b", 9)).as(hidden).isEqualTo("a?b");
        }
        assertThat(Text.printable("שלום 😀 é 中文", 20)).isEqualTo("שלום 😀 é 中文");
    }
}
