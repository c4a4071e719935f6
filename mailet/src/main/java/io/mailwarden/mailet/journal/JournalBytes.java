package io.mailwarden.mailet.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;

/** Where the bytes of sent messages are, by names that are safe everywhere. Implementations are thread-safe. */
public interface JournalBytes {

    /** Keeps them; throws IOException when it cannot, and then nothing, or something that can be removed, is kept. */
    void save(String name, InputStream message) throws IOException;

    /** To be closed; empty when they are not there. */
    Optional<InputStream> open(String name) throws IOException;

    /** Frees their room; those that are not there do not matter. */
    void remove(Collection<String> names) throws IOException;
}
