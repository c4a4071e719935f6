package io.mailwarden.settings.change;

import io.mailwarden.engine.review.setting.SettingChange;
import io.mailwarden.engine.review.setting.SettingControls.SettingDescription;
import io.mailwarden.engine.review.setting.SettingControls.SettingState;
import io.mailwarden.settings.ConfigurationReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values of settings as they are written, and how they are shown. Thread-safe.
 */
public final class SettingTexts {

    // The URL of a chat's webhook is all that one needs to write there; one of a database may have a password in it.
    private static final Set<String> SECRET = Set.of("alert.webhook-url", "store.url");
    private static final String SET = "(set)";

    private final Supplier<SettingCatalogue> shipped;
    private final Map<String, String> file;
    private volatile @Nullable SettingCatalogue catalogue;

    /**
     * Of those keys, which are asked for when somebody looks.
     *
     * @param file the text of the file
     */
    public SettingTexts(Supplier<SettingCatalogue> shipped, ConfigurationReader reader, String file) {
        this.shipped = shipped;
        this.file = reader.values(file);
    }

    // Made twice when two look at once, which does no harm.
    SettingCatalogue catalogue() {
        SettingCatalogue made = catalogue;
        if (made == null) {
            made = shipped.get();
            catalogue = made;
        }
        return made;
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
