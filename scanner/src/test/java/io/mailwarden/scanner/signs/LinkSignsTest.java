package io.mailwarden.scanner.signs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.engine.support.Text;
import io.mailwarden.scanner.Eml;
import io.mailwarden.scanner.Scans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSignsTest {

    private static Eml linking(String text, String target) {
        return Eml.from("Ann <ann@partner.example>")
                .subject("Minutes of Monday")
                .html("<p>Here is what we talked about, with all the tables.</p><a href=\"" + target + "\">" + text
                        + "</a>");
    }

    @Test
    void linkThatShowsABrandAndOpensAnotherDomainIsSaidSo() {
        Eml message = linking("https://www.paypal.com/login", "https://evil.example/p");

        assertThat(Scans.signs(message)).contains(Sign.LINK_TEXT);
        assertThat(Scans.normal(message).reasons()).contains("link shows paypal.com, opens evil.example");
    }

    @Test
    void newsletterThatCountsClicksIsHardlySuspected() {
        Eml message = Eml.from("Shop <news@shop.example>")
                .subject("New this week")
                .text("New this week: chairs and tables. See www.shop.example")
                .html("<p>New this week: chairs and tables, all from the region, made by people who love wood.</p>"
                        + "<a href=\"https://click.mailer.example/c/123\">www.shop.example/chairs</a>");

        assertThat(Scans.heightened(message).score()).isLessThan(0.3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"click here", "report.pdf", "version 2.0", "ann@partner.example", "e.g. this"})
    void textThatIsNoAddressShowsNothing(String text) {
        assertThat(Scans.signs(linking(text, "https://files.partner.example/x")))
                .doesNotContain(Sign.LINK_TEXT);
    }

    @Test
    void rewrittenLinkIsCheckedByItsTarget() {
        Eml message = linking(
                "https://www.paypal.com/",
                "https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.paypal.com%2F&data=1");

        assertThat(Scans.signs(message)).doesNotContain(Sign.LINK_TEXT);
    }

    @ParameterizedTest
    @CsvSource({
        "https://paypa1.com/, LOOK_ALIKE_DOMAIN",
        "https://www.rnicrosoft.com/, LOOK_ALIKE_DOMAIN",
        "https://netfIix.example/, LOOK_ALIKE_DOMAIN",
        "https://paypal.com.evil.example/, LOOK_ALIKE_DOMAIN",
        "https://secure-paypal-login.example/, BRAND_IN_FOREIGN_HOST",
        "https://xn--pypal-4ve.com/, DISGUISED_HOST",
        "https://203.0.113.9/a, ADDRESS_LITERAL",
        "https://0xcb007109/a, ADDRESS_LITERAL",
        "https://bit.ly/3abc, SHORTENED_LINK",
        "https://files.example/verify/account, CREDENTIAL_PATH",
        "https://pages-1234.web.app/, FREE_HOSTING",
        "https://storage.googleapis.com/x/y.html, FREE_HOSTING",
        "https://www.paypal.com@evil.example/, LINK_WITH_USER",
        "https://evil.example:8888/, ODD_PORT",
        "'data:text/html,<script>', SCRIPT_LINK",
        "'javascript:go()', SCRIPT_LINK",
        "https://r.example/?u=https://evil.test/, REDIRECT",
        "https://r.example/?e=rita.reader@firm.example, RECIPIENT_IN_LINK",
        "https://r.example/#cml0YS5yZWFkZXJAZmlybS5leGFtcGxl, RECIPIENT_IN_LINK",
        "https://prize-now.xyz/, CHEAP_DOMAIN",
        "https://xkrtzqw.example/, RANDOM_DOMAIN",
    })
    void linkIsKnownByItsTarget(String target, Sign sign) {
        assertThat(Scans.signs(linking("here", target))).contains(sign);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.paypal.com/signin",
                "https://partner.example/minutes",
                "https://de.wikipedia.org/wiki/Post",
                "https://www.theguardian.com/world",
                "https://applepie.example/",
                "https://lists.debian.org/debian-devel/",
                "https://www.bücher.example/"
            })
    void honestTargetsAreNoBrandsInDisguise(String target) {
        assertThat(Scans.signs(linking("here", target)))
                .doesNotContain(
                        Sign.LOOK_ALIKE_DOMAIN,
                        Sign.BRAND_IN_FOREIGN_HOST,
                        Sign.ADDRESS_LITERAL,
                        Sign.LINK_WITH_USER,
                        Sign.RANDOM_DOMAIN);
    }

    @Test
    void domainThatNobodyHadALinkToIsFreshOnceEnoughIsKnown() {
        Surroundings known = new Surroundings() {
            @Override
            public boolean knowsDomain(String domain) {
                return domain.equals("old.example");
            }

            @Override
            public boolean knowsDomains() {
                return true;
            }
        };

        assertThat(Scans.signs(linking("here", "https://new.example/"), known)).contains(Sign.FRESH_DOMAIN);
        assertThat(Scans.signs(linking("here", "https://old.example/"), known)).doesNotContain(Sign.FRESH_DOMAIN);
        assertThat(Scans.signs(linking("here", "https://new.example/"))).doesNotContain(Sign.FRESH_DOMAIN);
    }

    @Test
    void oneLetterApartIsFoundInEveryPlace() {
        assertThat(Text.oneApart("paypal", "paypal")).isFalse();
        assertThat(Text.oneApart("paypal", "paypall")).isTrue();
        assertThat(Text.oneApart("paypal", "aypal")).isTrue();
        assertThat(Text.oneApart("paypal", "papyal")).isTrue();
        assertThat(Text.oneApart("paypal", "paypel")).isTrue();
        assertThat(Text.oneApart("paypal", "pypall")).isFalse();
        assertThat(Text.oneApart("paypal", "payments")).isFalse();
    }
}
