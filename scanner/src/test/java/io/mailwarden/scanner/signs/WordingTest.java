package io.mailwarden.scanner.signs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.scanner.Eml;
import io.mailwarden.scanner.Scans;
import io.mailwarden.scanner.content.Plain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    private static Eml saying(String text) {
        return Eml.from("Desk <desk@mailer.example>").subject("Notice").text(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Your account has been suspended. Verify your account within 24 hours.",
                "Ihr Konto wurde gesperrt. Bitte bestätigen Sie Ihre Daten umgehend: Konto verifizieren.",
                "Votre compte sera suspendu. Veuillez confirmer votre identité sous 24 heures.",
                "Su cuenta ha sido bloqueada. Verifique su cuenta inmediatamente.",
                "Il suo conto è stato sospeso. Conferma i tuoi dati entro 24 ore.",
                "Uw rekening is geblokkeerd. Bevestig uw gegevens binnen 24 uur.",
                "Sua conta foi bloqueada. Confirme seus dados imediatamente.",
                "Twoje konto zostało zablokowane. Potwierdź dane w ciągu 24 godzin."
            })
    void threatToTheAccountIsReadInEightLanguages(String text) {
        assertThat(Scans.signs(saying(text))).contains(Sign.ACCOUNT, Sign.THREAT, Sign.URGENCY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Y\u043Eur acc\u043Eunt has been susp\u0435nded",
                "Your acco\u200Bunt has been sus\u00ADpended",
                "YOUR ACC0UNT HAS BEEN SUSPENDED",
                "Y\u00F3\u00FAr acc\u00F6unt h\u00E2s been s\u00FCspended",
                "\uD835\uDC32our account has been \uD835\uDC2C\uD835\uDC2E\uD835\uDC2C\uD835\uDC29ended"
            })
    void disguisedLettersReadTheSame(String text) {
        assertThat(Scans.signs(saying(text))).contains(Sign.THREAT);
    }

    @Test
    void inheritanceFromAStrangerIsMaliciousAtHeightenedSensitivity() {
        Eml message = Eml.from("Mrs Ada Brown <ada.brown@gmail.com>")
                .subject("Dearest one")
                .text(
                        "Dear friend, I am a widow and childless. My late husband left the sum of 4.5 million dollars, and I"
                                + " want a beneficiary to use it for charity. Please contact me in good faith. God bless you.");

        assertThat(Scans.heightened(message).verdict().label()).isEqualTo("malicious");
        assertThat(Scans.normal(message).verdict().label()).isIn("suspicious", "malicious");
    }

    @Test
    void extortionWithAWalletIsMalicious() {
        Eml message = Eml.from("x@anon.example")
                .subject("You have been recorded")
                .text(
                        "I hacked your device. A trojan gave me your webcam and all your contacts. I recorded you. Pay me 900"
                                + " dollars in bitcoin: bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq within 48 hours.");

        assertThat(Scans.normal(message).verdict().label()).isEqualTo("malicious");
        assertThat(Scans.normal(message).reasons()).contains("has the address of a crypto wallet in it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The inheritance of classes is confusing here: the late binding makes the child lose its type.",
                "We store the token for 24 hours, then the cache drops it; see commit 3f2a9c for the details.",
                "Please find the minutes attached. Lunch is at noon, the invoice for the room follows.",
                "Bitte denkt an die Rechnung für den Drucker, sonst wird es teuer. Gruß, Anna",
                "La réunion est reportée à jeudi, merci de prévenir les autres."
            })
    void everydayTextIsClean(String text) {
        assertThat(Scans.heightened(saying(text)).verdict().label()).isEqualTo("clean");
    }

    @Test
    void quotedWarningIsNotTheWritersOwn() {
        Eml message = saying("I got this, is it real?\n> Your account has been suspended\n> Verify your account\n");

        assertThat(Scans.signs(message)).doesNotContain(Sign.ACCOUNT, Sign.THREAT);
    }

    @Test
    void everyThemeAndEveryBrandIsFoundByItsOwnWords() {
        Phrases phrases = new Phrases(java.util.List.of("one two", "two", "ban*", "wo three"));

        assertThat(phrases.in(Plain.words("One, two!")).stream()).containsExactly(0, 1);
        assertThat(phrases.in(Plain.words("two three")).stream()).containsExactly(1);
        assertThat(phrases.in(Plain.words("the banks")).stream()).containsExactly(2);
        assertThat(phrases.in(Plain.words("urban")).stream()).isEmpty();
    }
}
