package io.mailwarden.plugin;

import io.mailwarden.engine.fixtures.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;

/** A James working directory, laid out by a test and read by James's own classes. */
final class Laid {

    final TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
    final Configuration configuration;
    final FileSystem fileSystem;
    private final Path conf;

    Laid(Path working) {
        configuration =
                Configuration.builder().workingDirectory(working.toFile()).build();
        fileSystem = new FileSystemImpl(configuration.directories());
        conf = working.resolve("conf");
    }

    Laid conf(String name, String text) throws IOException {
        Files.createDirectories(conf);
        Files.writeString(conf.resolve(name), text);
        return this;
    }

    /** All of the shipped conf/. */
    Laid shippedConf() throws IOException {
        try (var files = Files.list(Path.of("..", "conf"))) {
            for (Path file : files.toList()) {
                conf(file.getFileName().toString(), Files.readString(file));
            }
        }
        return this;
    }

    ConfigurationProvider xml() {
        return new FileConfigurationProvider(fileSystem, configuration);
    }

    PropertiesProvider properties() {
        return new PropertiesProvider(fileSystem, configuration.configurationPath());
    }
}
