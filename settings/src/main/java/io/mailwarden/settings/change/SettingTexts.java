package io.mailwarden.settings.change;

import io.mailwarden.engine.review.setting.SettingChange;
import io.mailwarden.engine.review.setting.SettingControls.SettingDescription;
import io.mailwarden.engine.review.setting.SettingControls.SettingState;
import io.mailwarden.settings.ConfigurationReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of settings as they are written, and how they are shown. Immutable, thread-safe.
 */
public final class SettingTexts {

    // The URL of a chat's webhook is all that one needs to write there; one of a database may have a password in it.
    private static final Set<String> SECRET = Set.of("alert.webhook-url", "store.url");
    private static final String SET = "(set)";

    private final SettingCatalogue catalogue;
    private final Map<String, String> file;

    /**
     * Of those keys.
     *
     * @param file the text of the file
     */
    public SettingTexts(SettingCatalogue catalogue, ConfigurationReader reader, String file) {
        this.catalogue = catalogue;
        this.file = reader.values(file);
    }

    SettingCatalogue catalogue() {
        return catalogue;
    }

    SettingState state(SettingDescription about, Optional<SettingChange> change) {
        String written = file.getOrDefault(about.key(), about.shipped());
        String value = change.map(SettingChange::value).orElse(written);
        return new SettingState(
                about, shown(about, value), shown(about, written), source(about, written, change), change);
    }

    // A file that repeats a default says nothing new.
    private static String source(SettingDescription about, String written, Optional<SettingChange> change) {
        if (change.isPresent()) {
            return "console";
        }
        return written.equals(about.shipped()) ? "shipped" : "file";
    }

    private static String shown(SettingDescription about, String value) {
        boolean hidden = SECRET.contains(about.key()) && !value.isEmpty() && !value.equals(about.shipped());
        return hidden ? SET : value;
    }
}
