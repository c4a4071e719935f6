package io.mailwarden.mailet.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where the bytes of sent messages are, by names that are safe everywhere. Implementations are thread-safe. */
public interface JournalBytes {

    /** Keeps them; throws IOException when it cannot, and then nothing, or something that can be removed, is kept. */
    void save(String name, InputStream bytes) throws IOException;

    /** Whether more can be put behind what is kept under a name. */
    boolean appends();

    /**
     * Keeps them behind what is there under that name. Asked only where it {@link #appends}, by whoever alone uses the
     * name; throws IOException as {@link #save} does.
     *
     * @param offset how many bytes are there; 0 makes it
     */
    void append(String name, long offset, List<byte[]> bytes) throws IOException;

    /** To be closed; empty when they are not there. */
    Optional<InputStream> open(String name) throws IOException;

    /** Frees their room; those that are not there do not matter. */
    void remove(Collection<String> names) throws IOException;
}
