package io.mailwarden.mailet.rescan;

import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.rescan.MessageCopy;
import io.mailwarden.engine.response.rescan.MessageCopy.Location;
import io.mailwarden.engine.response.rescan.MessageCopy.Treatment;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import io.mailwarden.mailet.journal.MailJournal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueIterator;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies that wait in a queue, known by the journal's mark, which James carries along: another's mail has another mark,
 * or none. What is being sent at the moment is in no queue, or, where a broker lists it nevertheless (ActiveMQ), cannot
 * be removed: that one counts as left alone, and nothing is kept of it that could be delivered again. Thread-safe.
 */
final class QueuedCopies {

    private static final Logger LOGGER = LoggerFactory.getLogger(QueuedCopies.class);

    private final Queues queues;

    QueuedCopies(Queues queues) {
        this.queues = queues;
    }

    private record QueuedCopy(JournalEntry message, Mail mail) {}

    /** Looks once through the queue for all that is wanted. */
    void retrieve(MailQueueName name, CopyRetrieval retrieval) {
        Optional<ManageableMailQueue> queue = queues.find(name);
        if (queue.isEmpty()) {
            return;
        }
        try {
            for (QueuedCopy waiting : waiting(queue.get(), retrieval)) {
                retrieve(queue.get(), waiting, retrieval);
            }
        } catch (MessagingException | RuntimeException e) {
            if (e instanceof StoreUnavailable unavailable) {
                throw unavailable;
            }
            LOGGER.warn("the queue {} could not be searched", name.asString(), e);
            retrieval
                    .wanted()
                    .forEach(finding -> retrieval.note(
                            finding.message().id(),
                            new MessageCopy(
                                    Location.QUEUE,
                                    "",
                                    Treatment.FAILED,
                                    "queue " + name.asString() + ": " + text(e))));
        }
    }

    private static List<QueuedCopy> waiting(ManageableMailQueue queue, CopyRetrieval retrieval)
            throws MessagingException {
        List<QueuedCopy> found = new ArrayList<>();
        MailQueueIterator items = queue.browse();
        try {
            while (items.hasNext()) {
                Mail mail = items.next().getMail();
                mark(mail).flatMap(retrieval::wanted).ifPresent(message -> found.add(new QueuedCopy(message, mail)));
            }
        } finally {
            items.close();
        }
        return found;
    }

    private static Optional<String> mark(Mail mail) {
        return mail.getAttribute(MailJournal.MARK)
                .map(attribute -> String.valueOf(attribute.getValue().value()));
    }

    private static void retrieve(ManageableMailQueue queue, QueuedCopy waiting, CopyRetrieval retrieval) {
        List<String> recipients = waiting.mail().getRecipients().stream()
                .map(recipient -> recipient.asString().toLowerCase(Locale.ROOT))
                .toList();
        String name = queue.getName().asString();
        if (retrieval.intent() == Treatment.REPORTED || recipients.isEmpty()) {
            note(waiting, recipients, Treatment.REPORTED, name, retrieval);
            return;
        }
        try {
            Optional<String> id = retrieval.keep(
                    waiting.message(),
                    "queue/" + waiting.mail().getName(),
                    recipients,
                    "queue " + name,
                    () -> bytes(waiting.mail()));
            if (id.isEmpty()) {
                note(waiting, recipients, Treatment.RELEASED, name, retrieval);
            } else {
                String where = name + ", held as " + id.get();
                List<MessageCopy> copies = recipients.stream()
                        .map(recipient -> new MessageCopy(Location.QUEUE, recipient, Treatment.QUARANTINED, where))
                        .toList();
                copies.forEach(copy -> retrieval.taking(waiting.message(), copy));
                if (queue.remove(ManageableMailQueue.Type.Name, waiting.mail().getName()) == 0) {
                    retrieval.notTaken(waiting.message(), id.get(), copies);
                    noteLeft(waiting, recipients, retrieval);
                }
            }
        } catch (MessagingException | StoreUnavailable e) {
            LOGGER.warn(
                    "mail {} could not be taken from queue {}", waiting.mail().getName(), name, e);
            note(waiting, recipients, Treatment.FAILED, name + ": " + text(e), retrieval);
        }
    }

    private static void noteLeft(QueuedCopy waiting, List<String> recipients, CopyRetrieval retrieval) {
        recipients.forEach(recipient -> retrieval.note(
                waiting.message().id(),
                new MessageCopy(
                        Location.LEFT,
                        recipient,
                        Treatment.OUT_OF_REACH,
                        "it was being sent when it was to be taken back")));
    }

    private static void note(
            QueuedCopy waiting, List<String> recipients, Treatment treatment, String detail, CopyRetrieval retrieval) {
        recipients.forEach(recipient ->
                retrieval.note(waiting.message().id(), new MessageCopy(Location.QUEUE, recipient, treatment, detail)));
    }

    private static InputStream bytes(Mail mail) throws IOException {
        try {
            if (mail.getMessage() instanceof MimeMessageWrapper wrapper) {
                return wrapper.getMessageInputStream();
            }
            return new MimeMessageWrapper(mail.getMessage()).getMessageInputStream();
        } catch (MessagingException e) {
            throw new IOException("the message cannot be read", e);
        }
    }

    private static String text(Exception e) {
        return Text.printable(String.valueOf(e), 200);
    }
}
