package io.mailwarden.cli;

import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.settings.james.ConfAudit.RepositorySetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A folder with a {@code mailwarden.properties}, read without James.
 *
 * @param file the file
 * @param text what stands in it
 * @param config what it says
 * @param warnings what is odd but stops nothing
 */
record ConfFolder(Path file, String text, PluginConfig config, List<String> warnings) {

    /** Throws ParameterException when there is no such folder, ConfigurationException when its file has problems. */
    static ConfFolder of(Path folder, CommandLine command) {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(command, "not a folder: " + folder);
        }
        Path file = folder.resolve(ConfigurationReader.FILE);
        ConfigurationReader reader = new ConfigurationReader(FileNames.besideConf(folder));
        List<String> warnings = new ArrayList<>();
        String text = "";
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            warnings.add("there is no " + file + ": every setting is as shipped");
        } catch (IOException e) {
            throw new ParameterException(command, "cannot read " + file + ": " + e.getMessage(), e);
        }
        return new ConfFolder(file, text, reader.read(text), List.copyOf(warnings));
    }

    /** Where mail is to be held. */
    List<RepositorySetting> repositories() {
        return List.of(
                repository("hold.repository", config.mail().hold().repository()),
                repository("quarantine.repository", config.mail().quarantine().repository()));
    }

    private RepositorySetting repository(String key, String url) {
        return new RepositorySetting(ConfigurationReader.place(text, key), key, url);
    }
}
