package io.mailwarden.scanner.signs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.scanner.Eml;
import io.mailwarden.scanner.Scans;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {

    private static Eml stranger(String text) {
        return Eml.from("Mrs Ada Brown <ada.brown.4417@gmail.com>")
                .header("Reply-To: adabrown90@outlook.com")
                .subject("Hello")
                .text(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dear sir, I have a business proposal for you, kindly respond for more details.",
                "Sehr geehrter Empfänger, mein Name ist Ada Brown. Ich suche einen Investor. Antworten Sie mir.",
                "Cher ami, je m'appelle Ada Brown. J'ai une offre de prêt dans votre pays. Contactez-moi.",
                "Estimado amigo, me llamo Ada Brown. Tengo un negocio con usted. Escríbame para más detalles.",
                "Carissimo, mi chiamo Ada Brown. Vorrei investire nel suo paese. Mi risponda, grazie.",
                "Beste vriend, mijn naam is Ada Brown. Ik wil investeren in uw land. Schrijf mij.",
                "Querido, meu nome é Ada Brown. Quero doar uma quantia. Responda-me para mais detalhes.",
                "Drogi przyjacielu, nazywam się Ada Brown. Chcę zainwestować w twoim kraju. Napisz do mnie."
            })
    void shortLetterFromAStrangerAboutMoneyIsMaliciousWhenHeightened(String text) {
        assertThat(Scans.signs(stranger(text))).contains(Sign.STRANGERS_LETTER);
        assertThat(Scans.heightened(stranger(text)).verdict().label())
                .as(Scans.heightened(stranger(text)).toString())
                .isEqualTo("malicious");
    }

    @Test
    void longStoryNeedsNoFreeMailbox() {
        Eml message = Eml.from("Ada Brown <ada@hijacked.example>")
                .subject("My last wish")
                .text("Dearest one, my name is Ada Brown. I have been diagnosed with cancer, my husband died in a"
                        + " plane crash. I want to donate the sum of 3 million dollars to the less privileged"
                        + " through you. Send your full name, home address and telephone number. God bless you as"
                        + " you reply urgently.");

        assertThat(Scans.heightened(message).verdict().label()).isEqualTo("malicious");
    }

    static Stream<Eml> kinds() {
        return Stream.of(
                Eml.from("Finanz Hilfe <finanz.hilfe@outlook.de>")
                        .subject("Kreditangebot")
                        .text("Guten Tag, wir bieten Darlehen von 5.000 bis 500.000 Euro mit einem Zinssatz von 2 %"
                                + " an. Bei Interesse kontaktieren Sie uns mit Ihrer Adresse und Telefonnummer."),
                Eml.from("Carla Chief <ceo.office.2211@gmail.com>")
                        .subject("Quick task")
                        .text("Are you available? Run a quick errand for me: purchase some gift cards for a client."
                                + " I am in a meeting and cannot take calls. Send me your mobile number."),
                Eml.from("Sgt Lisa Moore <lisamoore77@yahoo.com>")
                        .subject("Hi")
                        .text("Hello dear, I saw your profile and want to know you more. I am a soldier, 34 years"
                                + " old and single. Write me back so that I can send you my pictures."),
                Eml.from("Human Resources <hr.jobs.online@gmail.com>")
                        .subject("Job offer")
                        .text("We need a part time representative in your country. Work from home and earn 4000"
                                + " euros per month. Reply with your full name, age and phone number."),
                Eml.from("Loteria <premios@loteria.example>")
                        .header("Reply-To: loteria.premios@outlook.com")
                        .subject("Ha ganado")
                        .text("Su correo ha ganado 850.000 euros en la lotería. Envíe su nombre completo, fecha de"
                                + " nacimiento y número de teléfono."));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void storiesOfAllKindsAreMaliciousWhenHeightened(Eml message) {
        assertThat(Scans.heightened(message).verdict().label())
                .as(Scans.heightened(message).toString())
                .isEqualTo("malicious");
    }

    static Stream<Eml> invoicesToCall() {
        return Stream.of(
                Eml.from("Order Desk <desk.of.orders@gmail.com>")
                        .subject("Invoice 8841")
                        .text("Thank you for your purchase. $349.99 will be charged for your annual subscription. If"
                                + " you did not authorize this, call us at +1 (800) 555-0100 for a full refund."),
                Eml.from("Norton <renewal@seller.example>")
                        .subject("Subscription renewal")
                        .text("Your yearly subscription has been renewed and your account will be charged. To cancel"
                                + " your order please call our helpline 1-800-555-0100."),
                Eml.from("Kundenservice <kunden.dienst77@gmx.de>")
                        .subject("Ihre Bestellung")
                        .text("Es wurden 399,00 EUR von Ihrem Konto abgebucht; der Betrag wurde belastet. Ihr Kauf"
                                + " ist nicht autorisiert? Zum Stornieren rufen Sie uns an: 0800 555 0100."));
    }

    @ParameterizedTest
    @MethodSource("invoicesToCall")
    void invoiceForWhatNobodyBoughtIsMaliciousWhenHeightened(Eml message) {
        assertThat(Scans.signs(message)).contains(Sign.INVOICE_TO_CALL);
        assertThat(Scans.heightened(message).verdict().label())
                .as(Scans.heightened(message).toString())
                .isEqualTo("malicious");
    }

    @Test
    void loginToAnAccountFullOfMoneyIsMaliciousWhenHeightened() {
        Eml message = Eml.from("George <george@mail.example>")
                .subject("As you asked")
                .text("I have put 27 BTC worth $670,949.46 into the account at coins.example. Customer ID: 97654621,"
                        + " password: TG22M487.");

        assertThat(Scans.signs(message)).contains(Sign.FOUND_WALLET);
        assertThat(Scans.heightened(message).verdict().label()).isEqualTo("malicious");
    }

    static Stream<Eml> honest() {
        return Stream.of(fromPeople(), aboutMoney(), fromHouses()).flatMap(letters -> letters);
    }

    private static Stream<Eml> fromPeople() {
        return Stream.of(
                Eml.from("Ines Intern <ines.intern@gmail.com>")
                        .subject("Application as a developer")
                        .text("Dear Ms Reader, my name is Ines Intern and I am writing about the position that you"
                                + " offer. I have three years of experience with Java. My telephone number is +49"
                                + " 30 901820. I look forward to hearing from you. Kind regards, Ines"),
                Eml.from("Sam Student <sam.student@gmail.com>")
                        .subject("Question about the radio")
                        .text("Hi all, I am a student and new to this list. My name is Sam. I cannot receive"
                                + " anything above 2 GHz with my board. Could you please help? Thank you for your"
                                + " reply, Sam"),
                Eml.from("Uwe Uncle <uwe.uncle@web.de>")
                        .subject("Beerdigung")
                        .text("Liebe Rita, wie du weißt, ist Tante Grete im Krankenhaus verstorben. Die Beerdigung"
                                + " ist am Freitag um elf. Statt Blumen bitten wir um eine Spende. Dein Uwe"),
                Eml.from("Paul Partner <paul@partner.example>")
                        .subject("Our cooperation in the new year")
                        .text("Dear Rita, thank you for the good talk on Monday. I attach our proposal: the project"
                                + " would cost 45,000 EUR. This is confidential until the board has decided."
                                + " Please get back to me by Friday. Best wishes, Paul"));
    }

    private static Stream<Eml> aboutMoney() {
        return Stream.of(
                Eml.from("Ines Intern <ines.intern@gmail.com>")
                        .subject("My application")
                        .text("Dear Ms Reader, my name is Ines Intern, date of birth 1 May 1999. My telephone number"
                                + " is +49 30 901820 11, my salary expectation EUR 55,000. I look forward to"
                                + " hearing from you. Ines"),
                Eml.from("Tom Tenant <tom.tenant@web.de>")
                        .subject("Wohnung in der Lindenstraße")
                        .text("Sehr geehrte Frau Reader, mein Name ist Tom Tenant, ich bin Lehrer. Ihre Wohnung"
                                + " gefällt uns sehr. Die Kaution von 2.400 EUR ist kein Problem. Über Ihre"
                                + " Antwort freue ich mich. Tom Tenant"),
                Eml.from("Fay Friend <fay.friend@outlook.com>")
                        .subject("Saturday")
                        .text("Hi Rita, are you free on Saturday? I am in a meeting until five, call me after that."
                                + " Could you do me a favour and bring the tickets? Fay"),
                Eml.from("Nils Nephew <nils.nephew@gmail.com>")
                        .subject("Opa")
                        .text("Liebe Tante, Opa ist wieder im Krankenhaus, die Ärzte haben Krebs diagnostiziert."
                                + " Melde dich bitte, wenn du kannst. Dein Nils"));
    }

    private static Stream<Eml> fromHouses() {
        return Stream.of(
                Eml.from("Children's Fund <news@fund.example>")
                        .subject("Your donation helps")
                        .header("List-Unsubscribe: <https://fund.example/u>")
                        .text("Dear Rita, last year you and others donated 2.4 million euros to our charity: 300"
                                + " orphans go to school. Please help again: https://fund.example/donate. Thank"
                                + " you!"),
                Eml.from("Green Bank <letters@greenbank.example>")
                        .subject("Your new loan")
                        .text("Dear Ms Reader, your loan of 120,000 EUR at an interest rate of 3.1 percent has been"
                                + " approved. Your contract is in your mailbox at https://greenbank.example."
                                + " Questions? Call us at 030 555 010 200. Your advisor, Mr Green"),
                Eml.from("Print Shop <print.shop.corner@gmail.com>")
                        .subject("Invoice 118")
                        .text("Hello Rita, here is the invoice for your order: 240.00 EUR, payable within 14 days."
                                + " If anything is unclear call us at 030 555 010 200. Thank you, Peter"),
                Eml.from("Lines of the Alps <booking@lines.example>")
                        .subject("Your booking K7X2")
                        .text("Thank you for your order. Your credit card has been charged 89.00 EUR. To cancel your"
                                + " ticket call our customer service at +41 44 555 01 02 or open"
                                + " https://lines.example/k7x2."),
                Eml.from("Web Host <welcome@host.example>")
                        .subject("Your new account")
                        .text("Welcome! Your customer ID is 449121 and your first password is in the letter that we"
                                + " sent. Change it at https://host.example/login. The plan costs 4.99 EUR a"
                                + " month."));
    }

    @ParameterizedTest
    @MethodSource
    void honest(Eml message) {
        Scans.assertHonest(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"write to ada@gmail.com", "(ada.b@YAHOO.com).", "Contact: x@y@aol.com"})
    void freeMailboxesInTheTextAreSeen(String text) {
        assertThat(Letters.namesFreeMailbox(text, "ada.brown@gmail.com")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ada@",
                "ada@partner.example",
                "ada@gmail.com.partner.example",
                "I am ada.brown@gmail.com",
                "Ada.Brown@gmail.com.",
                "@@@@@@@@@@",
                "see gmail.com"
            })
    void otherAddressesInTheTextAreNot(String text) {
        assertThat(Letters.namesFreeMailbox(text, "ada.brown@gmail.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 (855) 574-9409", "0800-400-9030", "call 1 800 555 0100 now", "+49 30 901820 11"})
    void telephoneNumbersAreSeen(String text) {
        assertThat(Letters.hasTelephone(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2023-12-08", "MS27894319077", "1234 5678 9012 3456", "12:30:45", "ABC 12-34"})
    void otherNumbersAreNot(String text) {
        assertThat(Letters.hasTelephone(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada.brown@gmail.com", "adabrown@gmail.com", "ada.brown+letters@gmail.com"})
    void ownMailboxIsNoOther(String replyTo) {
        Eml message = Eml.from("Ada <ada.brown@gmail.com>")
                .header("Reply-To: " + replyTo)
                .subject("Monday")
                .text("See you at ten.");

        assertThat(Scans.signs(message)).doesNotContain(Sign.REPLY_TO_FREE_MAIL);
    }

    @Test
    void otherMailboxAtTheSameProviderIsSeen() {
        Eml message = Eml.from("Ada <ada.brown@gmail.com>")
                .header("Reply-To: ada.brown.17@gmail.com")
                .subject("Monday")
                .text("See you at ten.");

        assertThat(Scans.signs(message)).contains(Sign.REPLY_TO_FREE_MAIL);
    }
}
