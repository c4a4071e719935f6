package io.mailwarden.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Turns the file names of settings into paths. */
@FunctionalInterface
public interface FileNames {

    /** What a file name may look like, for whoever wrote another. */
    String EXPECTED = "expected a file such as file://conf/x, file://var/x or /an/absolute/path";

    /** The path of that name; throws IllegalArgumentException, saying what is expected, when it is none. */
    Path resolve(String name);

    /** As James resolves them in a working directory: {@code conf/}, and {@code var/} beside it. */
    static FileNames besideConf(Path conf) {
        Path absolute = conf.toAbsolutePath().normalize();
        Path working = absolute.resolveSibling("");
        return name -> {
            try {
                return resolve(name, absolute, working);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(EXPECTED, e);
            }
        };
    }

    private static Path resolve(String name, Path conf, Path working) {
        if (name.startsWith("file://conf/")) {
            return conf.resolve(name.substring("file://conf/".length()));
        }
        if (name.startsWith("file:///")) {
            return Path.of(name.substring("file://".length()));
        }
        if (name.startsWith("file://") && name.length() > "file://".length()) {
            return working.resolve(name.substring("file://".length()));
        }
        if (name.startsWith("/")) {
            return Path.of(name);
        }
        throw new IllegalArgumentException(EXPECTED);
    }
}
