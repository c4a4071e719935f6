package io.mailwarden.scanner.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways write in the place of a link counts as the link. */
class RewrittenLinksTest {

    @ParameterizedTest
    @CsvSource({
        "https://urldefense.com/v3/__https://wiki.example.org/minutes/24__;!!AbC!xyz$,"
                + " https://wiki.example.org/minutes/24",
        "https://urldefense.com/v3/__http://a.example/x*y__;Kg!!AbC!xyz$, http://a.example/x*y",
        "https://urldefense.com/v3/__https:/a.example/x__;!!AbC!xyz$, https://a.example/x",
        "https://urldefense.us/v3/__https://a.example/x__;!!AbC!xyz$, https://a.example/x",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_a-2Db&d=x&c=y,"
                + " https://www.example.org/a-b",
        "https://urldefense.proofpoint.com/v1/url?u=http://www.example.org/a&k=x, http://www.example.org/a",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx&data=1, https://a.example/x",
        "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fa.example%2fx&c=E, https://a.example/x",
        "https://secure-web.cisco.com/1abcDEF/https%3A%2F%2Fa.example%2Fx, https://a.example/x",
        "https://protect2.fireeye.com/url?k=1&q=1&u=https%3A%2F%2Fa.example%2Fx, https://a.example/x",
        "https://scanmail.trustwave.com/?c=1&d=x&u=https%3a%2f%2fa%2eexample%2fx, https://a.example/x",
        "https://protect.checkpoint.com/v2/___https://a.example/x___.YzJl, https://a.example/x",
        "https://url.avanan.click/v2/___https://a.example/x___.YXAz, https://a.example/x",
        "https://www.google.com/url?q=https://a.example/x&sa=D, https://a.example/x",
    })
    void oldLinkIsTakenOut(String link, String old) {
        assertThat(RewrittenLinks.target(link)).isEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/v3/__https://paypal.com/__;!!AbC!xyz$",
                "https://urldefense.com.evil.example/v3/__https://paypal.com/__;!!AbC!xyz$",
                "https://evil.example/?url=https%3A%2F%2Fpaypal.com",
                "https://urldefense.com/v3/__javascript:alert(1)__;!!AbC!xyz$",
                "https://urldefense.com/v3/",
                "https://protect-eu.mimecast.com/s/abc",
                "https://www.google.com/search?q=cats",
                "https://www.google.com/url?q=%zz"
            })
    void whatIsNoneOrHidesItStays(String link) {
        assertThat(RewrittenLinks.target(link)).isEqualTo(link);
    }
}
