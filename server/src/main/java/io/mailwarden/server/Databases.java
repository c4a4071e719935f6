package io.mailwarden.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** The GeoLite2 databases of 2019 on the class path, unpacked once to where Mailwarden can read them. */
public final class Databases {

    private static final List<String> FILES = List.of("GeoLite2-City.mmdb", "GeoLite2-ASN.mmdb");

    private Databases() {}

    /**
     * Has a server read the databases.
     *
     * @param folder where they are unpacked to, unless they are there
     */
    public static Overlay overlay(Path folder) {
        return conf -> {
            for (String name : FILES) {
                unpack(name, folder);
            }
            String urls = FILES.stream()
                    .map(name ->
                            "file://" + folder.resolve(name).toAbsolutePath().normalize())
                    .collect(Collectors.joining(", "));
            Overlays.property("mailwarden.properties", "origin.databases", urls).applyTo(conf);
        };
    }

    private static void unpack(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, name, ".part");
        try (InputStream in = Databases.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
