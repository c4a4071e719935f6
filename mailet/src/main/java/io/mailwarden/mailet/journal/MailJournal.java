package io.mailwarden.mailet.journal;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalEntry.ContentHashes;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.engine.response.journal.SentJournal;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.mailet.AttributeName;

/**
 * Keeps what accounts send for some hours, within a budget of bytes of which the oldest messages are the first to go.
 * The row comes before the bytes, and goes after them, so that no bytes are left without a row: who finds a row without
 * bytes meanwhile takes the message for gone. Thread-safe.
 */
public final class MailJournal implements SentJournal {

    /** On a mail and all its copies: the journal's id of the message. */
    public static final AttributeName MARK = AttributeName.of("mailwarden.journal");

    /** Stands while messages that are younger than they should become had to go. */
    public static final String FULL = "journal-full";

    /**
     * The way of a message.
     *
     * @param sender envelope sender; empty for the null sender
     * @param recipients all whom it reaches in the end, through aliases, groups and forwards
     */
    public record MailRoute(String sender, List<String> recipients) {

        public MailRoute {
            recipients = List.copyOf(recipients);
        }
    }

    private static final int PAGE = 200;
    private static final int LONGEST_ID = 998;
    private static final int LONGEST_SUBJECT = 1000;

    private final JournalStore entries;
    private final JournalBytes bytes;
    private final JournalSettings settings;
    private final Alarms alarms;
    private final Clock clock;
    private final GroupCommit rows;
    private final ReentrantLock sweeping = new ReentrantLock();
    private final AtomicLong about = new AtomicLong();
    private final AtomicLong pushedOut = new AtomicLong();

    public MailJournal(JournalStore entries, JournalBytes bytes, JournalSettings settings, Alarms alarms, Clock clock) {
        this.entries = entries;
        this.bytes = bytes;
        this.settings = settings;
        this.alarms = alarms;
        this.clock = clock;
        this.rows = new GroupCommit(entries);
    }

    /**
     * Keeps a message that is about to go on.
     *
     * @param message what it is made of
     * @param route whom it is from, and who gets it
     * @param identity of its bytes
     * @param in its bytes; read to the end, not closed
     * @return its id
     * @throws IOException when the bytes cannot be read or kept; nothing is kept then
     * @throws StoreUnavailable when the row cannot be
     */
    public String keep(Message message, MailRoute route, MessageIdentity identity, InputStream in) throws IOException {
        Instant now = clock.instant();
        String id = JournalEntry.nextId(now);
        JournalEntry entry = new JournalEntry(
                id,
                message.account(),
                now,
                Text.printable(identity.messageId(), LONGEST_ID),
                new MessageSummary(
                        route.sender(),
                        route.recipients(),
                        Text.printable(message.content().subject(), LONGEST_SUBJECT),
                        message.content().bytes()),
                new ContentHashes(message.content().fingerprint(), Likeness.of(message.content()), identity.digest()),
                id);
        rows.add(entry);
        try {
            bytes.save(entry.blob(), in);
        } catch (IOException | RuntimeException e) {
            forget(entry);
            throw e;
        }
        if (about.addAndGet(entry.summary().bytes()) > settings.maxBytes()) {
            sweepUnlessSomebodyDoes();
        }
        return id;
    }

    private void forget(JournalEntry entry) throws IOException {
        bytes.remove(List.of(entry.blob()));
        entries.remove(List.of(entry));
    }

    @Override
    public JournalStore entries() {
        return entries;
    }

    @Override
    public Optional<InputStream> open(JournalEntry entry) throws IOException {
        return bytes.open(entry.blob());
    }

    /** Bytes that are kept, as far as this node knows. */
    public long bytesKept() {
        return about.get();
    }

    /** Messages that had to go before their time, since the start. */
    public long pushedOut() {
        return pushedOut.get();
    }

    /** Lets go of what is too old or too much; throws what the store or the bytes' place threw. */
    public void sweep() throws IOException {
        sweeping.lock();
        try {
            removeOld();
            removeExcess();
        } finally {
            sweeping.unlock();
        }
    }

    private void sweepUnlessSomebodyDoes() throws IOException {
        if (sweeping.tryLock()) {
            try {
                sweep();
            } finally {
                sweeping.unlock();
            }
        }
    }

    private void removeOld() throws IOException {
        String first = JournalEntry.before(clock.instant().minus(settings.keepFor()));
        List<JournalEntry> old = entries.oldest(PAGE);
        while (!old.isEmpty() && old.get(0).id().compareTo(first) < 0) {
            remove(old.stream().filter(entry -> entry.id().compareTo(first) < 0).toList());
            old = entries.oldest(PAGE);
        }
    }

    private void removeExcess() throws IOException {
        long size = entries.size().bytes();
        long removed = 0;
        while (size > settings.maxBytes()) {
            List<JournalEntry> excess = new ArrayList<>();
            for (JournalEntry entry : entries.oldest(PAGE)) {
                if (size > settings.maxBytes()) {
                    excess.add(entry);
                    size -= entry.summary().bytes();
                }
            }
            remove(excess);
            removed += excess.size();
            size = excess.isEmpty() ? 0 : size;
        }
        about.set(size);
        tell(removed);
    }

    private void remove(List<JournalEntry> gone) throws IOException {
        bytes.remove(gone.stream().map(JournalEntry::blob).toList());
        entries.remove(gone);
    }

    private void tell(long removed) {
        if (removed > 0) {
            pushedOut.addAndGet(removed);
            alarms.raise(
                    FULL,
                    "the sent journal reached journal.max-megabytes: messages younger than journal.keep-for had to go"
                            + " and cannot be scanned again");
        } else if (about.get() < settings.maxBytes() / 10 * 9) {
            alarms.clear(FULL);
        }
    }
}
