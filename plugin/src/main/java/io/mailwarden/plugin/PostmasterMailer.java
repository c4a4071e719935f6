package io.mailwarden.plugin;

import io.mailwarden.alert.AlertMailer;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

/**
 * Alerts through James's spool, as mail of James itself: of no account, so that no hold or block stops it. Thread-safe.
 */
final class PostmasterMailer implements AlertMailer {

    private final MailetContext context;

    @Inject
    PostmasterMailer(MailetContext context) {
        this.context = context;
    }

    @Override
    public InternetAddress postmaster() {
        try {
            return new InternetAddress(context.getPostmaster().asString());
        } catch (AddressException e) {
            throw new IllegalStateException("James's postmaster has no address that mail can come from", e);
        }
    }

    @Override
    public void send(MimeMessage message, InternetAddress sender, List<InternetAddress> recipients)
            throws MessagingException {
        List<MailAddress> to = new ArrayList<>();
        for (InternetAddress recipient : recipients) {
            to.add(new MailAddress(recipient.getAddress()));
        }
        context.sendMail(new MailAddress(sender.getAddress()), to, message, Mail.DEFAULT);
    }
}
