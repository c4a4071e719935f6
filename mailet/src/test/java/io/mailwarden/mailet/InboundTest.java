package io.mailwarden.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.fixtures.ScriptedWarden;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Verdict;
import java.util.List;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.server.core.MailImpl;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundTest {

    private static final Account BOB = new Account("bob@example.org");

    private static final String REPORT =
            """
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; carol@example.net
            Action: failed
            Status: 5.1.1

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <1@example.org>
            --b--
            """;

    private final TestClock clock = TestClock.at("2026-05-03T06:50:03.768Z");
    private final ScriptedWarden warden = new ScriptedWarden();
    private final Alarms alarms = new Alarms(clock);
    private final Inbound inbound = inbound(true);

    private Inbound inbound(boolean virtualHosting) {
        try {
            MemoryDomainList domains = new MemoryDomainList(null);
            domains.configure(DomainListConfiguration.DEFAULT);
            domains.addDomain(Domain.of("example.org"));
            MemoryUsersRepository users = virtualHosting
                    ? MemoryUsersRepository.withVirtualHosting(domains)
                    : MemoryUsersRepository.withoutVirtualHosting(domains);
            for (String name : List.of("bob", "alice")) {
                users.addUser(Username.of(virtualHosting ? name + "@example.org" : name), "secret");
            }
            return new Inbound(warden, domains, users, alarms, clock);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static MailImpl report(String... recipients) throws Exception {
        return incoming(REPORT, recipients);
    }

    private static MailImpl incoming(String text, String... recipients) throws Exception {
        MailImpl mail = Mails.from("mailer@example.net", "Mail1", text.replace("\n", "\r\n"), recipients);
        mail.setRemoteAddr("203.0.113.9");
        return mail;
    }

    private static void mark(Mail mail, String name, String value) throws Exception {
        mail.addSpecificHeaderForRecipient(
                Header.builder().name(name).value(value).build(), new MailAddress("bob@example.org"));
    }

    @Test
    void reportIsToldForTheAccountThatItCameTo() throws Exception {
        inbound.service(report("Bob@Example.org"));

        assertThat(warden.events())
                .containsExactly(
                        new DeliveryReport(clock.instant(), BOB, "carol@example.net", "5.1.1", "<1@example.org>"));
    }

    @Test
    void onlyLocalAccountsCount() throws Exception {
        inbound.service(report("bob@example.net", "nobody@example.org"));
        inbound(false).service(report("bob@example.net"));
        assertThat(warden.events()).isEmpty();

        inbound(false).service(report("bob@example.org"));
        assertThat(warden.events()).extracting(Event::account).containsExactly(new Account("bob"));
    }

    @Test
    void reportWithNullSenderIsReadToo() throws Exception {
        MailImpl mail = report("bob@example.org");
        mail.setSender(null);
        inbound.service(mail);

        assertThat(warden.events(DeliveryReport.class)).hasSize(1);
    }

    @Test
    void bounceThatJamesMakesItselfIsRead() throws Exception {
        MailImpl bounce = report("bob@example.org");
        Mails.put(bounce, Mail.SMTP_AUTH_USER, "bob@example.org");
        bounce.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        mark(bounce, "org.apache.james.rspamd.status", "Yes, actions=reject score=20 requiredScore=15");
        inbound.service(bounce);

        assertThat(warden.events(DeliveryReport.class)).singleElement().satisfies(told -> assertThat(told.own())
                .isTrue());
        assertThat(warden.events()).hasSize(1);
    }

    @Test
    void submittedMailIsNotInspected() throws Exception {
        MailImpl mail = report("bob@example.org");
        Mails.put(mail, Mail.SMTP_AUTH_USER, "alice@example.org");
        inbound.service(mail);

        assertThat(warden.events()).isEmpty();
    }

    @Test
    void mailIsLookedAtOnce() throws Exception {
        MailImpl mail = report("bob@example.org");
        inbound.service(mail);
        inbound.service(mail);
        inbound.service(MailImpl.duplicate(mail));

        assertThat(warden.events()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.apache.james.rspamd.status | Yes, actions=add header score=7.1 requiredScore=15.0",
                "org.apache.james.spamassassin.status | Yes, hits=6.0 required=5.0",
            })
    void phishingIsToldWithTheAddressThatHandedItIn(String name, String value) throws Exception {
        MailImpl mail = incoming("Subject: x\n\ny\n", "bob@example.org", "alice@example.org", "carol@example.net");
        mark(mail, name, value);
        inbound.service(mail);

        Address from = Address.parse("203.0.113.9").orElseThrow();
        assertThat(warden.events())
                .containsExactly(
                        new PhishingReceived(clock.instant(), BOB, from),
                        new PhishingReceived(clock.instant(), new Account("alice@example.org"), from));
    }

    @Test
    void infectedMailIsToldToo() throws Exception {
        MailImpl mail = incoming("Subject: x\n\ny\n", "bob@example.org");
        Mails.put(mail, AttributeName.of("org.apache.james.infected"), "true");
        inbound.service(mail);

        assertThat(warden.events(PhishingReceived.class)).hasSize(1);
    }

    @Test
    void cleanMailAndMailFromInsideAreNotTold() throws Exception {
        MailImpl clean = incoming("X-Spam-Flag: YES\n\ny\n", "bob@example.org");
        mark(clean, "org.apache.james.rspamd.status", "No, actions=no action score=1 requiredScore=15.0");
        inbound.service(clean);
        for (String inside : List.of("192.168.1.5", "127.0.0.1", "nonsense")) {
            MailImpl mail = incoming("Subject: x\n\ny\n", "bob@example.org");
            mail.setRemoteAddr(inside);
            mark(mail, "org.apache.james.rspamd.status", "Yes, actions=reject score=20 requiredScore=15");
            inbound.service(mail);
        }

        assertThat(warden.events()).isEmpty();
    }

    @Test
    void mailIsUnchangedByVerdictAndFailure() throws Exception {
        MailImpl mail = report("bob@example.org");
        warden.answering(new Verdict.Hold(new Explanation("no")));
        inbound.service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);

        MailImpl other = report("bob@example.org");
        warden.answering(event -> {
            throw new IllegalStateException("broken");
        });
        inbound.service(other);
        assertThat(other.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(Mails.bytes(other)).isEqualTo(REPORT.replace("\n", "\r\n"));
        assertThat(alarms.standing()).extracting(Alarms.Alarm::cause).containsExactly("inbound-failed");
    }

    @Test
    void mailWithoutMessageOrRecipientsPasses() throws Exception {
        inbound.service(MailImpl.builder().name("Mail1").sender("a@example.net").build());
        inbound.service(report());

        assertThat(warden.events()).isEmpty();
        assertThat(alarms.standing()).isEmpty();
    }
}
