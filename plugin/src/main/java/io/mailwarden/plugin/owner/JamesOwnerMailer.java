package io.mailwarden.plugin.owner;

import io.mailwarden.owner.OwnerMailer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import javax.inject.Inject;
import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

/**
 * Notices to owners through James's spool, as mail of James itself: of no account, so that nothing holds it or judges
 * it as the owner's sending, and with an empty sender (RFC 3834, RFC 5321 4.5.5), so that no bounce and no holiday
 * reply comes back. Thread-safe.
 */
final class JamesOwnerMailer implements OwnerMailer {

    private final MailetContext context;
    private final Clock clock;

    @Inject
    JamesOwnerMailer(MailetContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    @Override
    public void send(String id, String recipient, String subject, String text) throws IOException {
        try {
            MailAddress to = new MailAddress(recipient);
            MailAddress postmaster = context.getPostmaster();
            MimeMessage message = new OwnMessage(
                    "<mailwarden-owner-" + id + "@" + postmaster.getDomain().asString() + ">");
            message.setFrom(new InternetAddress(postmaster.asString()));
            message.setRecipient(RecipientType.TO, new InternetAddress(to.asString()));
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Auto-Response-Suppress", "All");
            message.setSentDate(Date.from(clock.instant()));
            message.saveChanges();
            context.sendMail(MailAddress.nullSender(), List.of(to), message, Mail.DEFAULT);
        } catch (MessagingException | RuntimeException e) {
            throw new IOException("the notice to " + recipient + " was not taken", e);
        }
    }

    /** A message whose id is given, for each attempt the same. */
    private static final class OwnMessage extends MimeMessage {

        private final String id;

        OwnMessage(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
