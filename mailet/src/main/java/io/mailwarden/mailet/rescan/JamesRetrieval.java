package io.mailwarden.mailet.rescan;

import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.rescan.MessageCopy;
import io.mailwarden.engine.response.rescan.MessageCopy.Location;
import io.mailwarden.engine.response.rescan.MessageCopy.Treatment;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.Retrieval;
import io.mailwarden.engine.support.Text;
import io.mailwarden.mailet.Recipients;
import io.mailwarden.mailet.held.Quarantine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.user.api.UsersRepositoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds copies where James has them: first in the queues, then in the mailboxes of local recipients; what is in neither
 * has left. Thread-safe.
 */
public final class JamesRetrieval implements Retrieval {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesRetrieval.class);

    private final QueuedCopies queued;
    private final MailboxCopies mailboxes;
    private final Recipients recipients;
    private final Quarantine quarantine;
    private final RescanSettings settings;

    @Inject
    public JamesRetrieval(
            Queues queues,
            MailboxManager mailboxes,
            Recipients recipients,
            Quarantine quarantine,
            RescanSettings settings) {
        this.queued = new QueuedCopies(queues);
        this.mailboxes = new MailboxCopies(mailboxes);
        this.recipients = recipients;
        this.quarantine = quarantine;
        this.settings = settings;
    }

    @Override
    public Map<String, List<MessageCopy>> retrieve(Rescan rescan, List<RescanFinding> malicious, Taking taking) {
        CopyRetrieval retrieval = new CopyRetrieval(rescan, malicious, quarantine, taking);
        for (MailQueueName queue : settings.queues()) {
            queued.retrieve(queue, retrieval);
        }
        for (RescanFinding finding : malicious) {
            JournalEntry message = finding.message();
            message.summary().recipients().forEach(recipient -> follow(message, recipient, retrieval));
        }
        return retrieval.all();
    }

    private void follow(JournalEntry message, String recipient, CopyRetrieval retrieval) {
        try {
            Recipients.Reached reached = recipients.of(recipient);
            Set<String> queuedFor = who(retrieval, message, copy -> copy.place() == Location.QUEUE);
            for (Username account : reached.local()) {
                mailboxes.retrieve(message, account, recipient, retrieval);
                noteMissing(message, account.asString(), recipient, retrieval);
            }
            reached.remote().stream()
                    .filter(address -> !queuedFor.contains(address))
                    .filter(address ->
                            !who(retrieval, message, JamesRetrieval::left).contains(address))
                    .forEach(address -> retrieval.note(
                            message.id(), new MessageCopy(Location.LEFT, address, Treatment.OUT_OF_REACH, "")));
        } catch (RecipientRewriteTableException | DomainListException | UsersRepositoryException | RuntimeException e) {
            LOGGER.warn("it could not be found out who got a message of {}", message.account(), e);
            retrieval.note(
                    message.id(),
                    new MessageCopy(
                            Location.MAILBOX, recipient, Treatment.FAILED, Text.printable(String.valueOf(e), 200)));
        }
    }

    // It was deleted, or moved to another's mailbox, or is on its way this moment.
    private static void noteMissing(JournalEntry message, String account, String recipient, CopyRetrieval retrieval) {
        boolean known = !who(
                        retrieval,
                        message,
                        copy -> copy.place() == Location.MAILBOX && copy.who().equals(account))
                .isEmpty();
        boolean waits =
                who(retrieval, message, copy -> copy.place() == Location.QUEUE).contains(recipient);
        if (!known && !waits) {
            retrieval.note(
                    message.id(),
                    new MessageCopy(
                            Location.MAILBOX, account, Treatment.OUT_OF_REACH, "in none of this account's mailboxes"));
        }
    }

    private static boolean left(MessageCopy copy) {
        return copy.place() == Location.LEFT;
    }

    private static Set<String> who(CopyRetrieval retrieval, JournalEntry message, Predicate<MessageCopy> which) {
        return retrieval.known(message).stream()
                .filter(which)
                .map(MessageCopy::who)
                .collect(Collectors.toSet());
    }
}
