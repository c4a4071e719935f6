package io.mailwarden.scanner.signs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.scanner.Eml;
import io.mailwarden.scanner.Scans;
import io.mailwarden.scanner.mime.WrittenTnef;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What Outlook wraps into a winmail.dat is judged as if it were not wrapped. */
class OutlookFileTest {

    private static final String TEXT =
            "Please find the file, and many thanks for all of the work that you did in the last days"
                    + " for our team, and in the weeks before.";
    private static final String PHISH =
            "<p>Dear customer, the storage of your mailbox is full. Verify your account within 24"
                    + " hours, or it will be suspended. Click here to keep your password.</p><a"
                    + " href=\"http://198.51.100.9/owa/login.php\">https://webmail.firm.example/login</a>";

    private static Eml mail(byte[] winmail) {
        return Eml.from("Anna Berg <anna@partner.example>")
                .subject("from Outlook")
                .text(TEXT)
                .file("winmail.dat", "application/ms-tnef", winmail);
    }

    @Test
    void honestFilesAndTextsAreClean() {
        byte[] winmail = new WrittenTnef()
                .rtf("{\\rtf1\\ansi " + TEXT + "\\par}")
                .file("plan.txt", "the plan".getBytes(US_ASCII))
                .bytes();

        Scans.assertHonest(mail(winmail));
        assertThat(Scans.signs(mail(winmail))).doesNotContain(Sign.UNREADABLE);
    }

    @Test
    void programsInItAreFound() {
        byte[] program = "MZ...This program cannot be run in DOS mode".getBytes(US_ASCII);

        assertThat(Scans.signs(
                        mail(new WrittenTnef().file("invoice.js", program).bytes())))
                .contains(Sign.PROGRAM);
        assertThat(Scans.signs(
                        mail(new WrittenTnef().file("invoice.pdf.exe", program).bytes())))
                .contains(Sign.PROGRAM, Sign.DOUBLE_EXTENSION);
    }

    @Test
    void pagesAndTextsInItAreRead() {
        byte[] page = new WrittenTnef().file("form.htm", PHISH.getBytes(UTF_8)).bytes();
        byte[] html = new WrittenTnef().html(PHISH.getBytes(UTF_8)).bytes();
        byte[] rtf = new WrittenTnef()
                .rtf("{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag " + PHISH + "}}")
                .bytes();

        for (byte[] winmail : new byte[][] {page, html, rtf}) {
            assertThat(Scans.normal(mail(winmail)).verdict()).isEqualTo(ScanVerdict.MALICIOUS);
        }
    }

    @Test
    void whatIsBrokenIsTold() {
        byte[] winmail = new WrittenTnef().file("plan.txt", new byte[100]).bytes();

        assertThat(Scans.signs(mail(Arrays.copyOf(winmail, winmail.length - 60))))
                .contains(Sign.UNREADABLE);
    }

    @Test
    void whatIsTooLongIsToldWhereverItIsCut() {
        int most = 4 * 1024 * 1024;
        int besides = new WrittenTnef().file("plan.txt", new byte[0]).bytes().length;
        WrittenTnef winmail = new WrittenTnef().file("plan.txt", new byte[most - besides]);

        assertThat(Scans.signs(mail(winmail.bytes()))).doesNotContain(Sign.UNREADABLE);
        assertThat(Scans.signs(mail(winmail.file("more.txt", new byte[100]).bytes())))
                .contains(Sign.UNREADABLE);
    }
}
