package io.mailwarden.server;

import java.io.IOException;
import java.nio.file.Path;

/** A change that is laid over a copy of a configuration folder before a server starts from it. */
@FunctionalInterface
public interface Overlay {

    /** Changes the files of the folder. */
    void applyTo(Path conf) throws IOException;
}
