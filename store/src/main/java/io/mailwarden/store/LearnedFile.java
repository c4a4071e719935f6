package io.mailwarden.store;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Path;

/** A file of the past, which the store knows again by what is in it. */
public final class LearnedFile {

    private final SqlSettings settings;
    private final String note;

    /** Reads it; throws IOException when it cannot. */
    public LearnedFile(Path file, SqlSettings settings) throws IOException {
        this.settings = settings;
        this.note = "history " + MoreFiles.asByteSource(file).hash(Hashing.sha256());
    }

    /** Whether it was learned before, on any node. */
    public boolean before() {
        return settings.noted(note);
    }

    /** Remembers that it was learned. */
    public void remember() {
        settings.note(note);
    }
}
