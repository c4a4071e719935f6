package io.mailwarden.scanner.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.support.Text;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of the registry of ISO 13616, of no real account. */
class BankAccountsTest {

    private static final String GERMAN = "DE89370400440532013000";

    private static List<Integer> text(String text) {
        BankAccounts found = new BankAccounts();
        found.addText(text);
        return found.marks();
    }

    private static List<Integer> html(String html) {
        BankAccounts found = new BankAccounts();
        found.addHtml(Jsoup.parse(html));
        return found.marks();
    }

    private static List<Integer> marks(String... accounts) {
        return Stream.of(accounts).map(one -> (int) Text.hash(one)).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89 3704 0044 0532 0130 00",
                "NO93 8601 1117 947",
                "BE68 5390 0754 7034",
                "GB29 NWBK 6016 1331 9268 19",
                "FR14 2004 1010 0505 0001 3M02 606",
                "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
                "ES91 2100 0418 4502 0005 1332",
                "XK05 1212 0123 4567 8906"
            })
    void countriesWriteThemAsTheyDo(String printed) {
        List<Integer> expected = marks(printed.replace(" ", ""));

        assertThat(text("Please pay to " + printed + ".")).isEqualTo(expected);
        assertThat(text("IBAN:" + printed.replace(" ", "") + "\nThank you")).isEqualTo(expected);
        assertThat(text("IBAN " + printed.replace(" ", "\u00a0") + " BIC COBADEFFXXX"))
                .isEqualTo(expected);
        assertThat(html("<p>IBAN <b>" + printed.replace(" ", "&nbsp;") + "</b> BIC</p>"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE88 3704 0044 0532 0130 00", "ZZ89370400440532013000", "XDE89370400440532013000",
                        "DE89370400440532013000A1B2C3D4",
                "de89370400440532013000", "DE89", "order 4711 0815", ""
            })
    void othersAreNone(String text) {
        assertThat(text(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Paid.\n> Our account: DE89 3704 0044 0532 0130 00\n",
                "Paid.\n\n-----Original Message-----\nDE89370400440532013000",
                "Paid.\n\nVon: Anna <anna@partner.example>\nAn: me\n\nDE89370400440532013000",
                "Paid.\n*From:* Anna <anna@partner.example>\nDE89370400440532013000"
            })
    void whatIsQuotedIsTheOthers(String text) {
        assertThat(text(text)).isEmpty();
    }

    @Test
    void whatIsQuotedInHtmlIsTheOthers() {
        assertThat(html("<p>Paid.</p><blockquote>" + GERMAN + "</blockquote>")).isEmpty();
        assertThat(html("<p>Paid.</p><div class=gmail_quote>Anna: " + GERMAN + "</div>"))
                .isEmpty();
        assertThat(html("<p>Paid.</p><div id=divRplyFwdMsg>From: Anna</div><div>" + GERMAN + "</div>"))
                .isEmpty();
        assertThat(html("<p>" + GERMAN + "</p><blockquote>NO9386011117947</blockquote>"))
                .isEqualTo(marks(GERMAN));
    }

    @Test
    void eachCountsOnceAndFourAreKept() {
        assertThat(text((GERMAN + "\n").repeat(50))).isEqualTo(marks(GERMAN));
        assertThat(text(String.join(
                        "\n",
                        GERMAN,
                        "NO9386011117947",
                        "BE68539007547034",
                        "ES9121000418450200051332",
                        "XK051212012345678906")))
                .hasSize(4);
    }

    @Test
    void hostileTextsTakeNoTime() {
        for (String piece : List.of("DE89 3704 ", "DE89", "A", ">", "----", "x:", "AB12CDEF ")) {
            String text = piece.repeat(2_000_000 / piece.length());
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> text(text));
        }
    }
}
