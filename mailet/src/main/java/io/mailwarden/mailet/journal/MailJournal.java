package io.mailwarden.mailet.journal;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalEntry.ContentHashes;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.engine.response.journal.JournalStore.Segment;
import io.mailwarden.engine.response.journal.SentJournal;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.mailet.AttributeName;

/**
 * Keeps what accounts send for some hours, within a budget of bytes of which the oldest messages are the first to go, by
 * segments: what came in one minute. A message is written at the latest 300 ms after it was kept, and sooner when somebody
 * asks. Rows come before the bytes, and go after them, so that no bytes are left without a row: who finds a row without
 * bytes meanwhile takes the message for gone. Thread-safe.
 */
public final class MailJournal implements SentJournal, AutoCloseable {

    /** On a mail and all its copies: the journal's id of the message. */
    public static final AttributeName MARK = AttributeName.of("mailwarden.journal");

    /** Stands while messages that are younger than they should become had to go. */
    public static final String FULL = "journal-full";

    /** Stands for a while after sent messages were not kept, until the next ones are. */
    public static final String FAILED = JournalWriter.ALARM;

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

    // Larger ones are written at once: they would not be cheaper together, and need memory.
    private static final int LARGEST_THAT_WAITS = 1 << 20;

    private final JournalStore entries;
    private final JournalBytes bytes;
    private final JournalSettings settings;
    private final Alarms alarms;
    private final Clock clock;
    private final JournalWriter writer;
    private final ReentrantLock sweeping = new ReentrantLock();
    private final AtomicLong about = new AtomicLong();
    private final AtomicLong pushedOut = new AtomicLong();

    public MailJournal(JournalStore entries, JournalBytes bytes, JournalSettings settings, Alarms alarms, Clock clock) {
        this.entries = entries;
        this.bytes = bytes;
        this.settings = settings;
        this.alarms = alarms;
        this.clock = clock;
        this.writer = new JournalWriter(entries, bytes, new JournalSegments(settings, clock), alarms, about::addAndGet);
    }

    /**
     * Keeps a message that is about to go on. Up to a megabyte it is written within 300 ms, and an alarm when it cannot be.
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
        byte[] first = in.readNBytes(LARGEST_THAT_WAITS + 1);
        if (first.length <= LARGEST_THAT_WAITS) {
            writer.add(entry, first);
        } else {
            writeAlone(entry, new SequenceInputStream(new ByteArrayInputStream(first), in));
        }
        if (about.get() > settings.maxBytes()) {
            sweepUnlessSomebodyDoes();
        }
        return id;
    }

    private void writeAlone(JournalEntry entry, InputStream message) throws IOException {
        entries.add(entry.blob(), List.of(entry));
        try {
            bytes.save(entry.blob(), message);
        } catch (IOException | RuntimeException e) {
            bytes.remove(List.of(entry.blob()));
            entries.remove(List.of(entry.blob()));
            throw e;
        }
        about.addAndGet(entry.summary().bytes());
    }

    /** Returns when all that was kept before is written, or was an alarm. */
    public void flush() {
        writer.flush();
    }

    @Override
    public JournalStore entries() {
        return new FlushedEntries(entries, writer);
    }

    @Override
    public Optional<InputStream> open(JournalEntry entry) throws IOException {
        BytesPlace place = BytesPlace.parse(entry.blob());
        Optional<InputStream> segment = bytes.open(place.name());
        if (segment.isEmpty() || place.part().isEmpty()) {
            return segment;
        }
        try (InputStream all = segment.get()) {
            return part(all, place.part().get());
        }
    }

    // A segment that ends before is one of a crash.
    private static Optional<InputStream> part(InputStream segment, BytesPlace.Part part) throws IOException {
        try {
            segment.skipNBytes(part.offset());
        } catch (EOFException e) {
            return Optional.empty();
        }
        byte[] message = segment.readNBytes(part.length());
        return message.length < part.length() ? Optional.empty() : Optional.of(new ByteArrayInputStream(message));
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
        List<Segment> old = old(first);
        while (!old.isEmpty()) {
            remove(old);
            old = old(first);
        }
    }

    private List<Segment> old(String first) {
        return entries.oldest(PAGE).stream()
                .filter(segment -> segment.lastId().compareTo(first) < 0)
                .toList();
    }

    private void removeExcess() throws IOException {
        long size = entries.size().bytes();
        long removed = 0;
        while (size > settings.maxBytes()) {
            List<Segment> excess = new ArrayList<>();
            for (Segment segment : entries.oldest(PAGE)) {
                if (size > settings.maxBytes()) {
                    excess.add(segment);
                    size -= segment.size().bytes();
                    removed += segment.size().messages();
                }
            }
            remove(excess);
            size = excess.isEmpty() ? 0 : size;
        }
        about.set(size);
        tell(removed);
    }

    private void remove(List<Segment> gone) throws IOException {
        List<String> names = gone.stream().map(Segment::name).toList();
        writer.end(names);
        bytes.remove(names);
        entries.remove(names);
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

    /** Writes what waits. */
    @Override
    public void close() {
        writer.close();
    }
}
