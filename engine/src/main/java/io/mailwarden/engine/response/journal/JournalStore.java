package io.mailwarden.engine.response.journal;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Port to the rows of the journal, of all nodes. They come in batches, each of which belongs to a segment, and go by whole
 * segments. Implementations are thread-safe; every method throws {@link StoreUnavailable} when the store cannot be
 * reached.
 */
public interface JournalStore {

    /**
     * Keeps a batch; all of it is there, for every node, when this returns. One that is there already stays as it is.
     *
     * @param segment where all of their bytes lie; such names sort by time, as ids do
     */
    void add(String segment, Collection<JournalEntry> batch);

    /** The entry of that id, when that account has it. */
    Optional<JournalEntry> find(Account account, String id);

    /** At most {@code limit} of the account behind that id, oldest first; all are behind the empty id. */
    List<JournalEntry> after(Account account, String id, int limit);

    /** At most {@code limit} of the account that are no older than {@code since}, before that id, newest first. */
    List<JournalEntry> before(Account account, Instant since, Optional<String> id, int limit);

    /** At most {@code limit} segments of all accounts and nodes, oldest first. */
    List<Segment> oldest(int limit);

    /** Forgets all entries of those segments; those that are not there do not matter. */
    void remove(Collection<String> segments);

    /** How much there is of all accounts. */
    Size size();

    /**
     * What lies together and goes together.
     *
     * @param name of the segment
     * @param lastId the id of its latest message
     * @param size how much there is in it
     */
    record Segment(String name, String lastId, Size size) {}

    /**
     * How many messages and bytes the journal keeps.
     *
     * @param messages how many
     * @param bytes of them all
     */
    record Size(long messages, long bytes) {

        /** Both together. */
        public Size plus(Size other) {
            return new Size(messages + other.messages, bytes + other.bytes);
        }

        /** Of these messages. */
        public static Size of(Collection<JournalEntry> entries) {
            return new Size(
                    entries.size(),
                    entries.stream().mapToLong(entry -> entry.summary().bytes()).sum());
        }
    }
}
