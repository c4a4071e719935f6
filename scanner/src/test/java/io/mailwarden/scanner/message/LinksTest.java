package io.mailwarden.scanner.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    private static List<String> in(String text) {
        Links links = new Links();
        links.addFromText(text);
        return links.all();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a.example           | http://a.example",
                "See HTTPS://A.example/x.   | HTTPS://A.example/x",
                "ftp://a.example/f, and     | ftp://a.example/f",
                "Www.a.example (wWw)        | http://Www.a.example",
                "(www.a.example)            | http://www.a.example",
                "<http://a.example>text     | http://a.example",
                "http://a.example?u=http://b| http://a.example?u=http://b",
                "x:http://a.example         | http://a.example",
                "http://u:p@www.a.example   | http://u:p@www.a.example"
            })
    void findsOne(String text, String link) {
        assertThat(in(text)).containsExactly(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "://",
                "http://",
                "www.",
                "www. and so on",
                "xhttp://a.example",
                "me@www.a.example",
                "_www.a.example",
                "ww.a.example",
                "mailto:a@b",
                "tel:1"
            })
    void findsNone(String text) {
        assertThat(in(text)).isEmpty();
    }

    @Test
    void findsEachOnceInTheirOrder() {
        assertThat(in("www.b.example http://a.example\nwww.b.example<https://c.example>www.d.example ftp://e.example"))
                .containsExactly(
                        "http://www.b.example",
                        "http://a.example",
                        "https://c.example",
                        "http://www.d.example",
                        "ftp://e.example");
    }

    @Test
    void goesOnBehindALinkThatIsCut() {
        assertThat(in("http://" + "x".repeat(3_000) + " www.a.example"))
                .hasSize(2)
                .endsWith("http://www.a.example");
    }

    @Test
    void findsNoMoreThanItKeeps() {
        String many = IntStream.range(0, 2 * Links.MAX_LINKS)
                .mapToObj(number -> String.format(Locale.ROOT, "www.%d.example", number))
                .collect(Collectors.joining(" "));

        assertThat(in(many)).hasSize(Links.MAX_LINKS).startsWith("http://www.0.example");
    }
}
