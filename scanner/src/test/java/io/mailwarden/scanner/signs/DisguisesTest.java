package io.mailwarden.scanner.signs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.scanner.Eml;
import io.mailwarden.scanner.Scans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisguisesTest {

    private static final String LONG =
            "These are words that only programs read, and there are many of them. ".repeat(10);

    private static Eml html(String html) {
        return Eml.from("Ann <ann@partner.example>").subject("Hello").html(html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div style=\"display:none\">%s</div>",
                "<div style='font-size:0px'>%s</div>",
                "<span style=\"font-size: 1px;\">%s</span>",
                "<p style=\"color:#ffffff\">%s</p>",
                "<td bgcolor=#abcdef><font color=\"#abcdef\">%s</font></td>",
                "<div style=\"visibility: hidden\">%s</div>",
                "<div hidden>%s</div>"
            })
    void muchTextThatNobodySeesIsHidden(String html) {
        assertThat(Scans.signs(html("<p>Hi</p><table><tr>" + html.formatted(LONG) + "</tr></table>")))
                .contains(Sign.HIDDEN_TEXT);
    }

    @Test
    void previewTextAndWhiteButtonsAreNot() {
        Eml message = html("<div style=\"display:none\">Chairs, tables and what else is new this week in our shop</div>"
                + "<p>New this week</p><table><tr><td style=\"background:#003366\"><a style=\"color:#fff\" href=\"https://a.example\">"
                + LONG + "</a></td></tr></table>");

        assertThat(Scans.signs(message)).doesNotContain(Sign.HIDDEN_TEXT, Sign.SPLIT_WORDS);
    }

    @Test
    void wordsSplitByHiddenTextAreSeen() {
        Eml message = html(
                "Your acc<span style=\"display:none\">xq</span>ount has been lo<span style='font-size:0'>z</span>cked,"
                        + " ver<span style=\"display:none\">k</span>ify it");

        assertThat(Scans.signs(message)).contains(Sign.SPLIT_WORDS, Sign.THREAT);
    }

    @Test
    void wordsInSingleLettersAreSeenAndInitialsAreNot() {
        assertThat(Scans.signs(html("<p>D e a r  c u s t o m e r,</p>"))).contains(Sign.SPLIT_WORDS);
        assertThat(Scans.signs(html("<p>J. R. R. Tolkien wrote it, a b c</p>"))).doesNotContain(Sign.SPLIT_WORDS);
    }

    @Test
    void invisibleCharactersAndMixedAlphabetsAreSeen() {
        Eml message = Eml.from("A\u073Fm\u073Fazon <x@evil.example>")
                .subject("Y\u043Eur \u0440arcel")
                .text("Hello");

        assertThat(Scans.signs(message)).contains(Sign.INVISIBLE_CHARACTERS, Sign.MIXED_ALPHABETS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Привет, как дела? Увидимся завтра",
                "Καλημέρα, τα λέμε αύριο στις 5 µm",
                "Ångström, naïve café, Žižek, Nguyễn Văn Anh",
                "10 kΩ, Δt = 3 µs, λ/4",
                "نلتقي غدا إن شاء الله",
                "明日の会議は十時からです",
                "Family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 trip"
            })
    void otherLanguagesAreNoDisguise(String text) {
        assertThat(Scans.signs(
                        Eml.from("Ann <ann@partner.example>").subject(text).text(text)))
                .doesNotContain(Sign.INVISIBLE_CHARACTERS, Sign.MIXED_ALPHABETS, Sign.FANCY_LETTERS, Sign.SPLIT_WORDS);
    }

    @Test
    void plainTextAboutSomethingElseIsSeen() {
        String one = "gardens roses tulips water spring summer flowers planting seeds earth worms rain autumn leaves"
                + " hedge fence grass mower spade bucket";
        String other = "please confirm payment bank transfer number today otherwise access closes customers online"
                + " password security department service message reply centre office";

        assertThat(Scans.signs(html("<p>" + other + "</p>").text(one))).contains(Sign.TEXTS_DIFFER);
        assertThat(Scans.signs(html("<p>" + one + "</p>").text(one))).doesNotContain(Sign.TEXTS_DIFFER);
    }
}
