package io.mailwarden.scanner.signs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.scanner.Eml;
import io.mailwarden.scanner.Scans;
import io.mailwarden.scanner.content.Hosts;
import io.mailwarden.scanner.content.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeMailTest {

    // Brands that give anybody a mailbox, and what they give it at.
    private static final Set<String> PROVIDERS = Set.of(
            "me.com",
            "mac.com",
            "proton.me",
            "protonmail.com",
            "protonmail.ch",
            "gmail.com",
            "googlemail.com",
            "yahoo.co.uk",
            "ymail.com",
            "icloud.com",
            "yahoo.com",
            "aol.com",
            "outlook.com",
            "live.com",
            "hotmail.com",
            "msn.com",
            "web.de",
            "gmx.de",
            "gmx.net",
            "orange.fr",
            "free.fr",
            "laposte.net");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "europe.com",
                "financier.com",
                "engineer.com",
                "accountant.com",
                "lawyer.com",
                "diplomats.com",
                "asia.com",
                "munich.com",
                "programmer.net",
                "minister.com",
                "usa.com",
                "texas.usa.com",
                "gmx.at",
                "gmx.co.uk",
                "hotmail.com.br",
                "outlook.co.id",
                "live.nl",
                "yahoo.co.in",
                "aol.de",
                "ya.ru",
                "narod.ru",
                "pm.me",
                "tuta.com",
                "zohomail.com",
                "mac.com",
                "tlen.pl",
                "wir-sind-cool.org"
            })
    void mailboxesThatAnybodyCanOpenAreFree(String domain) {
        Eml claims = Eml.from("Payroll Department <office@" + domain + ">");

        assertThat(Scans.signs(claims)).contains(Sign.FREE_MAIL_SENDER, Sign.OFFICE_AT_FREE_MAIL);
        assertThat(Scans.signs(Eml.from("Ann <ann@partner.example>").header("Reply-To: claims@" + domain)))
                .contains(Sign.REPLY_TO_FREE_MAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "firm.example",
                "partner.example",
                "noteurope.com",
                "europe-consult.com",
                "europe.com.example",
                "mail.firm.example",
                "financier.co.uk",
                "engineering.com",
                "lawyers.com",
                "gmx-consult.de",
                "live.example",
                "university.edu",
                "ministry.gov",
                "oath.com",
                "siemens.com",
                "ibm.com",
                "europa.eu"
            })
    void aCompanysOwnDomainIsNot(String domain) {
        Eml payroll = Eml.from("Payroll Department <office@" + domain + ">");

        assertThat(Scans.signs(payroll)).doesNotContain(Sign.FREE_MAIL_SENDER, Sign.OFFICE_AT_FREE_MAIL);
        assertThat(Scans.signs(Eml.from("Ann <ann@partner.example>").header("Reply-To: claims@" + domain)))
                .doesNotContain(Sign.REPLY_TO_FREE_MAIL);
    }

    @Test
    void noBrandIsTakenForOneButThoseThatGiveMailboxes() {
        List<String> free = Resource.lines(Brands.class, "brands.txt").stream()
                .map(line -> line.substring(line.indexOf('|') + 1).strip().split("\\s+"))
                .flatMap(Arrays::stream)
                .filter(Hosts::freeMail)
                .distinct()
                .toList();

        assertThat(PROVIDERS).containsAll(free);
    }
}
