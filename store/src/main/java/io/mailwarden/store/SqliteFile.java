package io.mailwarden.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file of a SQLite store, and the two that SQLite keeps beside it.
 *
 * @param path the file itself
 */
public record SqliteFile(Path path) {

    private static final List<String> PARTS = List.of("", "-wal", "-shm");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Makes the folder and an empty file where there are none; both are for this user alone. */
    void make() {
        try {
            makeFolder(path.toAbsolutePath().resolveSibling(""));
            // SQLite gives its other files the rights of this one.
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be made", e);
        }
    }

    /** Makes the folder where there is none, for this user alone. */
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Gives the three another name that tells when and why; returns that of the first. Nobody may have them open. */
    Path setAside(Instant now) {
        String name = path.getFileName() + ".corrupt-" + STAMP.format(now);
        try {
            for (String part : PARTS) {
                Path from = path.resolveSibling(path.getFileName() + part);
                if (Files.exists(from)) {
                    Files.move(from, path.resolveSibling(name + part));
                }
            }
            return path.resolveSibling(name);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be set aside", e);
        }
    }

    /** Tells this file from any other of its name; null when there is none. */
    @Nullable Object key() {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    /** Bytes on disk, of all three. */
    public long bytes() {
        return PARTS.stream()
                .map(part -> path.resolveSibling(path.getFileName() + part).toFile())
                .mapToLong(File::length)
                .sum();
    }
}
