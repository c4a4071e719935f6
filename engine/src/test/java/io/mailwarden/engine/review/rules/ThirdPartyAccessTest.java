package io.mailwarden.engine.review.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can stand in the list of those who log in for others, and what is said of a line that cannot. */
class ThirdPartyAccessTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Some;fetches mail;64500;;registry",
                "Some;fetches mail;;192.0.2.0/24;its page",
                "Some;fetches mail;64500 64501;192.0.2.0/24 2001:db8::/32;its page",
                "Some;fetches mail;;192.0.2.7;one address",
                "Some;fetches mail;;2001:db8::/128  198.51.100.0/31;both",
                "Some;fetches mail;4294967295;;the highest"
            })
    void goodLinesAreRead(String line) {
        assertThat(ThirdPartyAccess.check("# a head; with; semicolons\n\n" + line + "\n"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Some;fetches mail;64500;192.0.2.0/33;x | '192.0.2.0/33' among the networks, expected one such as",
                "Some;fetches mail;64500;192.0.2/24;x | '192.0.2/24' among the networks, expected one such as",
                "Some;fetches mail;64500;300.0.2.0/24;x | '300.0.2.0/24' among the networks",
                "Some;fetches mail;64500;2001:db8::/129;x | '2001:db8::/129' among the networks",
                "Some;fetches mail;64500;2001:db8:::/32;x | '2001:db8:::/32' among the networks",
                "Some;fetches mail;64500;192.0.2.0-192.0.2.9;x | '192.0.2.0-192.0.2.9' among the networks",
                "Some;fetches mail;64500;192.0.2.0/24,198.51.100.0/24;x | among the networks, expected one such as",
                "Some;fetches mail;64500;example.org;x | 'example.org' among the networks, expected one such as",
                "Some;fetches mail;64500;*;x | '*' among the networks, expected one such as 192.0.2.0/24",
                "Some;fetches mail;64500;0.0.0.0/0;x | '0.0.0.0/0' among the networks, expected /8 or longer",
                "Some;fetches mail;64500;::/0;x | '::/0' among the networks, expected /8 or longer, for IPv6 /16",
                "Some;fetches mail;64500;10.0.0.0/7;x | expected /8 or longer",
                "Some;fetches mail;64500;192.0.2.9/24;x | expected its first address, such as 192.0.2.0/24",
                "Some;fetches mail;64500;2001:db8::1/32;x | expected its first address, such as 2001:db8",
                "Some;fetches mail;AS64500;;x | 'AS64500' among the systems, expected a number from 1 to 4294967295",
                "Some;fetches mail;0;;x | '0' among the systems, expected a number from 1",
                "Some;fetches mail;4294967296;;x | '4294967296' among the systems",
                "Some;fetches mail;99999999999999999999;;x | among the systems",
                "Some;fetches mail;-1;;x | '-1' among the systems",
                "Some;fetches mail;;;x | neither systems nor networks, expected one of the two",
                ";fetches mail;64500;;x | no name",
                "Some; ;64500;;x | not what it does",
                "Some;fetches mail;64500; | 4 columns, expected 5: name; what it does; systems; networks; source",
                "Some;fetches mail;64500;;x;y | 6 columns, expected 5"
            })
    void whatIsWrongIsSaidWithItsLine(String line, String problem) {
        assertThatThrownBy(() -> ThirdPartyAccess.check("# head\nFine;fetches mail;64500;;x\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("third-party-access.txt: line 3: ")
                .hasMessageContaining(problem);
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndHarmless() {
        assertThatThrownBy(() -> ThirdPartyAccess.check("a;b\nSome;x;;\u202E1.2.3;z\nSome;fetches;1;;z"))
                .hasMessageContaining("line 1: 2 columns")
                .hasMessageContaining("line 2: '?1.2.3' among the networks")
                .hasMessageNotContaining("line 3")
                .hasMessageNotContaining("\u202E");
    }
}
