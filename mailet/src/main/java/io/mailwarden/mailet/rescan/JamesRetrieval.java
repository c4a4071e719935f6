package io.mailwarden.mailet.rescan;

import io.mailwarden.engine.event.Text;
import io.mailwarden.engine.response.held.Quarantine;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.rescan.Copy;
import io.mailwarden.engine.response.rescan.Copy.Deed;
import io.mailwarden.engine.response.rescan.Copy.Place;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.Retrieval;
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
 * Finds copies where James has them: first in the queues, then in the mailboxes of local recipients; what is in neither has
 * left. Thread-safe.
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
    public Map<String, List<Copy>> retrieve(Rescan rescan, List<RescanFinding> malicious, Taking taking) {
        Seizure seizure = new Seizure(rescan, malicious, quarantine, taking);
        for (MailQueueName queue : settings.queues()) {
            queued.seize(queue, seizure);
        }
        for (RescanFinding finding : malicious) {
            JournalEntry message = finding.message();
            message.recipients().forEach(recipient -> follow(message, recipient, seizure));
        }
        return seizure.all();
    }

    private void follow(JournalEntry message, String recipient, Seizure seizure) {
        try {
            Recipients.Reached reached = recipients.of(recipient);
            Set<String> queuedFor = who(seizure, message, copy -> copy.place() == Place.QUEUE);
            for (Username account : reached.local()) {
                mailboxes.seize(message, account, recipient, seizure);
                noteMissing(message, account.asString(), recipient, seizure);
            }
            reached.remote().stream()
                    .filter(address -> !queuedFor.contains(address))
                    .filter(address ->
                            !who(seizure, message, JamesRetrieval::left).contains(address))
                    .forEach(address ->
                            seizure.note(message.id(), new Copy(Place.LEFT, address, Deed.OUT_OF_REACH, "")));
        } catch (RecipientRewriteTableException | DomainListException | UsersRepositoryException | RuntimeException e) {
            LOGGER.warn("it could not be found out who got a message of {}", message.account(), e);
            seizure.note(
                    message.id(),
                    new Copy(Place.MAILBOX, recipient, Deed.FAILED, Text.printable(String.valueOf(e), 200)));
        }
    }

    // It was deleted, or moved to another's mailbox, or is on its way this moment.
    private static void noteMissing(JournalEntry message, String account, String recipient, Seizure seizure) {
        boolean known = !who(
                        seizure,
                        message,
                        copy -> copy.place() == Place.MAILBOX && copy.who().equals(account))
                .isEmpty();
        boolean waits =
                who(seizure, message, copy -> copy.place() == Place.QUEUE).contains(recipient);
        if (!known && !waits) {
            seizure.note(
                    message.id(),
                    new Copy(Place.MAILBOX, account, Deed.OUT_OF_REACH, "in none of this account's mailboxes"));
        }
    }

    private static boolean left(Copy copy) {
        return copy.place() == Place.LEFT;
    }

    private static Set<String> who(Seizure seizure, JournalEntry message, Predicate<Copy> which) {
        return seizure.known(message).stream().filter(which).map(Copy::who).collect(Collectors.toSet());
    }
}
