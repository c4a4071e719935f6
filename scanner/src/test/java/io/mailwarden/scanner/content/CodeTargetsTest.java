package io.mailwarden.scanner.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTargetsTest {

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/a?b=c, https://evil.example/a?b=c",
        "HTTP://EVIL.EXAMPLE/A, HTTP://EVIL.EXAMPLE/A",
        "'  https://evil.example/ ', https://evil.example/",
        "'https://evil.example/\nSCAN ME', https://evil.example/",
        "URLTO:https://evil.example/, https://evil.example/",
        "MEBKM:TITLE:Menu;URL:http\\://evil.example/x;;, http://evil.example/x",
        "MEBKM:URL:https://evil.example;, https://evil.example",
        "evil.com, http://evil.com",
        "www.evil.co.uk/menu?id=1, http://www.evil.co.uk/menu?id=1",
        "EVIL.COM:8080, http://EVIL.COM:8080"
    })
    void opensInABrowser(String text, String target) {
        assertThat(CodeTargets.of(text)).contains(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4711-0815",
                "712.61.3",
                "ABC.DEFG",
                "otpauth://totp/Firm:rita?secret=JBSWY3DPEHPK3PXP&issuer=Firm",
                "BCD\n002\n1\nSCT\nBFSWDE33BER\nPrint Shop\nDE02370502050000508198\nEUR240\n\n\nhttps://printshop.example",
                "SPC\n0200\n1\nCH4431999123000889012\nS\nPrint Shop",
                "BEGIN:VCARD\nVERSION:3.0\nN:Reader;Rita\nURL:https://reader.example\nEND:VCARD",
                "WIFI:T:WPA;S:guests;P:welcome;;",
                "mailto:rita@firm.example",
                "tel:+4912345",
                "geo:46.9,7.4",
                "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
                "javascript:alert(1)",
                "See https://evil.example"
            })
    void opensNothingThere(String text) {
        assertThat(CodeTargets.of(text)).isEmpty();
    }

    @Test
    void isQuickWithAnything() {
        for (String piece : new String[] {"a.", "a", "mebkm:", ";", "urlto: ", "https://", ".", "-"}) {
            assertThat(CodeTargets.of("mebkm:" + piece.repeat(3000)).orElse("")).hasSizeLessThan(2100);
            assertThat(CodeTargets.of(piece.repeat(3000)).orElse("")).hasSizeLessThan(2100);
        }
    }
}
