package io.mailwarden.scanner.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Letters folded one by one are what the text folded as a whole is. */
class FoldedTextTest {

    private static String asAWhole(String text) {
        return (" " + Plain.folded(text) + " ").replaceAll(" +", " ");
    }

    private static void assertSame(String text) {
        assertThat(Plain.words(text))
                .as(() -> text.codePoints()
                        .mapToObj(Integer::toHexString)
                        .toList()
                        .toString())
                .isEqualTo(asAWhole(text));
    }

    @Test
    void everyLetter() {
        for (int c = 0; c <= 0xFFFF; c++) {
            assertSame("a" + (char) c + "b");
        }
        for (int c = 0x10000; c <= 0x1FFFF; c++) {
            assertSame("a" + Character.toString(c) + "b");
        }
        for (int c = 0xE0000; c <= 0xE01FF; c++) {
            assertSame(Character.toString(c));
        }
    }

    @Test
    void lettersWithMarksInAnyOrder() {
        List<String> pieces = List.of(
                "a",
                "Z",
                "1",
                " ",
                "$",
                "é",
                "e",
                "\u0301",
                "\u0327",
                "\u0323",
                "\u093F",
                "\u0958",
                Character.toString(0x1D165),
                "\uFB01",
                "\u200B",
                "\u00AD",
                "가",
                "漢",
                "ｐ",
                "𝐏",
                "😀",
                "\uD83D",
                "\uDE00",
                "ß",
                "İ",
                "ﷺ",
                "㏂",
                "\u0F71\u0F72");
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertSame(text.toString());
        }
    }

    @Test
    void wordsHaveOneBlankAroundThem() {
        assertThat(Plain.words("")).isEqualTo(" ");
        assertThat(Plain.words("  Ver\u00ADify,\n y\u00F3ur  ")).isEqualTo(" verlfy your ");
        assertThat(Plain.words("\uFB03\uFB03\uFB03")).isEqualTo(" fflfflffl ");
    }
}
