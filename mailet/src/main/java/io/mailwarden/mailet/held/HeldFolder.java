package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.mailet.MailAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;

/**
 * A folder of this node's own, in which held mail waits that its repository does not take: nothing of James stands
 * between a message and the disk, and nobody else waits behind it. One file for a message, for James's user alone; it
 * is on disk when it is kept, and there as a whole or not at all. What is there is known in memory. Thread-safe.
 */
public final class HeldFolder {

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String KEPT = ".held";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final Map<HeldId, Optional<Account>> there = new ConcurrentHashMap<>();

    /** That folder, which is made with the first message; throws UncheckedIOException when it cannot be read. */
    public HeldFolder(Path folder) {
        this.folder = folder;
        look();
    }

    private void look() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(KEPT))
                    .flatMap(name -> HeldId.parse(name.substring(0, name.length() - KEPT.length())).stream())
                    .forEach(id -> there.put(id, owner(id)));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    // One that cannot be read is there nevertheless, for somebody to look at.
    private Optional<Account> owner(HeldId id) {
        try {
            Optional<Mail> mail = retrieve(id);
            try {
                return mail.flatMap(HeldFolder::owner);
            } finally {
                mail.ifPresent(LifecycleUtil::dispose);
            }
        } catch (StoreUnavailable e) {
            return Optional.empty();
        }
    }

    private static Optional<Account> owner(Mail mail) {
        return MailAttributes.text(mail, MailAttributes.ACCOUNT).flatMap(Account::tryOf);
    }

    /** Where it is. */
    Path path() {
        return folder;
    }

    /** Keeps the mail, instead of one of that id; throws {@link StoreUnavailable}, and nothing of it stays. */
    void store(HeldId id, Mail mail) {
        Path part = folder.resolve(id.value() + UNFINISHED);
        try {
            Files.createDirectories(folder, OWNERS_FOLDER);
            write(part, mail);
            Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
            there.put(id, owner(mail));
        } catch (IOException | RuntimeException e) {
            discard(part);
            throw new StoreUnavailable("keep mail " + id.value() + " in " + folder, e);
        }
    }

    private static void write(Path part, Mail mail) throws IOException {
        Files.deleteIfExists(part);
        try (FileChannel file =
                FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS_FILE)) {
            MailFile.write(mail, file);
            file.force(true);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // What was written of it is no mail; the error that led here is the one to tell.
        }
    }

    /** The mail, to be disposed of by the caller; empty when it is not there. Throws {@link StoreUnavailable}. */
    Optional<Mail> retrieve(HeldId id) {
        Path file = file(id);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MailFile.read(file));
        } catch (IOException | RuntimeException e) {
            throw new StoreUnavailable("read mail " + id.value() + " in " + folder, e);
        }
    }

    /** Destroys the mail; nothing happens when it is not there. Throws {@link StoreUnavailable}. */
    void remove(HeldId id) {
        if (there.containsKey(id)) {
            try {
                Files.deleteIfExists(file(id));
                there.remove(id);
            } catch (IOException e) {
                throw new StoreUnavailable("remove mail " + id.value() + " from " + folder, e);
            }
        }
    }

    /** Whether the mail is there. */
    boolean has(HeldId id) {
        return there.containsKey(id);
    }

    /** All that are there, with whose they are, where they say so. */
    Map<HeldId, Optional<Account>> all() {
        return Map.copyOf(there);
    }

    private Path file(HeldId id) {
        return folder.resolve(id.value() + KEPT);
    }
}
