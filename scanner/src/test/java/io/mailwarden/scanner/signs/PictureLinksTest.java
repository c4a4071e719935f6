package io.mailwarden.scanner.signs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.Eml;
import io.mailwarden.scanner.Scans;
import io.mailwarden.scanner.qr.Drawn;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureLinksTest {

    private static final String LONG =
            "<p>The summer party is on Saturday, 4 July, from three in the afternoon, in the garden behind the old town hall."
                    + " There is cake, music and a race for children; bring a chair and good friends. If it rains, we meet in"
                    + " the hall. Who wants to help with the tables may come at noon.</p>";

    private static Eml with(Eml message, String text) {
        return message.file("code.png", "image/png", Drawn.code(text));
    }

    private static Eml message(String from) {
        return Eml.from(from).subject("News");
    }

    static Stream<Eml> quishing() {
        return Stream.of(
                with(
                        message("IT Security <security@desk-portal.example>")
                                .subject("Your authentication expires today")
                                .html("<p>Scan the QR code with your phone to keep access.</p><img src='cid:1'>"),
                        "https://micros0ft.example/login?u=rita"),
                with(
                        message("HR <hr@firm-benefits.example>").html("<img src='cid:1'>"),
                        "https://firm-payroll.example/verify"),
                with(
                        message("DocuSign <sign@papers.example>")
                                .subject("Document waiting for your signature")
                                .html(
                                        "<p>You have a document to review and sign. Scan the code below with your camera.</p>"
                                                + "<img src='cid:1'>"),
                        "https://bit.ly/3abcd"),
                with(
                        message("Bank <info@post.example>")
                                .html("<p>Dear customer, your account has been limited. Verify your account within 24"
                                        + " hours, otherwise it will be suspended.</p><img src='cid:1'>"),
                        "HTTPS://SPARKASSE-TAN.EXAMPLE/ANMELDUNG"));
    }

    static Stream<Eml> honest() {
        Eml ticket = message("Concert Hall <tickets@hall.example>")
                .subject("Your ticket")
                .html("<p>Your ticket for Friday. Show this code at the door.</p><img src='cid:1'>");
        Eml invoice = message("Print Shop <billing@printshop.example>")
                .subject("Invoice 2026-118")
                .html(
                        "<p>Invoice over 240.00 EUR for the leaflets, payable within 14 days. Scan the code with your bank's"
                                + " program.</p><img src='cid:1'>");
        Eml note = message("Rita Reader <rita@reader.example>").html("<p>See you, Rita</p><img src='cid:1'>");
        return Stream.of(
                with(ticket, "47110815003342"),
                with(ticket, "https://hall.example/t/47110815"),
                with(
                        invoice,
                        "BCD\n002\n1\nSCT\nBFSWDE33BER\nPrint Shop\nDE02370502050000508198\nEUR240\n\n2026-118\n"),
                with(note, "https://www.reader.example/"),
                with(note, "BEGIN:VCARD\nVERSION:3.0\nN:Reader;Rita\nURL:https://rita.example\nEND:VCARD"),
                with(
                        message("IT <it@firm.example>")
                                .html("<p>Scan this code with your authenticator.</p><img src='cid:1'>"),
                        "otpauth://totp/Firm:rita?secret=JBSWY3DPEHPK3PXP&issuer=Firm"),
                with(note, "https://www.paypal.com/qrcodes/p2pqrc/7XJ"),
                note.file("p.jpg", "image/jpeg", Drawn.file(Drawn.photo(), "jpeg")),
                with(
                        message("Uwe <uwe@partner.example>").html(LONG + "<img src='cid:1'>"),
                        "https://party.example/2026"),
                with(
                        message("Uwe <uwe@partner.example>").text("A nice walk, with its map on this sign."),
                        "https://trails.example/map/17"));
    }

    @ParameterizedTest
    @MethodSource
    void quishing(Eml message) {
        ScanResult result = Scans.heightened(message);

        assertThat(result.verdict().label()).as(result.toString()).isEqualTo("malicious");
        assertThat(result.reasons()).anyMatch(reason -> reason.startsWith("a picture holds a QR code that opens "));
    }

    @ParameterizedTest
    @MethodSource
    void honest(Eml message) {
        Scans.assertHonest(message);
    }

    @Test
    void linkInAPictureIsCheckedLikeAnyOther() {
        Eml message = with(message("Uwe <uwe@partner.example>").html(LONG), "https://paypa1.example/login");

        assertThat(Scans.signs(message)).contains(Sign.LOOK_ALIKE_DOMAIN, Sign.CREDENTIAL_PATH, Sign.QR_LINK);
        assertThat(Scans.signs(with(message("Uwe <uwe@partner.example>").html(LONG), "bit.ly/3abcd")))
                .contains(Sign.SHORTENED_LINK, Sign.QR_LINK);
    }

    @Test
    void pictureInTheTextItselfIsReadToo() {
        String source =
                "data:image/png;base64," + Base64.getEncoder().encodeToString(Drawn.code("https://evil.example/"));

        assertThat(Scans.signs(message("a@b.example").html("<img src='" + source + "'>")))
                .contains(Sign.QR_LINK);
        assertThat(Scans.signs(message("a@b.example").html("<img src='data:image/png;base64,A'>")))
                .doesNotContain(Sign.QR_LINK);
    }

    @Test
    void whatTheBytesSayCounts() {
        byte[] code = Drawn.code("https://evil.example/");

        assertThat(Scans.signs(message("a@b.example").file("a.dat", "application/octet-stream", code)))
                .contains(Sign.QR_LINK);
        assertThat(Scans.signs(message("a@b.example").file("a.png", "image/png", "no picture".getBytes(UTF_8))))
                .doesNotContain(Sign.QR_LINK);
    }

    @Test
    void pagesOfTheHouseTheSenderAndBrandsSayNothing() {
        Eml message = message("Uwe <uwe@partner.example>").html("Hello");
        Surroundings house = new Surroundings() {
            @Override
            public boolean isOwnDomain(String domain) {
                return domain.equals("firm.example");
            }
        };

        assertThat(Scans.signs(with(message, "https://www.firm.example/menu"), house))
                .doesNotContain(Sign.QR_LINK);
        assertThat(Scans.signs(with(message, "https://menu.partner.example/"))).doesNotContain(Sign.QR_LINK);
        assertThat(Scans.signs(with(message, "https://www.paypal.com/"))).doesNotContain(Sign.QR_LINK);
        assertThat(Scans.signs(with(message, "https://sites.google.com/view/x")))
                .contains(Sign.QR_LINK);
    }

    @Test
    void askingToScanLuresOnlyToPagesElsewhere() {
        Eml message = message("Uwe <uwe@partner.example>").html("<p>Scannen Sie den Code.</p>" + LONG);

        assertThat(Scans.signs(with(message, "https://evil.example/"))).contains(Sign.LURE);
        assertThat(Scans.signs(with(message, "https://partner.example/"))).doesNotContain(Sign.LURE);
        assertThat(Scans.signs(with(message, "otpauth://totp/Firm:rita?secret=JBSWY3DPEHPK3PXP")))
                .doesNotContain(Sign.LURE);
    }

    @Test
    void weighsLessWhereMoreIsSaidOrShown() {
        String code = "https://party.example/2026";
        List<Eml> rising = List.of(
                with(message("a@b.example").html(LONG + "<a href='https://party.example/'>Party</a>"), code),
                with(message("a@b.example").html(LONG + "<a href='https://town.example/'>Town</a>"), code),
                with(message("a@b.example").html(LONG), code),
                with(message("a@b.example").html("<p>Come!</p>"), code));

        assertThat(rising.stream().map(message -> Scans.heightened(message).score()))
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
