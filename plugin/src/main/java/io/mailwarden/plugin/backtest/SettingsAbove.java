package io.mailwarden.plugin.backtest;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.settings.ConfigurationException;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The engine's settings with changed values on top of the file's. Thread-safe. */
public final class SettingsAbove implements Function<Map<String, String>, EngineConfig> {

    private final Supplier<String> file;
    private final ConfigurationReader reader;

    /**
     * On top of that file.
     *
     * @param file its text
     * @param names of files in it
     */
    public SettingsAbove(Supplier<String> file, FileNames names) {
        this.file = file;
        reader = new ConfigurationReader(names);
    }

    /** Throws IllegalArgumentException, naming everything that is wrong. */
    @Override
    public EngineConfig apply(Map<String, String> changes) {
        Properties all = new Properties();
        StringWriter text = new StringWriter();
        try {
            all.load(new StringReader(file.get()));
            changes.forEach(all::setProperty);
            all.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return reader.read(text.toString()).engine();
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(words(e), e);
        }
    }

    // The lines are none that anybody has seen.
    private static String words(ConfigurationException problems) {
        return String.valueOf(problems.getMessage())
                .lines()
                .skip(1)
                .map(line -> line.strip().replaceFirst("^line \\d+: ", ""))
                .collect(Collectors.joining("; ", "expected settings: ", ""));
    }
}
