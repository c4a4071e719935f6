package io.mailwarden.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A working directory that James can start from: {@code conf/}, {@code extensions-jars/} and {@code var/}.
 *
 * @param directory the working directory
 * @param ports where its listeners are
 */
public record JamesHome(Path directory, PortMap ports) {

    /** Where the build puts the extension, seen from the repository's root. */
    public static final Path EXTENSION = Path.of("plugin", "target", "mailwarden-extension.jar");

    /**
     * What a home directory of James is made of.
     *
     * @param configuration folder that is copied to {@code conf/}
     * @param extension the jar for {@code extensions-jars/}; empty for a James without
     * @param overlays changes to the copy, in order
     */
    public record Layout(Path configuration, Optional<Path> extension, List<Overlay> overlays) {

        public Layout {
            overlays = List.copyOf(overlays);
        }
    }

    /** Lays out a directory, in place of what was there; with a {@code var/} that is kept when {@code keepVar}. */
    public static JamesHome layOut(Path directory, Layout plan, PortMap ports, boolean keepVar) throws IOException {
        Path home = directory.toAbsolutePath().normalize();
        Path conf = home.resolve("conf");
        Path jars = home.resolve("extensions-jars");
        if (!keepVar) {
            delete(home.resolve("var"));
        }
        keepingKeystore(conf, () -> delete(conf));
        delete(jars);
        Files.createDirectories(jars);
        Files.createDirectories(home.resolve("var"));
        copy(plan.configuration(), conf);
        if (plan.extension().isPresent()) {
            Path jar = plan.extension().orElseThrow();
            if (!Files.exists(jar)) {
                throw new IOException("the extension is not built yet, run ./mvnw -DskipTests package first: " + jar);
            }
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        ports.overlay().applyTo(conf);
        for (Overlay overlay : plan.overlays()) {
            overlay.applyTo(conf);
        }
        return new JamesHome(home, ports);
    }

    /** The configuration directory, {@code conf/} of this home. */
    public Path conf() {
        return directory.resolve("conf");
    }

    /** The data directory, {@code var/} of this home. */
    public Path var() {
        return directory.resolve("var");
    }

    /** A key pair takes seconds to make, so one that James made here before is used again. */
    private static void keepingKeystore(Path conf, Deletion deletion) throws IOException {
        Path keystore = conf.resolve("keystore");
        if (!Files.exists(keystore)) {
            deletion.run();
            return;
        }
        Path aside = conf.resolveSibling("keystore");
        Files.move(keystore, aside, StandardCopyOption.REPLACE_EXISTING);
        deletion.run();
        Files.createDirectories(conf);
        Files.move(aside, keystore);
    }

    private interface Deletion {
        void run() throws IOException;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
