package io.mailwarden.mailet.rescan;

import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.rescan.MessageCopy;
import io.mailwarden.engine.response.rescan.MessageCopy.Location;
import io.mailwarden.engine.response.rescan.MessageCopy.Treatment;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import io.mailwarden.mailet.journal.MessageIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxMetaData;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.SearchQuery.Criterion;
import org.apache.james.mailbox.model.SearchQuery.DateResolution;
import org.apache.james.mailbox.model.search.MailboxQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * Copies in the mailboxes of a local account, known by {@link MessageIdentity}: a search by Message-ID, or by time and
 * size where there is none, only finds candidates. Goes through MailboxManager alone, which every James has.
 * Thread-safe.
 */
final class MailboxCopies {

    private static final Logger LOGGER = LoggerFactory.getLogger(MailboxCopies.class);
    private static final Pattern SEARCHABLE = Pattern.compile("<[!-;=?-~]{1,500}>");

    // Delivery happens at once or after queues; clocks differ a little.
    private static final Duration BEFORE = Duration.ofMinutes(5);

    // What servers add above a message, and what they take away.
    private static final long HEADERS_ADDED = 64 * 1024;
    private static final long HEADERS_REMOVED = 64 * 1024;

    private final MailboxManager mailboxes;

    MailboxCopies(MailboxManager mailboxes) {
        this.mailboxes = mailboxes;
    }

    /** Looks through all mailboxes of the account, whose copy is for that recipient of the envelope. */
    void retrieve(JournalEntry message, Username account, String recipient, CopyRetrieval retrieval) {
        try {
            MailboxSession session = mailboxes.createSystemSession(account);
            for (MailboxMetaData mailbox : mailboxes(session)) {
                MessageManager manager = mailboxes.getMailbox(mailbox.getId(), session);
                Box box = new Box(session, manager, mailbox.getPath().getName(), account.asString(), recipient);
                for (MessageUid uid : candidates(box, message)) {
                    look(box, uid, message, retrieval);
                }
            }
        } catch (MailboxException | IOException | RuntimeException e) {
            LOGGER.warn("the mailboxes of {} could not be searched", account.asString(), e);
            retrieval.note(message.id(), failed(account.asString(), "", e));
        }
    }

    private List<MailboxMetaData> mailboxes(MailboxSession session) {
        List<MailboxMetaData> found = mailboxes
                .search(MailboxQuery.privateMailboxesBuilder(session).build(), session)
                .collectList()
                .block();
        return found == null ? List.of() : found;
    }

    private record Box(MailboxSession session, MessageManager manager, String name, String account, String recipient) {}

    private static List<MessageUid> candidates(Box box, JournalEntry message) throws MailboxException {
        List<MessageUid> found = Flux.from(box.manager().search(SearchQuery.of(criteria(message)), box.session()))
                .collectList()
                .block();
        return found == null ? List.of() : found;
    }

    private static Criterion[] criteria(JournalEntry message) {
        if (SEARCHABLE.matcher(message.messageId()).matches()) {
            return new Criterion[] {SearchQuery.mimeMessageID(message.messageId())};
        }
        return new Criterion[] {
            SearchQuery.internalDateAfter(Date.from(message.at().minus(BEFORE)), DateResolution.Second),
            SearchQuery.sizeGreaterThan(Math.max(0, message.summary().bytes() - HEADERS_REMOVED)),
            SearchQuery.sizeLessThan(message.summary().bytes() + HEADERS_ADDED)
        };
    }

    private static void look(Box box, MessageUid uid, JournalEntry message, CopyRetrieval retrieval)
            throws MailboxException, IOException {
        Iterator<MessageResult> results =
                box.manager().getMessages(MessageRange.one(uid), FetchGroup.FULL_CONTENT, box.session());
        while (results.hasNext()) {
            MessageResult result = results.next();
            MessageIdentity identity = identity(result);
            if (identity.isCopyOf(message)) {
                retrieve(box, result, message, retrieval);
            }
        }
    }

    private static MessageIdentity identity(MessageResult result) throws MailboxException, IOException {
        try (InputStream in = result.getFullContent().getInputStream()) {
            return MessageIdentity.of(in);
        }
    }

    private static void retrieve(Box box, MessageResult result, JournalEntry message, CopyRetrieval retrieval) {
        if (retrieval.intent() == Treatment.REPORTED) {
            retrieval.note(
                    message.id(), new MessageCopy(Location.MAILBOX, box.account(), Treatment.REPORTED, box.name()));
            return;
        }
        try {
            String key = box.account() + "/" + box.manager().getId().serialize() + "/"
                    + result.getUid().asLong();
            String origin = "mailbox " + box.name() + " of " + box.account();
            Optional<String> id = retrieval.keep(message, key, List.of(box.recipient()), origin, () -> bytes(result));
            if (id.isEmpty()) {
                retrieval.note(
                        message.id(), new MessageCopy(Location.MAILBOX, box.account(), Treatment.RELEASED, box.name()));
                return;
            }
            String where = box.name() + ", held as " + id.get();
            retrieval.taking(message, new MessageCopy(Location.MAILBOX, box.account(), Treatment.QUARANTINED, where));
            box.manager().delete(new ArrayList<>(List.of(result.getUid())), box.session());
        } catch (MailboxException | StoreUnavailable e) {
            LOGGER.warn("a copy could not be taken from a mailbox of {}", box.account(), e);
            retrieval.note(message.id(), failed(box.account(), box.name(), e));
        }
    }

    private static InputStream bytes(MessageResult result) throws IOException {
        try {
            return result.getFullContent().getInputStream();
        } catch (MailboxException e) {
            throw new IOException("the message cannot be read", e);
        }
    }

    private static MessageCopy failed(String account, String mailbox, Exception e) {
        String detail = (mailbox + ": " + Text.printable(String.valueOf(e), 200)).replaceFirst("^: ", "");
        return new MessageCopy(Location.MAILBOX, account, Treatment.FAILED, detail);
    }
}
