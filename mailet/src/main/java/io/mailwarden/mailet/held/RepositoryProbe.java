package io.mailwarden.mailet.held;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailwarden.engine.support.Text;
import io.mailwarden.mailet.MailBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import javax.mail.MessagingException;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;

/**
 * Tries whether a mail repository keeps what it is given: a mail of our own is stored, read back and removed. Its name
 * is none of held mail, so that nobody takes it for that, should a crash leave it there. Thread-safe.
 */
final class RepositoryProbe {

    // By name: not every James has the class.
    private static final String IN_HEAP = "MemoryMailRepository";
    private static final AttributeName MARK = AttributeName.of("mailwarden.probe");
    private static final String MESSAGE = "Subject: Mailwarden\r\n\r\nWhether the repository keeps mail.\r\n";
    private static final int LONGEST = 200;
    // Together longer than the 255 characters that James's JPA repository has for all recipients.
    private static final int MANY = 20;

    private final MailRepositoryStore repositories;

    RepositoryProbe(MailRepositoryStore repositories) {
        this.repositories = repositories;
    }

    /** What keeps it from holding mail at this moment; empty when it does. */
    Optional<String> trouble(MailRepositoryUrl url) {
        return trouble(url, 1);
    }

    /** What keeps it from holding mail to many recipients, when it holds other mail. */
    Optional<String> troubleWithMany(MailRepositoryUrl url) {
        return trouble(url, MANY);
    }

    /** Why a restart would lose what it holds; empty when it would not. */
    Optional<String> forgets(MailRepositoryUrl url) {
        try {
            return repositories.select(url).getClass().getSimpleName().equals(IN_HEAP)
                    ? Optional.of("it keeps mail in memory: the next restart loses all that is held")
                    : Optional.empty();
        } catch (MailRepositoryStoreException | RuntimeException | LinkageError e) {
            return Optional.empty(); // As trouble() tells.
        }
    }

    private Optional<String> trouble(MailRepositoryUrl url, int recipients) {
        Mail mail = null;
        try {
            mail = probe(recipients);
            return keeps(repositories.select(url), mail)
                    ? Optional.empty()
                    : Optional.of("a mail that was stored there was not there, or another, when it was read back");
        } catch (MessagingException | MailRepositoryStoreException | IOException | RuntimeException | LinkageError e) {
            return Optional.of(words(e));
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private static String words(Throwable error) {
        Throwable inner = error;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return Text.printable(inner.getClass().getSimpleName() + ": " + inner.getMessage(), LONGEST);
    }

    private static Mail probe(int recipients) throws MessagingException {
        String name = "mailwarden-probe-" + UUID.randomUUID();
        MailImpl.Builder builder = MailImpl.builder().name(name).sender(MaybeSender.nullSender());
        for (int i = 0; i < recipients; i++) {
            builder.addRecipient("mailwarden-probe-" + i + "@localhost");
        }
        MailImpl mail = builder.build();
        mail.setAttribute(new Attribute(MARK, AttributeValue.of(name)));
        try (InputStream in = new ByteArrayInputStream(MESSAGE.getBytes(UTF_8))) {
            mail.setMessageNoCopy(new MimeMessageWrapper(MimeMessageInputStreamSource.create(name, in)));
        } catch (IOException e) {
            throw new MessagingException("no room for a probe", e);
        }
        return mail;
    }

    private static boolean keeps(MailRepository repository, Mail mail) throws MessagingException, IOException {
        MailKey key = new MailKey(mail.getName());
        repository.store(mail);
        Mail back = repository.retrieve(key);
        try {
            return isCopy(back, mail);
        } finally {
            LifecycleUtil.dispose(back);
            repository.remove(key);
        }
    }

    private static boolean isCopy(@Nullable Mail back, Mail mail) throws MessagingException, IOException {
        return back != null
                && back.getRecipients().size() == mail.getRecipients().size()
                && back.getAttribute(MARK).equals(mail.getAttribute(MARK))
                && MailBytes.read(back, in -> new String(in.readAllBytes(), UTF_8))
                        .filter(MESSAGE::equals)
                        .isPresent();
    }
}
