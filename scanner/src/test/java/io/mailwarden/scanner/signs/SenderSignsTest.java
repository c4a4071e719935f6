package io.mailwarden.scanner.signs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.Eml;
import io.mailwarden.scanner.Scans;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderSignsTest {

    private static final Surroundings FIRM = new Surroundings() {
        @Override
        public boolean isOwnDomain(String domain) {
            return domain.equals("firm.example");
        }

        @Override
        public Optional<String> addressOf(String displayName) {
            return displayName.equalsIgnoreCase("Carla Chief") ? Optional.of("carla@firm.example") : Optional.empty();
        }
    };

    private static Eml from(String sender) {
        return Eml.from(sender).subject("Monday").text("See you on Monday at ten, in the large room.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PayPal <service@evil.example>",
                "PayPaI Support <a@evil.example>",
                "P\u0430yP\u0430l <a@evil.example>",
                "Netflix Billing Team <a@evil.example>",
                "DHL Express <x@mailer.example>",
                "Apple Support <x@mailer.example>",
                "Banco do Brasil <x@mailer.example>",
                "Ba\u200Bnk of America <x@mailer.example>"
            })
    void brandFromElsewhereIsNamed(String sender) {
        assertThat(Scans.signs(from(sender))).contains(Sign.BRAND_NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PayPal <service@paypal.com>",
                "Netflix <info@mailer.netflix.com>",
                "Chase Miller <chase.miller@partner.example>",
                "Fiona Apple <fiona@partner.example>",
                "Target Group Survey <x@partner.example>",
                "Ann Ledger <ann@partner.example>"
            })
    void brandsThemselvesAndPeopleOfThatNameAreNot(String sender) {
        assertThat(Scans.signs(from(sender))).doesNotContain(Sign.BRAND_NAME);
    }

    @Test
    void colleagueFromAForeignAddressIsNamed() {
        Eml message = from("Carla Chief <carla.chief.ceo@gmail.com>");

        assertThat(Scans.signs(message, FIRM)).contains(Sign.COLLEAGUE_NAME);
        assertThat(Scans.signs(message)).doesNotContain(Sign.COLLEAGUE_NAME);
        assertThat(Scans.signs(from("Carla Chief <carla@firm.example>"), FIRM)).doesNotContain(Sign.COLLEAGUE_NAME);
        assertThat(Scans.signs(from("Carl Other <carl@gmail.com>"), FIRM)).doesNotContain(Sign.COLLEAGUE_NAME);
    }

    @Test
    void addressAsANameIsHeldAgainstTheRealOne() {
        assertThat(Scans.signs(from("boss@firm.example <x@evil.test>"))).contains(Sign.ADDRESS_IN_NAME);
        assertThat(Scans.signs(from("ann@partner.example <ann@partner.example>")))
                .doesNotContain(Sign.ADDRESS_IN_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "Ann <ann@partner.example>, claims@gmail.com, REPLY_TO_FREE_MAIL",
        "Ann <ann@partner.example>, claims@other.example, REPLY_ELSEWHERE"
    })
    void answersThatGoElsewhereAreSeen(String sender, String replyTo, Sign sign) {
        assertThat(Scans.signs(from(sender).header("Reply-To: " + replyTo))).contains(sign);
    }

    @Test
    void answersWithinTheDomainOrToAListAreNot() {
        Eml own = from("Ann <ann@mail.partner.example>").header("Reply-To: desk@partner.example");
        Eml list = from("Ann <ann@gmail.com>")
                .header("Reply-To: talk@lists.example")
                .header("List-Id: <talk.lists.example>");

        assertThat(Scans.signs(own)).doesNotContain(Sign.REPLY_ELSEWHERE, Sign.REPLY_TO_FREE_MAIL);
        assertThat(Scans.signs(list)).doesNotContain(Sign.REPLY_ELSEWHERE, Sign.REPLY_TO_FREE_MAIL);
    }

    @Test
    void officeAtAFreeMailboxIsSeenAndAPersonThereIsNot() {
        assertThat(Scans.signs(from("Account Department <ann@gmail.com>"))).contains(Sign.OFFICE_AT_FREE_MAIL);
        assertThat(Scans.signs(from("Ann Miller <ann@gmail.com>"))).doesNotContain(Sign.OFFICE_AT_FREE_MAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "<>", "Bank <office@bank>", "a@one.example, b@two.example"})
    void senderThatCannotBeAnsweredIsBroken(String sender) {
        assertThat(Scans.signs(from(sender))).contains(Sign.BROKEN_SENDER);
    }
}
