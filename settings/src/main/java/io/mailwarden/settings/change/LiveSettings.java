package io.mailwarden.settings.change;

import io.mailwarden.engine.response.SettingBroadcast;
import io.mailwarden.engine.review.setting.SettingChange;
import io.mailwarden.engine.review.setting.SettingChangeStore;
import io.mailwarden.engine.review.setting.SettingControls;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import io.mailwarden.settings.PluginConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that are in force: those of the file, and above them what administrators changed, which is kept in the
 * store for all nodes. A change that is not valid here (an older or newer version made it, or a file that it needs is
 * gone) is skipped, and alarmed as {@value #SKIPPED}. Thread-safe; changes take turns.
 */
public final class LiveSettings implements SettingControls {

    /** Stands while changes that the store has are not in force, because the store cannot be read. */
    public static final String UNREAD = SettingBroadcast.UNREAD;

    /** Stands while changes that the store has are not in force, because they are not valid here. */
    public static final String SKIPPED = "settings-skipped";

    private static final int LONGEST = 100;
    private static final Logger LOGGER = LoggerFactory.getLogger(LiveSettings.class);

    private final SettingTexts texts;
    private final ChangedSettings settings;
    private final SettingChangeStore store;
    private final Alarms alarms;
    private final Clock clock;
    private final List<Consumer<PluginConfig>> listeners = new ArrayList<>();
    private Consumer<String> tellOthers = key -> {};
    private List<SettingChange> stored = List.of();
    private boolean lost;
    private volatile InForce inForce;

    /** What holds: the changes that are valid, by key, and what the settings are by them. */
    private record InForce(Map<String, SettingChange> changes, PluginConfig config) {}

    /** The file's alone, before {@link #readFirst}. */
    public LiveSettings(
            SettingTexts texts, ChangedSettings settings, SettingChangeStore store, Alarms alarms, Clock clock) {
        this.texts = texts;
        this.settings = settings;
        this.store = store;
        this.alarms = alarms;
        this.clock = clock;
        inForce = new InForce(Map.of(), settings.apply(Map.of()));
    }

    /** Reads what was changed, before anybody listens; without the store the file's hold, and an alarm says so. */
    public PluginConfig readFirst() {
        try {
            refresh();
        } catch (StoreUnavailable e) {
            alarms.raise(UNREAD, "the settings of the file are in force, without what administrators changed", e);
        }
        return inForce.config();
    }

    /** What is in force now. */
    public PluginConfig config() {
        return inForce.config();
    }

    /** What would be in force with these values as well; as {@link ChangedSettings#apply}. Changes nothing. */
    public PluginConfig with(Map<String, String> changed) {
        Map<String, String> all = values(inForce.changes());
        all.putAll(changed);
        return settings.apply(all);
    }

    /** Has that follow each change from now on, in the order of their coming here; it must not throw. */
    public synchronized void follow(Consumer<PluginConfig> listener) {
        listeners.add(listener);
    }

    /** Has that tell other nodes of a key that was changed here. */
    public synchronized void tellBy(Consumer<String> telling) {
        tellOthers = telling;
    }

    /** The store has lost what it kept: what is known here is kept again with the next reading. */
    public synchronized void keepAgain() {
        lost = true;
    }

    /** Reads again what was changed, here or on another node; throws {@link StoreUnavailable}: what was known holds. */
    public synchronized void refresh() {
        if (lost) {
            store.put(stored);
            lost = false;
        }
        List<SettingChange> read = store.all();
        alarms.clear(UNREAD);
        if (!read.equals(stored)) {
            adopt(read);
        }
    }

    private void adopt(List<SettingChange> read) {
        stored = read;
        InForce next = valid(read);
        boolean news = !next.config().equals(inForce.config());
        inForce = next;
        if (news) {
            listeners.forEach(listener -> listener.accept(next.config()));
        }
    }

    private InForce valid(List<SettingChange> read) {
        Map<String, SettingChange> live = new LinkedHashMap<>();
        read.stream().filter(one -> LiveKeys.contains(one.key())).forEach(one -> live.put(one.key(), one));
        List<String> skipped = new ArrayList<>();
        read.stream()
                .filter(one -> !live.containsKey(one.key()))
                .forEach(one -> skipped.add(one.key() + ": it needs a restart"));
        InForce valid = together(live).orElseGet(() -> oneByOne(live, skipped));
        if (skipped.isEmpty()) {
            alarms.clear(SKIPPED);
        } else {
            alarms.raise(
                    SKIPPED,
                    "changed settings are not in force, because they are not valid here; change them again, or go back"
                            + " to the file: " + String.join("; ", skipped));
        }
        return valid;
    }

    private Optional<InForce> together(Map<String, SettingChange> changes) {
        try {
            return Optional.of(new InForce(Map.copyOf(changes), settings.apply(values(changes))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // The oldest first: a later one was made with those before it in force.
    private InForce oneByOne(Map<String, SettingChange> changes, List<String> skipped) {
        Map<String, SettingChange> kept = new LinkedHashMap<>();
        InForce valid = new InForce(Map.of(), settings.apply(Map.of()));
        for (SettingChange change : changes.values()) {
            kept.put(change.key(), change);
            try {
                valid = new InForce(Map.copyOf(kept), settings.apply(values(kept)));
            } catch (IllegalArgumentException e) {
                kept.remove(change.key());
                skipped.add(String.valueOf(e.getMessage()));
            }
        }
        return valid;
    }

    private static Map<String, String> values(Map<String, SettingChange> changes) {
        Map<String, String> values = new LinkedHashMap<>();
        changes.forEach((key, change) -> values.put(key, change.value()));
        return values;
    }

    @Override
    public List<SettingState> all() {
        InForce now = inForce;
        return texts.catalogue().all().stream()
                .map(about ->
                        texts.state(about, Optional.ofNullable(now.changes().get(about.key()))))
                .toList();
    }

    @Override
    public Optional<SettingState> of(String key) {
        return texts.catalogue()
                .of(key)
                .map(about ->
                        texts.state(about, Optional.ofNullable(inForce.changes().get(key))));
    }

    @Override
    public SettingState set(String key, String value, String why, String by) {
        requireLive(key);
        synchronized (this) {
            refresh();
            Map<String, SettingChange> next = new LinkedHashMap<>(inForce.changes());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            SettingChange change = new SettingChange(key, value.strip(), why, by, now);
            next.put(key, change);
            PluginConfig unused = settings.apply(values(next));
            store.put(List.of(change));
            adopt(Stream.concat(others(key), Stream.of(change)).toList());
            tellOthers.accept(key);
        }
        LOGGER.info("setting {} changed by={}", key, by);
        return of(key).orElseThrow();
    }

    @Override
    public boolean unset(String key, String by) {
        boolean removed;
        synchronized (this) {
            refresh();
            Map<String, SettingChange> next = new LinkedHashMap<>(inForce.changes());
            next.remove(key);
            PluginConfig unused = settings.apply(values(next));
            removed = store.remove(key);
            adopt(others(key).toList());
            tellOthers.accept(key);
        }
        LOGGER.info("setting {} is as in the file by={}", Text.printable(key, LONGEST), by);
        return removed;
    }

    private Stream<SettingChange> others(String key) {
        return stored.stream().filter(one -> !one.key().equals(key));
    }

    private void requireLive(String key) {
        if (texts.catalogue().of(key).isEmpty()) {
            throw new IllegalArgumentException("expected a key of the settings, not " + Text.printable(key, LONGEST));
        }
        if (!LiveKeys.contains(key)) {
            throw new IllegalArgumentException(key + " needs a restart: expected in the file, before James is started");
        }
    }
}
