package io.mailwarden.store;

import io.mailwarden.engine.eventlog.LogPositions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who this process is among those that share a store: a name and a number, kept in a file of its folder, which no
 * second process can use at the same time. Thread-safe.
 */
public final class Node implements AutoCloseable {

    private static final String FILE = "node";
    private static final int LONGEST = 200;

    // Numbers that the store gives count from 1; those taken while it was gone lie above.
    public static final int FIRST_OFFLINE = 0xC000;

    private final FileChannel file;
    private final FileLock lock;

    // Tells this process from others that took up its name: a copied folder.
    private final String instance = UUID.randomUUID().toString();

    private volatile Identity identity;

    /**
     * The name and number of the node as its file has them.
     *
     * @param name in the store's table of nodes
     * @param number in the log
     */
    private record Identity(String name, int number) {

        static Identity random() {
            return new Identity(
                    UUID.randomUUID().toString(),
                    ThreadLocalRandom.current().nextInt(FIRST_OFFLINE, LogPositions.LAST_NODE + 1));
        }

        static @Nullable Identity parse(String text) {
            String[] words = text.strip().split(" ");
            try {
                return words.length == 2 ? new Identity(words[0], Integer.parseInt(words[1])) : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    private Node(FileChannel file, FileLock lock) throws IOException {
        this.file = file;
        this.lock = lock;
        Identity kept = read();
        this.identity = kept != null ? kept : Identity.random();
        if (kept == null) {
            write();
        }
    }

    /**
     * Takes the folder for this process; throws IllegalStateException when another has it, UncheckedIOException when it
     * cannot be used.
     */
    public static Node open(Path directory) {
        Path path = directory.resolve(FILE);
        try {
            SqliteFile.makeFolder(directory);
            FileChannel file = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            FileLock lock = lock(file);
            if (lock == null) {
                file.close();
                throw new IllegalStateException(
                        directory + " is in use by another process: each James node needs a folder of its own");
            }
            return new Node(file, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be used", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The number in the log. */
    public int number() {
        return identity.number();
    }

    /** Whether no store ever gave it a number. */
    public boolean isNew() {
        return identity.number() >= FIRST_OFFLINE;
    }

    /** The name in the store's table of nodes. */
    public String name() {
        return identity.name();
    }

    /** Tells this process from others of the same name. */
    public String instance() {
        return instance;
    }

    /** Keeps the number that the store gave. */
    public synchronized void number(int given) {
        if (given != identity.number()) {
            identity = new Identity(identity.name(), given);
            save();
        }
    }

    /** Becomes somebody else, whose number the store gives later. */
    public synchronized void rename() {
        identity = Identity.random();
        save();
    }

    private void save() {
        try {
            write();
        } catch (IOException e) {
            throw new UncheckedIOException("the node's name cannot be kept", e);
        }
    }

    private @Nullable Identity read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        file.read(bytes, 0);
        return Identity.parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
    }

    private void write() throws IOException {
        byte[] text = (identity.name() + " " + identity.number() + "\n").getBytes(StandardCharsets.UTF_8);
        file.write(ByteBuffer.wrap(text), 0);
        file.truncate(text.length);
        file.force(true);
    }

    /** Lets another process have the folder. */
    @Override
    public void close() {
        try {
            lock.release();
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the node's folder cannot be let go", e);
        }
    }
}
