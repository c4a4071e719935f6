package io.mailwarden.settings.change;

import io.mailwarden.engine.review.setting.SettingControls.SettingDescription;
import io.mailwarden.settings.ConfigurationReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each key is, as the shipped file says it: its headline, the comment above it, its default. Immutable, thread-safe.
 */
public final class SettingCatalogue {

    private static final Pattern HEADLINE = Pattern.compile("# -{3} (.+?) -+");
    private static final String COMMENT = "#";

    private final Map<String, SettingDescription> byKey = new LinkedHashMap<>();

    private SettingCatalogue() {}

    /** Of the shipped file, which is in the jar. */
    public static SettingCatalogue shipped(ConfigurationReader reader) {
        try (InputStream file = SettingCatalogue.class.getResourceAsStream(ConfigurationReader.FILE)) {
            byte[] text = Objects.requireNonNull(file, ConfigurationReader.FILE).readAllBytes();
            return of(new String(text, StandardCharsets.UTF_8), reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped settings cannot be read", e);
        }
    }

    /** Of that text of the shipped file; keys that the reader does not know are left out. */
    static SettingCatalogue of(String text, ConfigurationReader reader) {
        SettingCatalogue catalogue = new SettingCatalogue();
        Map<String, String> values = reader.values(text);
        Map<String, ConfigurationReader.Form> forms = reader.forms();
        List<String> words = new ArrayList<>();
        String section = "";
        for (String line : text.lines().toList()) {
            Matcher headline = HEADLINE.matcher(line);
            if (headline.matches()) {
                section = headline.group(1);
            } else if (line.startsWith(COMMENT)) {
                words.add(line.substring(1).strip());
            } else {
                String key = line.substring(0, Math.max(0, line.indexOf('='))).strip();
                ConfigurationReader.Form form = forms.get(key);
                if (form != null) {
                    catalogue.add(key, section, words, form, values.getOrDefault(key, ""));
                }
                words.clear();
            }
        }
        return catalogue;
    }

    private void add(String key, String section, List<String> words, ConfigurationReader.Form form, String shipped) {
        byKey.put(
                key,
                new SettingDescription(
                        key,
                        section,
                        String.join(" ", words),
                        form.kind(),
                        form.choices(),
                        shipped,
                        LiveKeys.contains(key)));
    }

    /** All, in the order of the file. */
    List<SettingDescription> all() {
        return List.copyOf(byKey.values());
    }

    /** That of one key; empty when there is no such key. */
    Optional<SettingDescription> of(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
