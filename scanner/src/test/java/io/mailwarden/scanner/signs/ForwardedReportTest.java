package io.mailwarden.scanner.signs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.scanner.Scans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phish that is forwarded in the text: to those alone who take reports it is one, to anybody else it counts in full. */
class ForwardedReportTest {

    private static final String PHISH =
            "Dear customer,\n\nthe storage of your mailbox is full. Verify your account within 24"
                    + " hours, or it will be suspended. Click here to keep your password:\n\n"
                    + "http://198.51.100.9/owa/login.php?u=rita\n";
    private static final String GMAIL =
            "---------- Forwarded message ---------\nFrom: IT Help Desk <desk@outside.example>\n"
                    + "Date: Mon, 4 May 2026 at 10:00\nSubject: Your mailbox is full\nTo: <rita@firm.example>\n\n";
    private static final String OFFICE = "Phishing <report-phishing@provider.example>";

    private static ScanTarget mail(String heads, String type, String text) {
        return ScanTarget.of(("From: Rita Reader <rita@firm.example>\n" + heads + "Subject: Fwd: your mailbox\n"
                        + "Date: Mon, 4 May 2026 10:00:00 +0200\nMessage-ID: <1@firm.example>\nMIME-Version: 1.0\n"
                        + "Content-Type: " + type + "; charset=utf-8\n\n" + text)
                .replace("\n", "\r\n")
                .getBytes(UTF_8));
    }

    private static ScanTarget text(String to, String head) {
        return mail("To: " + to + "\n", "text/plain", "I think that this is phishing.\n\n" + head + PHISH);
    }

    private static void assertReport(ScanTarget mail) {
        ScanResult normal = Scans.scan(mail, Sensitivity.NORMAL);
        assertThat(normal.verdict().label()).as(normal.toString()).isEqualTo("clean");
        assertThat(Scans.scan(mail, Sensitivity.HEIGHTENED).verdict().label())
                .as(normal.toString())
                .isNotEqualTo("malicious");
    }

    private static void assertPhish(ScanTarget mail) {
        ScanResult normal = Scans.scan(mail, Sensitivity.NORMAL);
        assertThat(normal.verdict().label()).as(normal.toString()).isEqualTo("malicious");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GMAIL,
                "-----Original Message-----\nFrom: IT Help Desk [mailto:desk@outside.example]\nSent: Monday, May 4, 2026\n"
                        + "To: Rita Reader\nSubject: Your mailbox is full\n\n",
                "Begin forwarded message:\n\n> From: IT Help Desk <desk@outside.example>\n> Subject: Your mailbox is full\n"
                        + "> Date: 4 May 2026 at 10:00:00 CEST\n> To: rita@firm.example\n\n",
                "-------- Forwarded Message --------\nSubject: \tYour mailbox is full\nDate: \tMon, 4 May 2026 10:00:00 +0200\n"
                        + "From: \tIT Help Desk <desk@outside.example>\nTo: \trita@firm.example\n\n",
                "-------- Weitergeleitete Nachricht --------\nBetreff: Your mailbox is full\nDatum: Mon, 4 May 2026\n"
                        + "Von: IT Help Desk <desk@outside.example>\nAn: rita@firm.example\n\n",
                "*Von:* IT Help Desk <desk@outside.example>\n*Gesendet:* Montag, 4. Mai 2026 10:00\n*An:* Rita\n"
                        + "*Betreff:* Your mailbox is full\n\n",
                "De : IT Help Desk <desk@outside.example>\nEnvoyé : lundi 4 mai 2026 10:00\nÀ : Rita\n"
                        + "Objet : Your mailbox is full\n\n",
                "De: IT Help Desk <desk@outside.example>\nEnviado el: lunes, 4 de mayo de 2026\nPara: Rita\n"
                        + "Asunto: Your mailbox is full\n\n",
                "De: IT Help Desk <desk@outside.example>\nEnviada em: segunda-feira, 4 de maio de 2026\nPara: Rita\n"
                        + "Assunto: Your mailbox is full\n\n",
                "Da: IT Help Desk <desk@outside.example>\nInviato: lunedì 4 maggio 2026\nA: Rita\n"
                        + "Oggetto: Your mailbox is full\n\n",
                "Van: IT Help Desk <desk@outside.example>\nVerzonden: maandag 4 mei 2026\nAan: Rita\n"
                        + "Onderwerp: Your mailbox is full\n\n",
                "Od: IT Help Desk <desk@outside.example>\nWysłano: poniedziałek, 4 maja 2026\nDo: Rita\n"
                        + "Temat: Your mailbox is full\n\n"
            })
    void whoForwardsAPhishToAnOfficeReportsIt(String head) {
        assertReport(text(OFFICE, head));
        assertReport(text(OFFICE, head).to(List.of("report-phishing@provider.example")));
        assertPhish(text("ben@partner.example", head));
    }

    @Test
    void pagesAreForwardedLikewise() {
        String head =
                "<div><b>From:</b> IT Help Desk<br><b>Sent:</b> Monday<br><b>To:</b> Rita<br><b>Subject:</b> full</div>";
        String page = "<html><body><p>Phishing?</p>" + head + "<p>" + PHISH + "</p><p><a"
                + " href=\"http://198.51.100.9/owa/login.php\">https://webmail.firm.example/login</a></p></body></html>";

        assertReport(mail("To: abuse@provider.example, phishing@firm.example\n", "text/html", page));
        assertPhish(mail("To: abuse@provider.example, ben@firm.example\n", "text/html", page));
    }

    @Test
    void whatGoesToOthersTooCountsInFull() {
        assertPhish(text("abuse@provider.example, ben@partner.example", GMAIL));
        assertPhish(mail("To: abuse@provider.example\nCc: ben@partner.example\n", "text/plain", GMAIL + PHISH));
        assertPhish(mail("To: abuse@provider.example\nBcc: ben@partner.example\n", "text/plain", GMAIL + PHISH));
        assertPhish(mail("Cc: abuse@provider.example\n", "text/plain", GMAIL + PHISH));
        assertPhish(text("abuser@provider.example", GMAIL));
    }

    @Test
    void theEnvelopeCountsWhateverTheHeadSays() {
        assertPhish(text("abuse@provider.example", GMAIL).to(List.of("abuse@provider.example", "ben@partner.example")));
        assertPhish(text("abuse@provider.example", GMAIL).to(List.of("ben@partner.example")));
        assertReport(text("abuse@provider.example", GMAIL).to(List.of("Abuse@Provider.example")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Forwarded message\n\n",
                "From: IT Help Desk\n\n",
                "De: a b c d e\n\nAsunto pendiente\n\n",
                "Subject: Your mailbox is full\nDate: today\n\n"
            })
    void withoutTheHeadOfAMessageNothingIsForwarded(String head) {
        assertPhish(text(OFFICE, head));
    }

    @Test
    void programsThatAreSentCountInFull() {
        String mixed = "--b\nContent-Type: text/plain\n\n" + GMAIL + PHISH
                + "--b\nContent-Type: application/octet-stream; name=\"invoice.pdf.exe\"\n\n"
                + "MZ...This program cannot be run in DOS mode\n--b--\n";
        ScanTarget mail = ScanTarget.of(("From: rita@firm.example\nTo: abuse@firm.example\nSubject: Fwd\n"
                        + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + mixed)
                .replace("\n", "\r\n")
                .getBytes(UTF_8));

        assertThat(Scans.scan(mail, Sensitivity.HEIGHTENED).verdict().label()).isEqualTo("malicious");
    }
}
