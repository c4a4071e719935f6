package io.mailwarden.mailet.journal;

import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.engine.support.Alarms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * Writes messages of the journal in batches, each at the latest {@value #LINGER_MILLIS} ms after its first message came:
 * the rows of a batch in one commit, then its bytes in one piece, behind those of earlier batches of the same segment. The
 * rows are first, so that no bytes are there that no row knows. A batch that cannot be written is an alarm, and lost: its
 * rows, if they are there, are of messages that are gone. Thread-safe.
 */
final class JournalWriter implements AutoCloseable {

    /** Stands for a while after sent messages were not kept, until the next ones are. */
    static final String ALARM = "journal-failed";

    private static final int LINGER_MILLIS = 200;

    // Who brings more than this writes it himself, and so waits for a disk or store that is too slow.
    private static final long MOST_WAITING = 8L << 20;

    private record Waiting(JournalEntry entry, byte[] bytes) {}

    private final JournalStore entries;
    private final JournalBytes bytes;
    private final JournalSegments segments;
    private final Alarms alarms;
    private final LongConsumer kept;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread thread = new Thread(this::run, "mailwarden-journal");
    private List<Waiting> waiting = new ArrayList<>();
    private long waitingBytes;
    private boolean started;
    private boolean closed;

    /**
     * With a thread of its own, from the first message on.
     *
     * @param kept is told how many bytes came in
     */
    JournalWriter(
            JournalStore entries, JournalBytes bytes, JournalSegments segments, Alarms alarms, LongConsumer kept) {
        this.entries = entries;
        this.bytes = bytes;
        this.segments = segments;
        this.alarms = alarms;
        this.kept = kept;
        thread.setDaemon(true);
    }

    /** Takes a message, whose place is told by whoever writes it. */
    void add(JournalEntry entry, byte[] message) {
        boolean full;
        lock.lock();
        try {
            waiting.add(new Waiting(entry, message));
            waitingBytes += message.length;
            full = waitingBytes > MOST_WAITING || closed;
            if (!started && !closed) {
                started = true;
                thread.start();
            }
            if (waiting.size() == 1) {
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
        if (full) {
            flush();
        }
    }

    private void run() {
        try {
            while (awaitMessages()) {
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // False when it is closed.
    private boolean awaitMessages() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                arrived.await();
            }
            long left = TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
            while (left > 0 && !closed) {
                left = arrived.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when all that was added before is written, or failed. */
    void flush() {
        writing.lock();
        try {
            List<Waiting> batch = take();
            if (!batch.isEmpty()) {
                write(batch);
            }
        } finally {
            writing.unlock();
        }
    }

    private List<Waiting> take() {
        lock.lock();
        try {
            List<Waiting> batch = waiting;
            waiting = new ArrayList<>();
            waitingBytes = 0;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Waiting> batch) {
        long length = batch.stream().mapToLong(one -> one.bytes().length).sum();
        JournalSegments.Room room = segments.room(bytes.appends());
        List<JournalEntry> rows = new ArrayList<>(batch.size());
        List<byte[]> messages = new ArrayList<>(batch.size());
        long offset = room.offset();
        for (Waiting one : batch) {
            rows.add(placed(one.entry(), BytesPlace.of(room.segment(), offset, one.bytes().length)));
            messages.add(one.bytes());
            offset += one.bytes().length;
        }
        try {
            entries.add(room.segment(), rows);
            save(room, messages);
            segments.grown(length);
            alarms.clear(ALARM);
            kept.accept(JournalStore.Size.of(rows).bytes());
        } catch (IOException | RuntimeException | LinkageError e) {
            // What is in it is not known any more.
            segments.end();
            alarms.happened(ALARM, "sent messages are not kept in the journal and cannot be scanned again", e);
        }
    }

    private static JournalEntry placed(JournalEntry entry, BytesPlace place) {
        return new JournalEntry(
                entry.id(),
                entry.account(),
                entry.at(),
                entry.messageId(),
                entry.summary(),
                entry.hashes(),
                place.toString());
    }

    private void save(JournalSegments.Room room, List<byte[]> messages) throws IOException {
        if (bytes.appends()) {
            bytes.append(room.segment(), room.offset(), messages);
            return;
        }
        List<InputStream> parts = new ArrayList<>(messages.size());
        messages.forEach(message -> parts.add(new ByteArrayInputStream(message)));
        try (InputStream all = new SequenceInputStream(Collections.enumeration(parts))) {
            bytes.save(room.segment(), all);
        }
    }

    /** Adds nothing more to these segments. */
    void end(Collection<String> names) {
        writing.lock();
        try {
            segments.end(names);
        } finally {
            writing.unlock();
        }
    }

    /** Writes what waits; whatever comes later is written by who brings it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        flush();
    }
}
