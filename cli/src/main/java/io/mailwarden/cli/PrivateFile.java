package io.mailwarden.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Creates files that only their user can read, because they tell who writes to whom. */
final class PrivateFile {

    private PrivateFile() {}

    /** Makes an empty file that only this user can read, where the file system knows users; returns it. */
    static Path create(Path file) throws IOException {
        try {
            return Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            return Files.createFile(file);
        }
    }
}
