package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders whose names break the header's grammar: the address is where every program finds it. */
class HeaderAddressesTest {

    private static List<String> addresses(String header) {
        HeaderAddresses addresses = new HeaderAddresses();
        addresses.add(header);
        return addresses.all();
    }

    private static String raw(String text, String charset) {
        return new String(text.getBytes(Charset.forName(charset)), ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"山田太郎", "鈴木 一郎 (営業)", "表示", "ソニー株式会社", "予算"})
    void namesInRawJapaneseHideNoAddress(String name) {
        for (String charset : List.of("ISO-2022-JP", "Shift_JIS", "EUC-JP")) {
            assertThat(addresses(raw(name, charset) + " <taro@example.co.jp>")).containsExactly("taro@example.co.jp");
            assertThat(addresses("\"" + raw(name, charset) + "\" <taro@example.co.jp>"))
                    .containsExactly("taro@example.co.jp");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna Berg :( <anna@example.org>",
                "Anna ((Berg) <anna@example.org>",
                "\"Anna Berg <anna@example.org>",
                "=?utf-8?Q?Anna_:(?= <anna@example.org>",
                "\"Anna\\\" <anna@example.org>",
                "(\\) <ceo@firm.example> <anna@example.org>"
            })
    void whatDoesNotEndHidesNoAddress(String from) {
        assertThat(addresses(from)).containsExactly("anna@example.org");
    }

    @Test
    void whereSomethingWasFoundNothingIsGuessed() {
        assertThat(addresses("anna@example.org (see <other@example.net>")).containsExactly("anna@example.org");
        assertThat(addresses("\"<boss@example.com>\" <anna@example.org>")).containsExactly("anna@example.org");
    }

    @Test
    void whatIsNoAddressIsNoneAfterAllEither() {
        for (String from : List.of("(a@b", "\"a@b", "(<a b@c>", "(<@b>", "(<a@>", "(<>", "\"<a@b@c>", "(a <a@b")) {
            assertThat(addresses(from)).as(from).isEmpty();
        }
        assertThat(addresses("(" + "<".repeat(500_000))).isEmpty();
        assertThat(addresses("(" + "<a@b".repeat(100_000))).isEmpty();
    }
}
