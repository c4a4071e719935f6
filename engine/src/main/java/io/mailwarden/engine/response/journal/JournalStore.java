package io.mailwarden.engine.response.journal;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Port to the rows of the journal, of all nodes. Implementations are thread-safe; every method throws
 * {@link StoreUnavailable} when the store cannot be reached.
 */
public interface JournalStore {

    /** Keeps them; all are there, for every node, when this returns. One that is there already stays as it is. */
    void add(Collection<JournalEntry> entries);

    /** The entry of that id, when that account has it. */
    Optional<JournalEntry> find(Account account, String id);

    /** At most {@code limit} of the account behind that id, oldest first; all are behind the empty id. */
    List<JournalEntry> after(Account account, String id, int limit);

    /** At most {@code limit} of the account that are no older than {@code since}, before that id, newest first. */
    List<JournalEntry> before(Account account, Instant since, Optional<String> id, int limit);

    /** At most {@code limit} of all accounts, oldest first. */
    List<JournalEntry> oldest(int limit);

    /** Forgets them; those that are not there do not matter. */
    void remove(Collection<JournalEntry> entries);

    /** How much there is of all accounts. */
    Size size();

    /**
     * How many messages and bytes the journal keeps.
     *
     * @param messages how many
     * @param bytes of them all
     */
    record Size(long messages, long bytes) {}
}
