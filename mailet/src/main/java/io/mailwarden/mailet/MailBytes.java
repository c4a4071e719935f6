package io.mailwarden.mailet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;

/** The bytes of a mail's message, without making a parsed message of them. */
public final class MailBytes {

    /** Reads what it is there for. */
    public interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private MailBytes() {}

    /** What the reader made of them; empty when the mail has no message. */
    public static <T> Optional<T> read(Mail mail, Reader<T> reader) throws IOException, MessagingException {
        MimeMessage message = mail.getMessage();
        if (message == null) {
            return Optional.empty();
        }
        if (message instanceof MimeMessageWrapper wrapper) {
            return Optional.of(read(wrapper, reader));
        }
        MimeMessageWrapper copy = new MimeMessageWrapper(message);
        try {
            return Optional.of(read(copy, reader));
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    private static <T> T read(MimeMessageWrapper message, Reader<T> reader) throws IOException, MessagingException {
        try (InputStream in = message.getMessageInputStream()) {
            return reader.read(in);
        }
    }
}
