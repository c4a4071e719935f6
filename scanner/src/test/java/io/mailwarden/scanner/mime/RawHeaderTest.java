package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.scanner.message.MessageReader;
import io.mailwarden.scanner.message.PreviewReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subjects in bytes beyond ASCII, which no header should have and many have. */
class RawHeaderTest {

    private static byte[] mail(byte[] subject, String type) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes("From: a@b.example\r\nSubject: ".getBytes(US_ASCII));
        mail.writeBytes(subject);
        mail.writeBytes(("\r\nMIME-Version: 1.0\r\nContent-Type: " + type + "\r\n\r\nx\r\n").getBytes(US_ASCII));
        return mail.toByteArray();
    }

    private static String subject(byte[] mail) throws IOException {
        return new MessageReader()
                .read(new ByteArrayInputStream(mail))
                .content()
                .subject();
    }

    @ParameterizedTest
    @CsvSource({
        "請求書のお知らせ, Shift_JIS, shift_jis",
        "表示が崩れる能力, windows-31j, Shift_JIS",
        "お支払いの確認, EUC-JP, euc-jp",
        "账户异常通知, GBK, gb2312",
        "帳戶通知, Big5, big5",
        "계정 알림, x-windows-949, ks_c_5601-1987",
        "Zażółć gęślą jaźń, ISO-8859-2, iso-8859-2",
        "Счёт на оплату, windows-1251, windows-1251",
        "Счёт на оплату, KOI8-R, koi8-r",
        "Rechnung für Müller, windows-1252, iso-8859-1",
        "Größe – geändert, windows-1252, us-ascii",
        "Rechnung für Müller, UTF-8, iso-8859-1",
        "請求書のお知らせ, UTF-8, shift_jis",
        "Müller, windows-1252, utf-8",
        "Müller, windows-1252, utf-16",
        "Müller, windows-1252, nonsense"
    })
    void areReadInTheCharacterSetOfTheText(String subject, String written, String said) throws IOException {
        byte[] raw = subject.getBytes(Charset.forName(written));

        assertThat(subject(mail(raw, "text/plain; charset=" + said))).isEqualTo(subject);
        assertThat(subject(mail(
                        raw, "multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=" + said)))
                .isEqualTo(subject);
        assertThat(new PreviewReader()
                        .read(new ByteArrayInputStream(mail(raw, "text/plain; charset=" + said)))
                        .head())
                .contains("Subject: " + subject);
    }

    @ParameterizedTest
    @CsvSource({"Müller, UTF-8", "Müller, windows-1252"})
    void withoutOneTheyAreUtf8OrLatin(String subject, String written) throws IOException {
        assertThat(subject(mail(subject.getBytes(Charset.forName(written)), "text/plain")))
                .isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource({"shift_jis", "gbk", "utf-8", "iso-8859-1"})
    void encodedWordsSayTheirOwn(String said) throws IOException {
        byte[] raw = "=?utf-8?Q?M=C3=BCller?=".getBytes(ISO_8859_1);

        assertThat(subject(mail(raw, "text/plain; charset=" + said))).isEqualTo("Müller");
        assertThat(subject(mail("Müller".getBytes(UTF_8), "text/plain; charset=" + said)))
                .isEqualTo("Müller");
    }
}
