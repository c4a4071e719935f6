package io.mailwarden.settings;

import io.mailwarden.settings.ConfigurationReader.Form;
import io.mailwarden.settings.RawSettings.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Fills records from settings. A record that is made of records groups sections; any other record is a section, and its
 * components are the keys. A record within a section is a part of it: its components are keys of the same section,
 * under their own names. Each value is tried alone among the shipped ones, so that every bad key is named in one pass;
 * sections therefore check each component by itself.
 */
final class SettingsBinder {

    private final Map<String, Setting> settings;
    private final Values values;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Form> known = new LinkedHashMap<>();

    SettingsBinder(Map<String, Setting> settings, FileNames files) {
        this.settings = settings;
        this.values = new Values(files);
    }

    /** The record with what the settings say, and the given values elsewhere. */
    <R extends Record> R group(R shipped) {
        Object[] sections = Arrays.stream(shipped.getClass().getRecordComponents())
                .map(component -> member(component.getName(), (Record) valueOf(component, shipped)))
                .toArray();
        return make(shipped, sections);
    }

    private Record member(String name, Record shipped) {
        boolean groups = Arrays.stream(shipped.getClass().getRecordComponents())
                .allMatch(component -> component.getType().isRecord());
        return groups ? group(shipped) : section(kebab(name), shipped);
    }

    private <R extends Record> R section(String name, R shipped) {
        RecordComponent[] components = shipped.getClass().getRecordComponents();
        Object[] result = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            result[i] = components[i].getType().isRecord()
                    ? section(name, (Record) valueOf(components[i], shipped))
                    : value(name, shipped, i);
        }
        return make(shipped, result);
    }

    private Object value(String section, Record shipped, int index) {
        RecordComponent component = shipped.getClass().getRecordComponents()[index];
        String key = section + "." + kebab(component.getName());
        known.put(key, Values.form(component.getGenericType()));
        Object otherwise = valueOf(component, shipped);
        Setting setting = settings.get(key);
        return setting == null ? otherwise : read(setting, shipped, index, otherwise);
    }

    private Object read(Setting setting, Record shipped, int index, Object otherwise) {
        RecordComponent[] components = shipped.getClass().getRecordComponents();
        try {
            Object value = values.parse(components[index].getGenericType(), setting.value());
            Object[] alone = Arrays.stream(components)
                    .map(component -> valueOf(component, shipped))
                    .toArray();
            alone[index] = value;
            make(shipped, alone);
            return value;
        } catch (IllegalArgumentException e) {
            problems.add(setting.problem(String.valueOf(e.getMessage())));
            return otherwise;
        }
    }

    /** What was wrong so far, and the keys that nothing asked for. */
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        settings.values().stream()
                .filter(setting -> !known.containsKey(setting.key()))
                .map(setting -> setting.problem("unknown key; the nearest is " + nearest(setting.key())))
                .forEach(all::add);
        return all;
    }

    private String nearest(String key) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        String cut = key.length() > 100 ? key.substring(0, 100) : key;
        return known.keySet().stream()
                .min((one, two) -> Integer.compare(distance.apply(cut, one), distance.apply(cut, two)))
                .orElse("none");
    }

    /** How the values of every key are written that was asked for so far. */
    Map<String, Form> forms() {
        return Map.copyOf(known);
    }

    static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Object valueOf(RecordComponent component, Record from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("settings are public records: " + component, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R make(R like, Object[] components) {
        Class<?>[] types = Arrays.stream(like.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = like.getClass().getDeclaredConstructor(types);
            return (R) canonical.newInstance(components);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("settings check only their values: " + like.getClass(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings are public records: " + like.getClass(), e);
        }
    }
}
