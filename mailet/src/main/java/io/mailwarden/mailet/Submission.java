package io.mailwarden.mailet;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Content;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;

/**
 * The account that submitted a mail, and the address it came from.
 *
 * @param account who authenticated
 * @param source the client's address; empty for JMAP, where James writes its own
 */
public record Submission(Account account, Optional<Address> source) {

    // Written by James's JMAP module, which is not everywhere: so the name and not the class.
    private static final AttributeName JMAP_USER = AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

    /** Empty when nobody authenticated: mail from outside, bounces, what rules and mailets send. */
    static Optional<Submission> of(Mail mail) {
        // A bounce that James makes carries the attributes of the message that could not be delivered, the user too.
        if (sentByMailet(mail)) {
            return Optional.empty();
        }
        Optional<Account> smtp = account(mail, Mail.SMTP_AUTH_USER);
        if (smtp.isPresent()) {
            return smtp.map(account -> new Submission(
                    account, Optional.ofNullable(mail.getRemoteAddr()).flatMap(Address::parse)));
        }
        return account(mail, JMAP_USER).map(account -> new Submission(account, Optional.empty()));
    }

    static boolean sentByMailet(Mail mail) {
        return MailAttributes.has(mail, Mail.SENT_BY_MAILET_ATTRIBUTE.getName());
    }

    private static Optional<Account> account(Mail mail, AttributeName name) {
        return MailAttributes.text(mail, name).filter(user -> !user.isBlank()).map(Account::new);
    }

    Message message(Instant at, Mail mail, int members, Content content) {
        return new Message(at, account, source, Optional.empty(), recipients(mail), members, content);
    }

    /** The envelope recipients, lower case, each once. */
    public static List<String> recipients(Mail mail) {
        return mail.getRecipients().stream()
                .map(recipient -> recipient.asString().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
