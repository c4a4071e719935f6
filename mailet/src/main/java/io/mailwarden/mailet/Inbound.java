package io.mailwarden.mailet;

import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.scanner.message.ReportReader;
import io.mailwarden.scanner.message.StatusReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Tells the {@link Warden} what came in for local accounts and says something of them: reports that their messages
 * could not be delivered, and messages that a scanner called spam, phishing or infected. It belongs behind the scanner,
 * and behind what turns aliases into accounts. What an authenticated account submitted passes unseen; no mail is ever
 * changed, held or refused, whatever fails here. Thread-safe.
 */
public final class Inbound extends GenericMailet {

    // A report goes to the one who sent; whoever writes to many is not reporting to them.
    private static final int MAX_ACCOUNTS = 20;

    private final ReportReader reader = new ReportReader();
    private final Warden warden;
    private final DomainList domains;
    private final UsersRepository users;
    private final Alarms alarms;
    private final Clock clock;

    @Inject
    Inbound(Warden warden, DomainList domains, UsersRepository users, Alarms alarms, Clock clock) {
        this.warden = warden;
        this.domains = domains;
        this.users = users;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public String getMailetInfo() {
        return "Mailwarden: notices delivery reports and phishing that come in";
    }

    @Override
    public void service(Mail mail) {
        try {
            if (Submission.of(mail).isEmpty() && !MailAttributes.has(mail, MailAttributes.RECEIVED)) {
                MailAttributes.put(mail, MailAttributes.RECEIVED, "seen");
                events(mail).forEach(warden::assess);
            }
        } catch (IOException
                | MessagingException
                | DomainListException
                | UsersRepositoryException
                | RuntimeException
                | LinkageError e) {
            alarms.happened("inbound-failed", "mail that came in could not be looked at; it was delivered", e);
        }
    }

    private List<Event> events(Mail mail)
            throws IOException, MessagingException, DomainListException, UsersRepositoryException {
        Optional<Address> phisher = phisher(mail);
        Optional<StatusReport> report = MailBytes.read(mail, reader::read).flatMap(found -> found);
        if (phisher.isEmpty() && report.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        // What comes by SMTP cannot carry the mark of James's own mailets.
        boolean own = Submission.sentByMailet(mail);
        List<Event> events = new ArrayList<>();
        for (Account account : accounts(mail)) {
            phisher.ifPresent(from -> events.add(new PhishingReceived(now, account, from)));
            report.ifPresent(found -> found.failures().stream()
                    .map(failure -> new DeliveryReport(
                            now, account, failure.recipient(), failure.status(), found.originalMessageId(), own))
                    .forEach(events::add));
        }
        return events;
    }

    // What a mailet sent carries the address of this server.
    private static Optional<Address> phisher(Mail mail) {
        boolean marked =
                ScannerHeaders.of(mail).filter(scan -> scan != Scan.CLEAN).isPresent();
        return marked && !Submission.sentByMailet(mail)
                ? Optional.ofNullable(mail.getRemoteAddr())
                        .flatMap(Address::parse)
                        .filter(Address::isPublic)
                : Optional.empty();
    }

    private List<Account> accounts(Mail mail) throws DomainListException, UsersRepositoryException {
        List<Account> accounts = new ArrayList<>();
        for (MailAddress recipient : mail.getRecipients()) {
            if (accounts.size() < MAX_ACCOUNTS) {
                account(recipient)
                        .filter(account -> !accounts.contains(account))
                        .ifPresent(accounts::add);
            }
        }
        return accounts;
    }

    private Optional<Account> account(MailAddress recipient) throws DomainListException, UsersRepositoryException {
        // Without virtual hosting an account is a local part, whatever stands behind it.
        if (!domains.containsDomain(recipient.getDomain())) {
            return Optional.empty();
        }
        Username name = users.getUsername(recipient);
        return users.contains(name) ? Account.tryOf(name.asString()) : Optional.empty();
    }
}
