package io.mailwarden.alert;

import java.util.ArrayList;
import java.util.List;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

/** A mail server that keeps what it is given, or takes nothing. */
final class SentMail implements AlertMailer {

    record Sent(MimeMessage message, InternetAddress sender, List<InternetAddress> recipients) {}

    private final List<Sent> sent = new ArrayList<>();
    private boolean broken;

    void breaks() {
        broken = true;
    }

    List<Sent> all() {
        return sent;
    }

    @Override
    public InternetAddress postmaster() {
        try {
            return new InternetAddress("postmaster@example.org");
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void send(MimeMessage message, InternetAddress sender, List<InternetAddress> recipients)
            throws MessagingException {
        if (broken) {
            throw new MessagingException("no spool");
        }
        sent.add(new Sent(message, sender, recipients));
    }
}
