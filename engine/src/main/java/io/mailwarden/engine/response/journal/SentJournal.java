package io.mailwarden.engine.response.journal;

import io.mailwarden.engine.support.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Port to the messages that accounts sent of late, bytes and all. Implementations are thread-safe. */
public interface SentJournal {

    /** The rows. */
    JournalStore entries();

    /**
     * The message, byte for byte as it was submitted; to be closed. Empty when it is gone: too old, or pushed out.
     *
     * @throws IOException when it is there and cannot be read
     * @throws StoreUnavailable when the place where bytes are kept cannot be reached
     */
    Optional<InputStream> open(JournalEntry entry) throws IOException;
}
