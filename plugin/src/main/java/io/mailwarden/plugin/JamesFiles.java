package io.mailwarden.plugin;

import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import io.mailwarden.settings.PluginConfig;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mailwarden's own settings, and the files that they name, where James keeps its own. */
final class JamesFiles implements FileNames {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesFiles.class);

    private final FileSystem fileSystem;
    private final String folder;

    @Inject
    JamesFiles(FileSystem fileSystem, Configuration configuration) {
        this.fileSystem = fileSystem;
        this.folder = configuration.configurationPath().asString();
    }

    /** The settings; without a file, the shipped ones. */
    PluginConfig config() {
        return new ConfigurationReader(this).read(text());
    }

    /** The text of the settings; empty without a file. */
    String text() {
        try (InputStream file = open(ConfigurationReader.FILE).orElse(null)) {
            if (file == null) {
                LOGGER.warn("there is no {}{}: every setting is as shipped", folder, ConfigurationReader.FILE);
                return "";
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ConfigurationReader.FILE, e);
        }
    }

    /** A file of James's own configuration; empty when there is none. */
    Optional<InputStream> open(String name) throws IOException {
        try {
            return Optional.of(fileSystem.getResource(folder + name));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Where the key stands in the settings, such as {@code mailwarden.properties, line 12}. */
    String place(String key) {
        try (InputStream file = open(ConfigurationReader.FILE).orElseGet(InputStream::nullInputStream)) {
            return ConfigurationReader.place(new String(file.readAllBytes(), StandardCharsets.UTF_8), key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ConfigurationReader.FILE, e);
        }
    }

    @Override
    public Path resolve(String name) {
        if (name.startsWith("/")) {
            return Path.of(name);
        }
        if (!name.startsWith(FileSystem.FILE_PROTOCOL)) {
            throw new IllegalArgumentException(EXPECTED);
        }
        try {
            return fileSystem.getFile(name).toPath();
        } catch (FileNotFoundException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
    }
}
