package io.mailwarden.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** Mails as James makes them. */
public final class Mails {

    public static final String TEXT =
            "Message-ID: <1@example.org>\r\nSubject: Lunch?\r\nX-Odd:  two  blanks\r\n\r\nSee https://example.org/\r\n";

    private Mails() {}

    public static MailImpl submitted(String name, String... recipients) throws Exception {
        return submittedText(name, TEXT, recipients);
    }

    static MailImpl submittedText(String name, String text, String... recipients) throws Exception {
        MailImpl mail = from("bob@example.org", name, text, recipients);
        put(mail, Mail.SMTP_AUTH_USER, "bob@example.org");
        mail.setRemoteAddr("198.51.100.7");
        return mail;
    }

    static MailImpl from(String sender, String name, String text, String... recipients) throws Exception {
        MailImpl mail = MailImpl.builder().name(name).sender(sender).build();
        mail.setRecipients(addresses(recipients));
        mail.setMessageNoCopy(new MimeMessageWrapper(
                MimeMessageInputStreamSource.create(name, new ByteArrayInputStream(text.getBytes(UTF_8)))));
        return mail;
    }

    private static List<MailAddress> addresses(String... texts) throws Exception {
        MailAddress[] addresses = new MailAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = new MailAddress(texts[i]);
        }
        return List.of(addresses);
    }

    public static void put(Mail mail, AttributeName name, String value) {
        mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
    }

    public static String bytes(Mail mail) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.getMessage().writeTo(out);
        return out.toString(UTF_8);
    }
}
