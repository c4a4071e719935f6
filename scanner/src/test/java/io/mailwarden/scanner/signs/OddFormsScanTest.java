package io.mailwarden.scanner.signs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.scanner.Scans;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One phish and one honest page in many odd forms: the phish is malicious in each, or it is told that the message could not
 * be read; the honest page is never malicious, and clean where all can be read.
 */
class OddFormsScanTest {

    private static final String PHISH =
            "<html><body><p>Dear customer,</p><p>The storage of your mailbox is full. Verify your account within 24"
                    + " hours, or it will be suspended.</p><p><a"
                    + " href=\"http://198.51.100.9/owa/login.php?u=rita\">https://webmail.firm.example/login</a></p><p>Click"
                    + " here to keep your password.</p></body></html>";
    private static final String HONEST =
            "<html><body><p>Hello Rita,</p><p>here is the plan of the new office that we talked about on Monday, with"
                    + " the rooms on the second floor in blue. Paul would like the one by the stairs.</p><p><a"
                    + " href=\"https://files.partner.example/plan\">the plan</a></p><p>See you, Ann</p></body></html>";

    private static final String BASE64 = "Content-Transfer-Encoding: base64\n\n";

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(UTF_8)) + "\n";
    }

    /** How a page is sent: the text of the message, with %s for the page and %b for the page in base64. */
    private record Form(String text, boolean told) {

        ScanTarget with(String from, String subject, String page) {
            String head = "From: " + from + "\nTo: rita@firm.example\nSubject: " + subject
                    + "\nDate: Mon, 4 May 2026 10:00:00 +0200\nMessage-ID: <1@x.example>\nMIME-Version: 1.0\n";
            String body = text.replace("%s", page).replace("%b", base64(page));
            return ScanTarget.of(
                    (head + body).replace("\r", "").replace("\n", "\r\n").getBytes(UTF_8));
        }
    }

    private static Named<Form> read(String name, String text) {
        return Named.of(name, new Form(text, false));
    }

    private static Named<Form> told(String name, String text) {
        return Named.of(name, new Form(text, true));
    }

    static Stream<Named<Form>> forms() {
        return Stream.concat(Stream.concat(encodings(), types()), Stream.concat(nested(), attached()));
    }

    private static Stream<Named<Form>> encodings() {
        String html = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: ";
        return Stream.of(
                read("as it is", html + "8bit\n\n%s"),
                read("comment", html + "base64 (x)\n\n%b"),
                read("semicolon", html + "base64;\n\n%b"),
                read("quotes", html + "\"base64\"\n\n%b"),
                read("comma", html + "base64, 7bit\n\n%b"),
                told("twice", html + "7bit\nContent-Transfer-Encoding: base64\n\n%b"),
                told("unknown", html + "x-base65\n\n%b"));
    }

    private static Stream<Named<Form>> types() {
        return Stream.of(
                read("no semicolon", "Content-Type: text/html charset=utf-8\n name=\"x.html\"\n" + BASE64 + "%b"),
                read("comment in the type", "Content-Type: text/html (x; y); charset=utf-8\n\n%s"),
                told("two types", "Content-Type: text/plain\nContent-Type: text/html\n\n%s"),
                read(
                        "quoted pair",
                        "Content-Type: multipart/mixed; boundary=\"a\\bc\"\n\n"
                                + "--abc\n"
                                + "Content-Type: text/html\n\n"
                                + "%s\n"
                                + "--abc--\n"),
                read(
                        "encoded multipart",
                        "Content-Type: multipart/mixed; boundary=b\n" + BASE64
                                // 33 bytes, so that the page follows without padding.
                                + base64("--b\r\nContent-Type:  text/html\r\n\r\n")
                                        .strip()
                                + "\n%b\n"));
    }

    private static String levels(int levels) {
        StringBuilder message = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            message.append("Content-Type: multipart/mixed; boundary=n" + level + "\n\n--n" + level + "\n");
        }
        return message + "Content-Type: text/html\n\n%s\n";
    }

    private static Stream<Named<Form>> nested() {
        return Stream.of(
                read("20 levels", levels(20)),
                read("40 levels", levels(40)),
                told("60 levels", levels(60)),
                told(
                        "a piece",
                        "Content-Type: message/partial; number=1; total=2; id=x\n\nContent-Type: text/html\n\n%s"),
                told(
                        "many parts",
                        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n\n".repeat(12_000)
                                + "--b\nContent-Type: text/html\n\n%s\n--b--\n"),
                told(
                        "much text before",
                        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + "la la la \n".repeat(120_000)
                                + "\n--b\nContent-Type: text/html\n\n%s\n--b--\n"),
                told(
                        "many files before",
                        "Content-Type: multipart/mixed; boundary=b\n\n"
                                + "--b\nContent-Type: image/png\n\nx\n".repeat(60)
                                + "--b\nContent-Type: application/octet-stream; name=a.html\n\n%s\n--b--\n"));
    }

    private static Stream<Named<Form>> attached() {
        String mixed = "Content-Type: multipart/mixed; boundary=b\n\n"
                + "--b\n"
                + "Content-Type: text/plain\n\n"
                + "please see the file\n"
                + "--b\n";
        String file = mixed + "Content-Type: %s\nContent-Disposition: attachment; filename=\"%s\"\n%s--b--\n";
        String inner = "From: IT Help Desk <desk@outside.example>\n"
                + "Subject: Your mailbox is full\n"
                + "Content-Type: text/html\n\n"
                + "%s\n";
        return Stream.of(
                read("page", file.formatted("text/html", "form.html", BASE64 + "%b")),
                read("page in octet-stream", file.formatted("application/octet-stream", "form.html", BASE64 + "%b")),
                read("page without a name", mixed + "Content-Type: application/octet-stream\n" + BASE64 + "%b--b--\n"),
                read("message", file.formatted("message/rfc822", "mail.eml", "\n" + inner)),
                read("message/global", mixed + "Content-Type: message/global\n\n" + inner + "--b--\n"),
                read("message in octet-stream", file.formatted("application/octet-stream", "mail.eml", "\n" + inner)));
    }

    private static ScanResult scan(ScanTarget target) {
        return Scans.scan(target, Sensitivity.NORMAL);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void phishIsMaliciousOrItIsToldThatItCouldNotBeRead(Form form) {
        ScanResult result = scan(form.with("IT Help Desk <desk@outside.example>", "Your mailbox is full", PHISH));

        assertThat(result.verdict().label())
                .as(result.toString())
                .isIn("malicious", form.told ? "suspicious" : "malicious");
        assertThat(result.reasons().stream().anyMatch(reason -> reason.contains("could not be read as a whole")))
                .as(result.toString())
                .isEqualTo(form.told);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void honestPageIsNeverMalicious(Form form) {
        ScanResult result = scan(form.with("Ann <ann@partner.example>", "Plan of the office", HONEST));

        assertThat(result.verdict().label()).as(result.toString()).isIn("clean", form.told ? "suspicious" : "clean");
    }

    @Test
    void invitationsAreReadAsTexts() {
        String calendar = "Content-Type: text/calendar; method=REQUEST\n\n"
                + "BEGIN:VCALENDAR\n"
                + "SUMMARY:Your mailbox is full\n"
                + "DESCRIPTION:Dear customer\\, verify your account within 24 hours or it will be suspended. Click"
                + " here:\\n"
                + "http://198.51.100.9/owa/login.php?u=rita\n"
                + "END:VCALENDAR\n";
        ScanResult result =
                scan(new Form(calendar, false).with("IT Help Desk <desk@outside.example>", "Your mailbox is full", ""));

        assertThat(result.verdict().label()).as(result.toString()).isEqualTo("malicious");
    }

    private static String report(String to, String type, String part) {
        return ("From: Rita Reader <rita@firm.example>\nTo: " + to + "\nSubject: reported\nMIME-Version: 1.0\n"
                        + "Content-Type: " + type + "; boundary=b\n\n--b\n\nReported with the button.\n--b\n" + part
                        + "Content-Type: message/rfc822\n\n"
                        + "From: IT Help Desk <desk@outside.example>\n"
                        + "To: rita@firm.example\n"
                        + "Subject: Your mailbox is full\n"
                        + "Content-Type:"
                        + " text/html\n\n" + PHISH + "\n--b--\n")
                .replace("\n", "\r\n");
    }

    @Test
    void whoReportsAPhishIsNoPhisher() {
        String feedback = "Content-Type: message/feedback-report\n\nFeedback-Type: fraud\nVersion: 1\n--b\n";
        for (String report : new String[] {
            report("abuse@firm.example", "multipart/mixed", ""),
            report("Phishing <report-phishing@provider.example>, security@firm.example", "multipart/mixed", ""),
            report("someone@provider.example", "multipart/report; report-type=feedback-report", feedback)
        }) {
            ScanTarget target = ScanTarget.of(report.getBytes(UTF_8));
            assertThat(Scans.scan(target, Sensitivity.NORMAL).verdict().label()).isEqualTo("clean");
            assertThat(Scans.scan(target, Sensitivity.HEIGHTENED).verdict().label())
                    .isNotEqualTo("malicious");
        }
    }

    @Test
    void whoPassesAPhishOnIsOne() {
        for (String to :
                new String[] {"ben@firm.example", "abuse@firm.example, ben@firm.example", "abuser@firm.example"}) {
            ScanTarget target = ScanTarget.of(report(to, "multipart/mixed", "").getBytes(UTF_8));
            assertThat(scan(target).verdict().label()).as(to).isEqualTo("malicious");
        }
    }
}
