package io.mailwarden.engine.origin;

import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file that is read again when it is replaced. What was read last goes on serving when the new file cannot be read;
 * an alarm tells. One thread refreshes, any may read.
 */
final class Watched<T> {

    /** Parses a watched file. */
    interface FileReader<T> {
        T read(Path file) throws IOException;
    }

    private record FileVersion(FileTime modified, long bytes) {}

    private final Path file;
    private final FileReader<T> reading;
    private final Alarms alarms;
    private Optional<FileVersion> seen = Optional.empty();
    private volatile Optional<T> content = Optional.empty();
    private volatile Optional<String> refusal = Optional.empty();

    Watched(Path file, FileReader<T> reading, Alarms alarms) {
        this.file = file;
        this.reading = reading;
        this.alarms = alarms;
    }

    /** Reads the file when it is new or was replaced; true when the content changed. */
    synchronized boolean refresh() {
        String alarm = "file " + file.getFileName();
        try {
            FileVersion stamp = new FileVersion(Files.getLastModifiedTime(file), Files.size(file));
            if (seen.equals(Optional.of(stamp))) {
                return false;
            }
            // Remembered before reading: a file that cannot be read is tried again when it changes, not each time.
            seen = Optional.of(stamp);
            content = Optional.of(reading.read(file));
            refusal = Optional.empty();
            alarms.clear(alarm);
            return true;
        } catch (IOException e) {
            String serving = content.isPresent() ? "the one read before still serves" : "nothing is known from it";
            boolean missing = e instanceof NoSuchFileException;
            refusal = missing ? Optional.empty() : Optional.of(String.valueOf(e.getMessage()));
            alarms.raise(alarm, "cannot read " + file + ", " + serving, e);
            return false;
        }
    }

    Path file() {
        return file;
    }

    /** Why the file that is there now cannot be used; empty when it can, or when there is none. */
    Optional<String> refusal() {
        return refusal;
    }

    Optional<T> content() {
        return content;
    }
}
