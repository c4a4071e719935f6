package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import io.mailwarden.scanner.mime.Tnef.Piece;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TnefTest {

    private static byte[] html(String html) {
        return WrittenTnef.properties(0x1013, 0x102, html.getBytes(UTF_8));
    }

    @Test
    void filesHaveTheirNamesAndBytes() {
        byte[] file = new WrittenTnef()
                .attribute(0x9007, new byte[] {(byte) 0xE4, 4, 0, 0, 0, 0, 0, 0})
                .file("invoice.js\0", "harmless".getBytes(US_ASCII))
                .attribute(0x9005, WrittenTnef.properties(0x3707, 0x1F, "Übersicht der Zahlen.js\0".getBytes(UTF_16LE)))
                .file("\u00FCbung.txt".getBytes(ISO_8859_1), "x".getBytes(US_ASCII))
                .bytes();
        Tnef tnef = Tnef.read(file);

        assertThat(tnef.whole()).isTrue();
        assertThat(tnef.pieces()).extracting(Piece::name).containsExactly("Übersicht der Zahlen.js", "übung.txt");
        assertThat(tnef.pieces().get(0).content()).isEqualTo("harmless".getBytes(US_ASCII));
    }

    @Test
    void textIsHtmlWhereThereIsAny() {
        Tnef tnef = Tnef.read(
                new WrittenTnef().attribute(0x9003, html("<p>hello</p>")).bytes());

        assertThat(tnef.pieces()).extracting(Piece::type).containsExactly("text/html");
        assertThat(tnef.pieces().get(0).content()).isEqualTo("<p>hello</p>".getBytes(UTF_8));
    }

    @Test
    void compressedTextIsRead() {
        byte[] rtf =
                WrittenTnef.uncompressed("{\\rtf1\\ansi\\ansicpg1252 hello \\'fcber {\\field{\\*\\fldinst HYPERLINK"
                        + " \"http://host.example/x\"}{\\fldrslt here}}}");
        Tnef tnef = Tnef.read(new WrittenTnef()
                .attribute(0x9003, WrittenTnef.properties(0x1009, 0x102, rtf))
                .bytes());

        assertThat(tnef.pieces()).extracting(Piece::type).containsExactly("text/plain");
        assertThat(new String(tnef.pieces().get(0).content(), UTF_8))
                .contains("hello über", "\"http://host.example/x\"", "here");
    }

    @Test
    void messagesWithinAreOpened() {
        byte[] inner = new WrittenTnef().file("a.txt", new byte[] {1}).bytes();
        byte[] object = new byte[16 + inner.length];
        System.arraycopy(inner, 0, object, 16, inner.length);
        Tnef tnef = Tnef.read(new WrittenTnef()
                .file("mail", new byte[0])
                .attribute(0x9005, WrittenTnef.properties(0x3701, 0x0D, object))
                .bytes());

        assertThat(tnef.pieces()).extracting(Piece::type).containsExactly(Tnef.TYPE);
        assertThat(Tnef.read(tnef.pieces().get(0).content()).pieces())
                .extracting(Piece::name)
                .containsExactly("a.txt");
    }

    // MS-OXRTFCP 4.1.
    @ParameterizedTest
    @CsvSource({
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0,"
                + " {\\rtf1\\ansi\\ansicpg1252\\pard hello world}",
        "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0, {\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    })
    void rtfIsDecompressed(String compressed, String rtf) {
        byte[] bytes = BaseEncoding.base16().lowerCase().decode(compressed.replace(" ", ""));

        assertThat(new String(CompressedRtf.decompressed(bytes), US_ASCII).strip())
                .isEqualTo(rtf);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\\rtf1 one\\par two\\line three} | one/two/three",
                "{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}seen} | seen",
                "{\\rtf1 a\\u252?b\\'fcc\\{\\}\\\\} | aübüc{}\\",
                "{\\rtf1\\ansi\\ansicpg932 \\'93\\'fa\\'96\\'7b} | 日本",
                "{\\rtf1\\bin3 }}}x} | x",
                "{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\b \\htmlrtf0 hi {\\*\\htmltag84 <a"
                        + " href=\"http://h.example\">}go{\\*\\htmltag92 </a>}\\htmlrtf }\\htmlrtf0{\\*\\mhtmltag4 x}}"
                        + " | <p>hi <a href=\"http://h.example\">go</a>"
            })
    void rtfIsShown(String rtf, String text) {
        RtfText shown = RtfText.of(rtf.getBytes(ISO_8859_1));

        assertThat(shown.text().replace("\n", "/")).isEqualTo(text);
        assertThat(shown.html()).isEqualTo(rtf.contains("fromhtml"));
    }

    @Test
    void whatIsCutOffIsToldAndWhatWasReadStays() {
        byte[] file = new WrittenTnef()
                .file("a.txt", new byte[] {1})
                .file("b.txt", new byte[100])
                .bytes();
        Tnef tnef = Tnef.read(Arrays.copyOf(file, file.length - 40));

        assertThat(tnef.whole()).isFalse();
        assertThat(tnef.pieces()).extracting(Piece::name).contains("a.txt");
        assertThat(Tnef.read(new byte[0]).whole()).isFalse();
        assertThat(Tnef.read("no such file".getBytes(US_ASCII)).whole()).isFalse();
    }

    @Test
    void hostileOnesAreCut() {
        byte[] good = new WrittenTnef()
                .attribute(0x9003, html("<p>hello</p>"))
                .attribute(0x9003, WrittenTnef.properties(0x1009, 0x102, WrittenTnef.uncompressed("{\\rtf1 x}")))
                .file("a.txt", new byte[] {1, 2, 3})
                .attribute(0x9005, WrittenTnef.properties(0x3707, 0x1F, "b.txt".getBytes(UTF_16LE)))
                .bytes();
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                bad[6 + random.nextInt(bad.length - 6)] = (byte) random.nextInt();
            }
            assertThat(Tnef.read(bad).pieces()).hasSizeLessThan(300);
        }
        // Two thousand million values of no length.
        byte[] endless = ByteBuffer.allocate(12)
                .put(new byte[] {1, 0, 0, 0, 0, 0x10, 1, 0, -1, -1, -1, 0x7F})
                .array();
        assertThat(Tnef.read(new WrittenTnef().attribute(0x9003, endless).bytes())
                        .whole())
                .isFalse();
        WrittenTnef many = new WrittenTnef();
        for (int i = 0; i < 1_000; i++) {
            many.file("x", new byte[0]);
        }
        assertThat(Tnef.read(many.bytes()).whole()).isFalse();
        assertThat(Tnef.read(many.bytes()).pieces()).hasSize(300);
    }
}
