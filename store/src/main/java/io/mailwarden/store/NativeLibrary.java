package io.mailwarden.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where SQLite's driver unpacks its native library: beside the store, for what lies in the system's folder for
 * temporary files may not be run everywhere. Whoever sets the system property {@value #FOLDER} decides otherwise.
 */
final class NativeLibrary {

    private static final Logger LOGGER = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String FOLDER = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** From now on it is unpacked there, if it is not yet. */
    static void unpackIn(Path directory) {
        String set = System.getProperty(FOLDER);
        if (set == null || !Files.isDirectory(Path.of(set))) {
            System.setProperty(FOLDER, directory.toAbsolutePath().toString());
        }
    }

    /** Deletes what processes that were killed left there; nobody else may start there now. */
    static void removeOld(Path directory) {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, "sqlite-*sqlitejdbc*")) {
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.info("old copies of SQLite's native library stay in {}", directory, e);
        }
    }
}
