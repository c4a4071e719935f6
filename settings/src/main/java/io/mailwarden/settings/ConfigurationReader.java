package io.mailwarden.settings;

import io.mailwarden.engine.origin.OriginConfig;
import io.mailwarden.settings.RawSettings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the text of {@code mailwarden.properties} (syntax of {@link java.util.Properties}, in UTF-8). */
public final class ConfigurationReader {

    /** The file's name in {@code conf/}. */
    public static final String FILE = "mailwarden.properties";

    private static final String CHANGES = "changed settings";

    private final FileNames files;

    public ConfigurationReader(FileNames files) {
        this.files = files;
    }

    /**
     * The settings, with the shipped value for each key that the text lacks; {@link ConfigurationException} names every
     * problem, files that do not exist among them. Databases may be missing: the engine alarms that it cannot tell.
     */
    public PluginConfig read(String text) {
        RawSettings raw = RawSettings.parse(text);
        SettingsBinder binder = new SettingsBinder(raw.settings(), files);
        PluginConfig config = binder.group(PluginConfig.defaults(files));
        List<Problem> problems = new ArrayList<>(raw.problems());
        problems.addAll(binder.problems());
        problems.addAll(missingFiles(config, raw.settings()));
        problems.addAll(unusableAlertFiles(config, raw.settings()));
        problems.addAll(ownerNotice(config, raw.settings()));
        return faultless(config, FILE, problems);
    }

    /**
     * The settings of that text with other values for some keys, by the same rules; {@link ConfigurationException} names
     * every problem of them. Files that the text itself names are not looked for again: that one of them is gone by now
     * is no fault of a change.
     *
     * @param changed values by key, as they would be written in the file
     */
    public PluginConfig read(String text, Map<String, String> changed) {
        Map<String, Setting> all = new LinkedHashMap<>(RawSettings.parse(text).settings());
        Map<String, Setting> above = new LinkedHashMap<>();
        changed.forEach((key, value) -> above.put(key, new Setting(Problem.NOWHERE, key, value.strip())));
        all.putAll(above);
        SettingsBinder binder = new SettingsBinder(all, files);
        PluginConfig config = binder.group(PluginConfig.defaults(files));
        List<Problem> problems = new ArrayList<>(binder.problems());
        problems.addAll(missingFiles(config, above));
        if (changed.keySet().stream().anyMatch(key -> key.startsWith("alert."))) {
            problems.addAll(unusableAlertFiles(config, all));
        }
        return faultless(config, CHANGES, problems);
    }

    private static PluginConfig faultless(PluginConfig config, String where, List<Problem> problems) {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line));
            throw new ConfigurationException(where, problems);
        }
        return config;
    }

    /** Where a key stands in that text, such as "mailwarden.properties, line 12"; "…, as shipped" when it does not. */
    public static String place(String text, String key) {
        Setting setting = RawSettings.parse(text).settings().get(key);
        return FILE + (setting == null ? ", as shipped" : ", line " + setting.line());
    }

    /** Every key that there is. */
    public Set<String> keys() {
        return forms().keySet();
    }

    /**
     * How the values of a key are written.
     *
     * @param kind text, time, whole number, number, choice, or list of one of these
     * @param choices what there is to choose from; empty when the kind is none
     */
    public record Form(String kind, List<String> choices) {

        public Form {
            choices = List.copyOf(choices);
        }
    }

    /** How the values of each key that there is are written. */
    public Map<String, Form> forms() {
        SettingsBinder binder = new SettingsBinder(Map.of(), files);
        binder.group(PluginConfig.defaults(files));
        return binder.forms();
    }

    /** The values that stand in that text, by key. */
    public Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        RawSettings.parse(text).settings().forEach((key, setting) -> values.put(key, setting.value()));
        return values;
    }

    private static List<Problem> missingFiles(PluginConfig config, Map<String, Setting> settings) {
        OriginConfig origin = config.engine().origin();
        Map<String, List<Path>> named = Map.of(
                "origin.malicious-lists", origin.lists().maliciousLists(),
                "origin.anonymizer-lists", origin.lists().anonymizerLists(),
                "origin.hosting-lists", origin.lists().hostingLists(),
                "history.files", config.history().files());
        List<Problem> problems = new ArrayList<>();
        named.forEach((key, paths) -> {
            Setting setting = settings.get(key);
            if (setting != null) {
                paths.stream()
                        .filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
                        .map(path -> setting.problem("expected a file that can be read at " + path))
                        .forEach(problems::add);
            }
        });
        return problems;
    }

    // Which of the keys is wrong is in the words.
    private static List<Problem> unusableAlertFiles(PluginConfig config, Map<String, Setting> settings) {
        Setting shown = Stream.of("alert.webhook-url", "alert.syslog-address")
                .map(key -> settings.getOrDefault(key, new Setting(1, key, "")))
                .max(Comparator.comparing(setting -> !setting.value().isEmpty()))
                .orElseThrow();
        return config.alert().troubleWithFiles().map(shown::problem).stream().toList();
    }

    // What does not fit together: shown where the key stands, else where it was switched on.
    private static List<Problem> ownerNotice(PluginConfig config, Map<String, Setting> settings) {
        Setting on = settings.getOrDefault("owner-notice.enabled", new Setting(1, "owner-notice.enabled", ""));
        return config.mail().ownerNotice().troubles().entrySet().stream()
                .map(trouble -> settings.getOrDefault(
                                "owner-notice." + trouble.getKey(),
                                new Setting(on.line(), "owner-notice." + trouble.getKey(), ""))
                        .problem(trouble.getValue()))
                .toList();
    }
}
