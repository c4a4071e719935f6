package io.mailwarden.store.log;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.LogEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Entries that wait to be written, in the order of their sequences. Bounded by what they weigh; nobody who adds waits.
 * What one thread takes stays in the queue until it says that it is written. Thread-safe.
 */
final class EntryQueue {

    // Weighed in KiB: that is what an ordinary entry needs in memory. Long lists are what makes others larger.
    private static final int PARTS_OF_ONE = 10;

    /**
     * An entry in its place.
     *
     * @param since when it was added, by the system's running time
     */
    record QueuedEntry(long sequence, LogEntry entry, long since) {

        private int weight() {
            Optional<Message> message =
                    entry.assessed().flatMap(assessed -> assessed.event().message());
            return 1 + message.map(QueuedEntry::parts).orElse(0);
        }

        private static int parts(Message message) {
            Message.Content content = message.content();
            int parts = message.recipients().size()
                    + content.urls().size()
                    + content.attachments().size();
            return parts / PARTS_OF_ONE;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private final Deque<QueuedEntry> waiting = new ArrayDeque<>();
    private final int most;
    private final int batch;
    private final long lingerNanos;
    private final long hurryNanos;

    private List<QueuedEntry> taken = List.of();
    private long weight;
    private long last;
    private long written;
    private long urgent;
    private long hurried;
    private long lastTaken;
    private boolean closed;

    /**
     * An empty queue.
     *
     * @param most what all may weigh together: ordinary entries
     * @param batch entries that are taken together
     * @param linger how long an entry waits for others at most
     * @param hurry how long one that is in a hurry waits at most, and only behind others that were taken just before
     */
    EntryQueue(int most, int batch, Duration linger, Duration hurry) {
        this.most = most;
        this.batch = batch;
        this.lingerNanos = linger.toNanos();
        this.hurryNanos = hurry.toNanos();
        this.lastTaken = System.nanoTime() - hurryNanos;
    }

    /** The next sequence is behind that one. Only before anything is added. */
    void startAfter(long sequence) {
        lock.lock();
        try {
            last = sequence;
            written = sequence;
        } finally {
            lock.unlock();
        }
    }

    /** Adds at the end, in a hurry or not; returns the sequence, or 0 when there is no room. */
    long add(LogEntry entry, boolean hurry) {
        lock.lock();
        try {
            QueuedEntry pending = new QueuedEntry(last + 1, entry, System.nanoTime());
            if (closed || weight + pending.weight() > most) {
                return 0;
            }
            last++;
            weight += pending.weight();
            waiting.add(pending);
            hurried = hurry ? last : hurried;
            if (hurry || waiting.size() == 1 || waiting.size() == batch) {
                arrived.signal();
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** The next ones, after a linger when there are few; empty when the queue is closed and there are none. */
    List<QueuedEntry> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                arrived.await();
            }
            linger();
            List<QueuedEntry> next = new ArrayList<>(Math.min(batch, waiting.size()));
            while (next.size() < batch && !waiting.isEmpty()) {
                next.add(waiting.remove());
            }
            taken = next;
            lastTaken = System.nanoTime();
            return List.copyOf(next);
        } finally {
            lock.unlock();
        }
    }

    private void linger() throws InterruptedException {
        while (!waiting.isEmpty() && waiting.size() < batch && !closed) {
            QueuedEntry first = waiting.element();
            long now = System.nanoTime();
            long left = lingerNanos - (now - first.since());
            if (hurried >= first.sequence()) {
                left = Math.min(left, hurryNanos - (now - lastTaken));
            }
            if (left <= 0 || urgent >= first.sequence()) {
                return;
            }
            arrived.awaitNanos(left);
        }
    }

    /** What was taken last is written, or given up for good. */
    void settle() {
        lock.lock();
        try {
            for (QueuedEntry pending : taken) {
                weight -= pending.weight();
                written = pending.sequence();
            }
            taken = List.of();
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that one and all before it are written, without a linger; false when the time is over before. */
    boolean await(long sequence, Duration most) throws InterruptedException {
        lock.lock();
        try {
            urgent = Math.max(urgent, sequence);
            arrived.signal();
            long left = most.toNanos();
            while (written < sequence && left > 0) {
                left = settled.awaitNanos(left);
            }
            return written >= sequence;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The sequence that was given last. */
    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** The sequence up to which all is written. */
    long written() {
        lock.lock();
        try {
            return written;
        } finally {
            lock.unlock();
        }
    }

    /** Entries that are not written. */
    int size() {
        lock.lock();
        try {
            return waiting.size() + taken.size();
        } finally {
            lock.unlock();
        }
    }
}
