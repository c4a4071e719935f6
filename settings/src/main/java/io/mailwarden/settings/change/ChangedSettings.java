package io.mailwarden.settings.change;

import io.mailwarden.settings.ConfigurationException;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.PluginConfig;
import java.util.Map;
import java.util.function.Function;

/**
 * The settings as they would be with some values changed: those of the file elsewhere, checked as a whole by the file's
 * own rules. Changes nothing. Immutable, thread-safe.
 */
public final class ChangedSettings implements Function<Map<String, String>, PluginConfig> {

    private final ConfigurationReader reader;
    private final String file;

    /**
     * Above that file.
     *
     * @param file its text
     */
    public ChangedSettings(ConfigurationReader reader, String file) {
        this.reader = reader;
        this.file = file;
    }

    /**
     * The settings with these values by key, each as it would be written in the file. IllegalArgumentException says of
     * each that cannot be what is expected.
     */
    @Override
    public PluginConfig apply(Map<String, String> changed) {
        try {
            return reader.read(file, changed);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(e.words(), e);
        }
    }
}
