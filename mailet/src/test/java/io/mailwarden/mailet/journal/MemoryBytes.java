package io.mailwarden.mailet.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Bytes in memory, that can be made to fail, and to leave what they have unfinished. */
public final class MemoryBytes implements JournalBytes {

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private volatile boolean broken;
    private volatile Runnable listener = () -> {};

    /** From now on nothing can be saved, or it can again. */
    public void breakDown(boolean fails) {
        broken = fails;
    }

    /** Calls that after each time that something came behind what is there. */
    public void tell(Runnable whenAppended) {
        listener = whenAppended;
    }

    /** How many segments there are. */
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
    public boolean appends() {
        return true;
    }

    @Override
    public void append(String name, long offset, List<byte[]> bytes) throws IOException {
        byte[] there = kept.getOrDefault(name, new byte[0]);
        if (there.length != offset) {
            throw new IOException(name + " has " + there.length + " bytes instead of " + offset);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(there);
        for (byte[] one : bytes) {
            all.write(one, 0, broken ? one.length / 2 : one.length);
        }
        kept.put(name, all.toByteArray());
        if (broken) {
            throw new IOException("no room");
        }
        listener.run();
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
