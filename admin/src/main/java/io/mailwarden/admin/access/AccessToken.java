package io.mailwarden.admin.access;

import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secret that opens the admin API: 256 random bits in a file that only James's own user can read. Immutable,
 * thread-safe; never logged.
 *
 * <p>A file that is empty, malformed, or open to others stops the start: whoever could read it may have the token.
 * Where the file system knows no POSIX permissions the alarm {@value #UNPROTECTED} says that the file must be protected
 * by hand.
 */
final class AccessToken {

    static final String UNPROTECTED = "admin-token-unprotected";

    private static final int RANDOM_BYTES = 32;
    private static final int LARGEST_FILE = 4096;

    // One may put an own token there; 32 of these characters are 192 bits or more when they are random.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/=-]{32,1024}");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final byte[] secret;

    private AccessToken(String text) {
        secret = text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether this is the token; takes as long for a wrong one as for the right one. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(secret, presented.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the file, after making it when there is none; throws IllegalStateException when it cannot be trusted. */
    static AccessToken of(Path file, Alarms alarms) {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return read(file, alarms);
        } catch (IOException e) {
            throw new IllegalStateException("the admin token file " + file + " cannot be read or made: " + e, e);
        }
    }

    private static AccessToken read(Path file, Alarms alarms) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
            throw new IllegalStateException("the admin token file " + file + " is no small regular file");
        }
        if (posix(file)) {
            refuseOpen(file);
            alarms.clear(UNPROTECTED);
        } else {
            alarms.raise(
                    UNPROTECTED,
                    "the file system of " + file + " has no POSIX permissions; let only James's user read the file");
        }
        String text = Files.readString(file).strip();
        if (!FORM.matcher(text).matches()) {
            throw new IllegalStateException("the admin token file " + file
                    + " must hold one line of 32 or more letters and digits; delete it to get a new token");
        }
        return new AccessToken(text);
    }

    private static void refuseOpen(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(permissions)) {
            throw new IllegalStateException("the admin token file " + file + " is open to others ("
                    + PosixFilePermissions.toString(permissions)
                    + "), its token may be known; delete it to get a new one, which only its owner can read");
        }
    }

    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder");
        }
        Files.createDirectories(folder);
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        // Whole or not at all, and never readable by others, not even for a moment.
        Path draft = Files.createTempFile(folder, ".token", ".tmp", permissions(folder));
        try {
            write(draft, HexFormat.of().formatHex(random) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Path draft, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] permissions(Path folder) {
        return posix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
