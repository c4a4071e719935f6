package io.mailwarden.mailet.journal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Bytes in memory, that can be made to fail. */
public final class MemoryBytes implements JournalBytes {

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private volatile boolean broken;

    /** From now on nothing can be saved, or it can again. */
    public void breakDown(boolean fails) {
        broken = fails;
    }

    /** How many messages there are. */
    public int count() {
        return kept.size();
    }

    @Override
    public void save(String name, InputStream message) throws IOException {
        if (broken) {
            throw new IOException("no room");
        }
        kept.put(name, message.readAllBytes());
    }

    @Override
    public Optional<InputStream> open(String name) {
        return Optional.ofNullable(kept.get(name)).map(ByteArrayInputStream::new);
    }

    @Override
    public void remove(Collection<String> names) {
        names.forEach(kept::remove);
    }
}
