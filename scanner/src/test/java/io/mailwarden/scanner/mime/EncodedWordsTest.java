package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Subjects and names as a mail program shows them. */
class EncodedWordsTest {

    private static String decoded(String raw) {
        return HeaderText.decoded(raw, 10_000);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Größe: 5 € für Łódź", "会議は明日です", "Встреча завтра", "party 🎉🎊 time"})
    void charactersSplitBetweenWordsAtAnyByteAreWhole(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        for (int length = 1; length <= 7; length++) {
            int each = length;
            String inBase64 = IntStream.iterate(0, from -> from < bytes.length, from -> from + each)
                    .mapToObj(from -> Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + each)))
                    .map(piece -> "=?utf-8?B?" + base64(piece) + "?=")
                    .collect(Collectors.joining("\r\n "));
            String inQuoted = IntStream.range(0, bytes.length)
                    .mapToObj(at -> "=?UTF-8?q?=" + HexFormat.of().toHexDigits(bytes[at]) + "?=")
                    .collect(Collectors.joining(" "));

            assertThat(decoded(inBase64)).isEqualTo(text);
            assertThat(decoded(inQuoted)).isEqualTo(text);
        }
    }

    @Test
    void base64CutAnywhereIsJoinedBeforeItIsDecoded() {
        String encoded = base64("Rückfrage für Müller".getBytes(UTF_8));
        for (int cut = 1; cut < encoded.length(); cut++) {
            String words = "=?utf-8?B?" + encoded.substring(0, cut) + "?= =?utf-8?B?" + encoded.substring(cut) + "?=";
            assertThat(decoded(words)).as(words).isEqualTo("Rückfrage für Müller");
        }
    }

    @Test
    void splitCharactersOfDoubleByteSetsAreWhole() {
        byte[] bytes = "請求書の件".getBytes(Charset.forName("Shift_JIS"));
        String words = "=?Shift_JIS?B?" + base64(Arrays.copyOf(bytes, 3)) + "?= =?shift_jis?B?"
                + base64(Arrays.copyOfRange(bytes, 3, bytes.length)) + "?=";
        assertThat(decoded(words)).isEqualTo("請求書の件");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Of different sets: each for itself; blanks between them are none of the text.
                "=?iso-8859-1?Q?Gr=FC?= =?utf-8?Q?=C3=9Fe?=|Grüße",
                "=?utf-8?q?a?= b =?utf-8?q?c?=|a b c",
                "=?utf-8?q?a?=b|ab",
                "x=?utf-8?q?=C3=BC?=y|xüy",
                "=?utf-8?q?a_b?=|a b",
                "=?utf-8?q?_?= =?utf-8?q?a?=|a",
                // Slips: blanks and question marks in the text, no padding, no text, a half code.
                "=?utf-8?Q?two words?=|two words",
                "=?utf-8?Q?why??=|why?",
                "=?utf-8?B?R3LDvMOfZQ?=|Grüße",
                "=?utf-8?Q??=empty|empty",
                "=?utf-8?Q?100=?=|100=",
                "=?utf-8?Q?=zz?=|=zz",
                // What is no encoded word stays.
                "=?utf-8?X?abc?=|=?utf-8?X?abc?=",
                "=?no-such-set?Q?x?=|=?no-such-set?Q?x?=",
                "=?utf-8?B?abc|=?utf-8?B?abc",
                "a =? b ?= c|a =? b ?= c",
                "1 =?= 1|1 =?= 1",
            })
    void wordsAreReadAsProgramsDo(String raw, String shown) {
        assertThat(decoded(raw)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "iso-8859-8-i, =F9=EC=E5=ED, שלום",
        "ISO-8859-8-E, =F9=EC=E5=ED, שלום",
        "iso-8859-8, =F9=EC=E5=ED, שלום",
        "macintosh, Gr=9F=A7e, Grüße",
        "cp-850, Gr=81=E1e, Grüße",
        "ibm850, Gr=81=E1e, Grüße",
        "cp1252, =80_5, € 5",
        "windows-1252, =80_5, € 5",
        "win-1251, =CF=F0=E8=E2=E5=F2, Привет",
        "iso-8859-1, =80_5, € 5",
        "iso8859_15, =A4_5, € 5",
        "latin1, Gr=FC=DFe, Grüße",
        "utf-8*de, Gr=C3=BC=C3=9Fe, Grüße",
        "utf8, Gr=C3=BC=C3=9Fe, Grüße",
        "unicode-1-1-utf-8, Gr=C3=BC=C3=9Fe, Grüße",
        // 똠 is in Windows's superset alone, 囍 likewise.
        "ks_c_5601-1987, =8Cc, 똠",
        "euc-kr, =8Cc, 똠",
        "gb2312, =87=D6, 囍",
        "gbk, =87=D6, 囍",
        "us-ascii, Gr=C3=BC=C3=9Fe, Grüße",
    })
    void labelsMeanWhatSendersMeanByThem(String charset, String quoted, String shown) {
        assertThat(decoded("=?" + charset + "?Q?" + quoted + "?=")).isEqualTo(shown);
    }

    @Test
    void bytesWithoutAnyEncodingAreReadAsTheyCanBe() {
        assertThat(decoded(new String("Grüße".getBytes(UTF_8), ISO_8859_1))).isEqualTo("Grüße");
        assertThat(decoded(new String("Grüße zu 5 €".getBytes(Charset.forName("windows-1252")), ISO_8859_1)))
                .isEqualTo("Grüße zu 5 €");
        String japanese = new String("請求書".getBytes(Charset.forName("ISO-2022-JP")), ISO_8859_1);
        assertThat(decoded("Re: " + japanese)).isEqualTo("Re: 請求書");
    }

    @Test
    void headersMadeToStallCostLittle() {
        for (String piece : new String[] {
            "=?",
            "=?utf-8?q?",
            "=?utf-8?b?",
            "=?x1?q?a",
            "=?utf-8?q?a?=",
            "=?utf-8?q?a?= ",
            "?=",
            "=?a?b?=",
            "=?utf-8?b?QQ?=",
        }) {
            String header = piece.repeat(3_000_000 / piece.length());
            assertThat(HeaderText.decoded(header, 200)).hasSizeLessThanOrEqualTo(200);
            assertThat(HeaderText.decoded(header + "?=", 200)).hasSizeLessThanOrEqualTo(200);
        }
    }
}
