package io.mailwarden.mailet.rescan;

import io.mailwarden.engine.response.rescan.NoticeSender;
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
 * Notices from the postmaster through James's spool. They carry James's mark of its own mail, which Mailwarden's
 * mailets let pass. Thread-safe.
 */
public final class PostmasterNotice implements NoticeSender {

    private final MailetContext context;
    private final Clock clock;

    @Inject
    public PostmasterNotice(MailetContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    @Override
    public void send(String recipient, String subject, String text) throws IOException {
        try {
            MailAddress to = new MailAddress(recipient);
            MailAddress postmaster = context.getPostmaster();
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
            message.setFrom(new InternetAddress(postmaster.asString()));
            message.setRecipient(RecipientType.TO, new InternetAddress(to.asString()));
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setSentDate(Date.from(clock.instant()));
            message.saveChanges();
            context.sendMail(postmaster, List.of(to), message, Mail.DEFAULT);
        } catch (MessagingException | RuntimeException e) {
            throw new IOException("the notice to " + recipient + " was not taken", e);
        }
    }
}
