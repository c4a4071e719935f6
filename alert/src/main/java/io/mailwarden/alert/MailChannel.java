package io.mailwarden.alert;

import io.mailwarden.alert.outbox.Channel;
import io.mailwarden.alert.outbox.NotDelivered;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.support.MailAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

/**
 * Alerts as mail, in plain text and in HTML. An account is not told about itself while there is anybody else to tell:
 * its mailbox may be read by a thief. Thread-safe.
 */
final class MailChannel implements Channel {

    static final String NAME = "mail";

    private static final String SENDER = "Mailwarden";

    private final List<String> recipients;
    private final String sender;
    private final MailText text;
    private final AlertMailer mailer;

    /** From that address, empty for the postmaster's. */
    MailChannel(List<String> recipients, String sender, Console console, AlertMailer mailer) {
        this.recipients = List.copyOf(recipients);
        this.sender = sender;
        this.text = new MailText(console);
        this.mailer = mailer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void deliver(String id, Alert alert) {
        List<InternetAddress> unused = send(id, alert);
    }

    // James answers at once, the servers beyond it later, and by a bounce.
    @Override
    public String tried(String id, Alert alert) {
        String to = send(id, alert).stream().map(InternetAddress::getAddress).collect(Collectors.joining(", "));
        return "James took it for " + to + ", subject \"" + Titles.subject(alert)
                + "\"; should it not arrive, the answer of the server beyond is in James's log, and in a bounce to the"
                + " sender";
    }

    private List<InternetAddress> send(String id, Alert alert) {
        try {
            InternetAddress from = sender.isEmpty() ? mailer.postmaster() : new InternetAddress(sender);
            List<InternetAddress> to = recipients(alert);
            mailer.send(message(id, alert, from, to), from, to);
            return to;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new NotDelivered("the mail server did not take it: " + e.getMessage(), e);
        }
    }

    private List<InternetAddress> recipients(Alert alert) throws AddressException {
        Optional<String> concerned = alert.account().map(Account::name);
        List<String> others = recipients.stream()
                .filter(address -> concerned.filter(address::equalsIgnoreCase).isEmpty())
                .toList();
        List<String> told = others.isEmpty() ? recipients : others;
        return List.of(InternetAddress.parse(String.join(",", told)));
    }

    private MimeMessage message(String id, Alert alert, InternetAddress from, List<InternetAddress> to)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = new NamedMessage(messageId(id, from));
        message.setFrom(new InternetAddress(from.getAddress(), SENDER, StandardCharsets.UTF_8.name()));
        message.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
        message.setSubject(Titles.subject(alert), StandardCharsets.UTF_8.name());
        if (alert.follows().isPresent()) {
            // The first alert of the incident: mail programs show what follows below it (RFC 5322 3.6.4).
            message.setHeader("In-Reply-To", messageId(alert.follows().get(), from));
            message.setHeader("References", messageId(alert.follows().get(), from));
        }
        message.setSentDate(Date.from(alert.at()));
        // RFC 3834: nobody's holiday reply is wanted.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("X-Mailwarden-Alert", id);
        message.setHeader("X-Mailwarden-Severity", alert.severity().label());
        if (alert.severity() == Severity.CRITICAL) {
            message.setHeader("Importance", "high");
            message.setHeader("X-Priority", "1");
        }
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(part(text.plain(alert), "plain"));
        both.addBodyPart(part(text.html(alert), "html"));
        message.setContent(both);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    private static String messageId(String id, InternetAddress from) {
        return "<mailwarden-" + id + "@" + domain(from) + ">";
    }

    private static String domain(InternetAddress address) {
        return MailAddress.domainOrAll(address.getAddress());
    }

    /** A message whose id is given, for each attempt the same. */
    private static final class NamedMessage extends MimeMessage {

        private final String id;

        NamedMessage(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
