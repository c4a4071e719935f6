package io.mailwarden.settings.james;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A James's {@code conf/}, laid out by a test in a working directory. */
final class LaidConf {

    private final Path folder;

    LaidConf(Path working) {
        folder = working.resolve("conf");
    }

    Path folder() {
        return folder;
    }

    LaidConf file(String name, String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    LaidConf without(String name) throws IOException {
        Files.delete(folder.resolve(name));
        return this;
    }

    /** A file as it is, but for one part of it. */
    LaidConf changed(String name, String part, String other) throws IOException {
        String text = Files.readString(folder.resolve(name));
        if (!text.contains(part)) {
            throw new IllegalArgumentException(name + " has no " + part);
        }
        return file(name, text.replace(part, other));
    }

    /** All of the shipped conf/. */
    LaidConf shipped() throws IOException {
        try (var files = Files.list(Path.of("..", "conf"))) {
            for (Path file : files.toList()) {
                file(file.getFileName().toString(), Files.readString(file));
            }
        }
        return this;
    }

    JamesConf conf() {
        return JamesConf.inFolder(folder);
    }
}
