package io.mailwarden.mailet.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Bytes in files of one folder, for James's user alone: for servers whose blob store dies with the process. What was
 * saved in the last seconds before a loss of power may be lost. Thread-safe.
 */
public final class FolderBytes implements JournalBytes {

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String UNFINISHED = ".part";

    private final Path folder;

    /** In that folder, which is made with the first message. */
    public FolderBytes(Path folder) {
        this.folder = folder;
    }

    @Override
    public void save(String name, InputStream message) throws IOException {
        makeFolder();
        Path part = folder.resolve(name + UNFINISHED);
        try (OutputStream file = Channels.newOutputStream(Files.newByteChannel(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS_FILE))) {
            message.transferTo(file);
        }
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWNERS_FOLDER);
        }
    }

    @Override
    public boolean appends() {
        return true;
    }

    // Opened each time: that is cheap, and a file that was taken away is seen.
    @Override
    public void append(String name, long offset, List<byte[]> bytes) throws IOException {
        if (offset == 0) {
            makeFolder();
        }
        Set<StandardOpenOption> options = offset == 0
                ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.APPEND);
        try (FileChannel file = FileChannel.open(folder.resolve(name), options, OWNERS_FILE)) {
            if (file.size() != offset) {
                throw new IOException(name + " has " + file.size() + " bytes instead of " + offset);
            }
            ByteBuffer[] buffers = bytes.stream().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
            for (long left = length(bytes); left > 0; ) {
                left -= file.write(buffers);
            }
        }
    }

    private static long length(List<byte[]> bytes) {
        return bytes.stream().mapToLong(one -> one.length).sum();
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        try {
            return Optional.of(Files.newInputStream(folder.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(Collection<String> names) throws IOException {
        for (String name : names) {
            Files.deleteIfExists(folder.resolve(name));
            Files.deleteIfExists(folder.resolve(name + UNFINISHED));
        }
    }
}
