package io.mailwarden.scanner.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperlinkTest {

    private static String byTheLibrary(Element link) {
        String absolute = link.absUrl("href");
        return absolute.isEmpty() ? link.attr("href") : absolute;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#top",
                "page.html",
                "/a:b",
                "//host.example/x",
                "?q=a:b",
                "HTTPS://Host.Example/a/../b/./c?d#e",
                "http://host.example",
                " http://host.example/x ",
                "ht\ttp://host.example/\nx",
                "\u0001http://host.example/x",
                "url:http://host.example/x",
                "http:host.example",
                "http:///host.example",
                "http://host.example:99999/x",
                "http://[::1]:80/x",
                "http://a@b@host.example\\x",
                "mailto:ann@partner.example",
                "tel:+15550100",
                "cid:part1",
                "javascript:alert(1)",
                "data:text/html,<p>x",
                ":x",
                "1:x",
                "ä:x",
                "http://höst.example/ä"
            })
    void leadsWhereTheLibrarySays(String href) {
        for (String base : new String[] {"", "<base href=\"https://base.example/dir/\">", "<base href=\"dir/\">"}) {
            Element link = Jsoup.parse(base + "<a>x</a>").select("a").get(0).attr("href", href);

            assertThat(Hyperlink.target(link, "href")).as(base).isEqualTo(byTheLibrary(link));
        }
        assertThat(Hyperlink.target(new Element("a"), "href")).isEmpty();
    }
}
