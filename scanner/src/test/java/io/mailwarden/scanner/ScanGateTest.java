package io.mailwarden.scanner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.scanner.signs.Sign;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The floor below which a build fails: messages made up for it, of the kinds that are in every mailbox. */
class ScanGateTest {

    private static final String LOOK = "<p>%s</p><p><a href=\"%s\">%s</a></p>";

    static Stream<Eml> phishing() {
        return Stream.concat(phishingInSomeLanguages(), phishingInOthers());
    }

    private static Stream<Eml> phishingInSomeLanguages() {
        return Stream.of(
                Eml.from("PayPal <service@pay-center.example>")
                        .subject("Your account has been limited")
                        .html(LOOK.formatted(
                                "Dear customer, we noticed unusual activity. Verify your account within 24 hours.",
                                "https://paypal-secure.example/login",
                                "Verify now")),
                Eml.from("DHL Express <info@trk-488213.example>")
                        .subject("Ihr Paket wartet")
                        .html(LOOK.formatted(
                                "Zustellversuch gescheitert. Bezahlen Sie umgehend die Zollgebühr für Ihre Sendung.",
                                "https://dhl-zoll.xyz/pay",
                                "Klicken Sie hier")),
                Eml.from("Itaú <aviso@correio.example>")
                        .subject("Seus pontos expiram hoje")
                        .html(LOOK.formatted(
                                "Prezado cliente, seus pontos vão expirar. Resgate agora.",
                                "https://x7k2p9.web.app/",
                                "Clique aqui")),
                Eml.from("Crédit Agricole <service@info-client.example>")
                        .subject("Action requise")
                        .html(LOOK.formatted(
                                "Cher client, votre compte sera suspendu. Confirmez votre identité sous 24 heures.",
                                "https://bit.ly/3xyz",
                                "Cliquez ici")));
    }

    private static Stream<Eml> phishingInOthers() {
        return Stream.of(
                Eml.from("MetaMask <no-reply@letters.example>")
                        .subject("Your wallet will be suspended")
                        .html(LOOK.formatted(
                                "Verify your wallet with your recovery phrase immediately.",
                                "https://metamask-kyc.example/",
                                "Verify your wallet")),
                Eml.from("IT Help Desk <desk@outside.example>")
                        .subject("Mailbox full")
                        .html(LOOK.formatted(
                                "Dear user, your mailbox is full and messages are pending. Your password expires today."
                                        + " Keep your password, click below.",
                                "https://pages-demo.weebly.com/owa?u=rita.reader@firm.example",
                                "Keep current password")),
                Eml.from("Netflix <a@b-c.example>")
                        .subject("Pagamento rifiutato")
                        .html(LOOK.formatted(
                                "Gentile cliente, il metodo di pagamento è stato rifiutato. Aggiorna i tuoi dati entro 24 ore,"
                                        + " altrimenti l'abbonamento sarà sospeso.",
                                "https://netflix-conto.example/",
                                "Clicca qui")),
                Eml.from("InPost <paczka@wysylka.example>")
                        .subject("Twoja paczka oczekuje na dopłatę")
                        .html(LOOK.formatted(
                                "Szanowny kliencie, nie doręczono przesyłki. Opłata celna w ciągu 24 godzin.",
                                "https://inpost-doplata.top/",
                                "Kliknij tutaj")));
    }

    static Stream<Eml> honest() {
        return Stream.concat(fromMachines(), fromPeople());
    }

    private static Stream<Eml> fromMachines() {
        return Stream.of(
                Eml.from("Firm Accounts <no-reply@firm.example>")
                        .subject("Reset your password")
                        .text(
                                "Somebody asked to reset your password. Open https://login.firm.example/reset/8f2a within 24"
                                        + " hours, or ignore this message.")
                        .html(LOOK.formatted(
                                "Somebody asked to reset your password. The link works for 24 hours. If it was not you,"
                                        + " ignore this message; nothing changes then.",
                                "https://login.firm.example/reset/8f2a",
                                "Choose a new password")),
                Eml.from("Green Grocer <news@grocer.example>")
                        .subject("Asparagus is here")
                        .header("List-Unsubscribe: <https://mailer.example/u/1>")
                        .text("Asparagus is here, from the fields around us. https://mailer.example/c/1")
                        .html("<div style='display:none'>From the fields around us</div>"
                                + LOOK.formatted(
                                        "Asparagus is here, from the fields around us: white, green and violet, cut this"
                                                + " morning. We deliver it to your door on Thursdays and Fridays.",
                                        "https://mailer.example/c/1",
                                        "See all vegetables")),
                Eml.from("Print Shop <billing@printshop.example>")
                        .subject("Invoice 2026-118")
                        .text(
                                "Dear Ms Reader, please find attached our invoice for the leaflets. The amount of 240.00 EUR is"
                                        + " payable within 14 days to the account that you know. Kind regards, Print Shop")
                        .file("invoice-2026-118.pdf", "application/pdf", "%PDF-1.4 ...".getBytes(UTF_8)));
    }

    private static Stream<Eml> fromPeople() {
        return Stream.of(
                Eml.from("Dev Eloper <dev@kernel.example>")
                        .subject("[PATCH v2 1/3] fs: check the return value of verify_account()")
                        .header("In-Reply-To: <x@kernel.example>")
                        .text(
                                "verify_account() can fail, and then the lock is leaked.\n\n--- a/fs/x.c\n+++ b/fs/x.c\n@@ -1 +1 @@\n"
                                        + "-\tverify_account(a);\n+\tif (verify_account(a))\n+\t\treturn -EINVAL;\n"),
                Eml.from("Анна Иванова <anna@partner.example>")
                        .subject("Встреча в понедельник")
                        .text("Привет! Встречаемся в понедельник в десять, в большой комнате. Анна"),
                Eml.from("Uwe Ünsal <uwe@partner.example>")
                        .subject("Protokoll vom Montag")
                        .text("Hallo zusammen, anbei das Protokoll. Bitte bis Freitag prüfen. Viele Grüße, Uwe"),
                Eml.from("PayPal <service@paypal.com>")
                        .subject("Receipt for your payment")
                        .html(LOOK.formatted(
                                "You sent a payment of 12.50 EUR to Green Grocer. It may take a moment to appear in your list"
                                        + " of payments. Thank you for using PayPal.",
                                "https://www.paypal.com/activity",
                                "View details")),
                Eml.from("Railway <tickets@rail.example>")
                        .subject("Your ticket to Bern")
                        .text(
                                "Your ticket is attached. Train 712 leaves at 8:02 from platform 4; your seat is 61 in coach 3."
                                        + " Show the code on your phone or on paper. We wish you a pleasant journey.")
                        .file("ticket.pdf", "application/pdf", new byte[100]));
    }

    @ParameterizedTest
    @MethodSource
    void phishing(Eml message) {
        ScanResult result = Scans.heightened(message);

        assertThat(result.verdict().label()).as(result.toString()).isEqualTo("malicious");
        assertThat(result.reasons()).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource
    void honest(Eml message) {
        Scans.assertHonest(message);
    }

    @Test
    void mostPhishingIsMaliciousAtNormalSensitivityToo() {
        List<Eml> all = phishing().toList();
        long found = all.stream()
                .filter(message -> Scans.normal(message).verdict().label().equals("malicious"))
                .count();

        assertThat(found).isGreaterThanOrEqualTo(all.size() * 3L / 4);
    }

    @Test
    void signsCanReachEveryVerdictButNoneIsCertain() {
        for (Sign sign : Sign.values()) {
            assertThat(sign.score()).as(sign.name()).isGreaterThan(0).isLessThan(0.9);
        }
    }
}
