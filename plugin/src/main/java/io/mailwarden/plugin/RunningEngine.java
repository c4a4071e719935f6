package io.mailwarden.plugin;

import io.mailwarden.door.PasswordMarker;
import io.mailwarden.engine.Engine;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.eventlog.EventHistory;
import io.mailwarden.engine.eventlog.StoreHealth;
import io.mailwarden.engine.response.ResponseStores;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.engine.response.rescan.RescanStore;
import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.engine.review.audit.AuditTrail;
import io.mailwarden.engine.review.backtest.BacktestStore;
import io.mailwarden.engine.review.casework.ActivityStore;
import io.mailwarden.engine.review.casework.CaseworkStore;
import io.mailwarden.engine.review.owner.OwnerNoticeStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.settings.change.ChangedSettings;
import io.mailwarden.settings.change.LiveSettings;
import io.mailwarden.settings.change.SettingCatalogue;
import io.mailwarden.settings.change.SettingTexts;
import io.mailwarden.settings.james.DoorAudit;
import io.mailwarden.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.dnsservice.api.DNSService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of this server, and its store. Made before James opens its first port, with all that its history teaches;
 * James destroys last what was made first, so it is closed when the ports are.
 */
@Singleton
final class RunningEngine {

    private static final Logger LOGGER = LoggerFactory.getLogger(RunningEngine.class);
    private static final String PASSWORD_KEY = "password-marker";
    private static final String OWNER_KEY = "owner-links";
    private static final String SINCE_KEY = "watched-since";

    private final Alarms alarms;
    private final Clock clock;
    private final JamesDnsBlocklists blocklists;
    private final Store store;
    private final LiveSettings settings;
    private final Engine engine;
    private final List<Runnable> closing = new CopyOnWriteArrayList<>();

    @Inject
    RunningEngine(PluginConfig config, JamesFiles files, DoorAudit doors, Alarms alarms, Clock clock, DNSService dns) {
        if (config.doorAudit().refuseStart()) {
            doors.refuseUnwatched();
        }
        this.alarms = alarms;
        this.clock = clock;
        blocklists = new JamesDnsBlocklists(dns, config.engine().origin().dns().dnsBlocklists(), clock);
        store = Store.open(config.store(), alarms, clock);
        Ports ports = new Ports(store.log(), store.profiles(), store.incidents(), blocklists, store.responses());
        settings = settings(files);
        engine = Engine.create(settings.readFirst().engine(), alarms, clock, ports);
        settings.follow(changed -> engine.reconfigure(changed.engine()));
        settings.tellBy(engine.settings()::tell);
        engine.settings().listen(settings::refresh);
        store.whenAfresh(engine::saveAgain);
        store.whenAfresh(settings::keepAgain);
        HistoryImport history = new HistoryImport(engine::learn, store.settings(), alarms);
        store.whenAfresh(history::noteAgain);
        store.forget(engine::save);
        learn(history, config.history().files());
    }

    private LiveSettings settings(JamesFiles files) {
        ConfigurationReader reader = new ConfigurationReader(files);
        String text = files.text();
        SettingTexts texts = new SettingTexts(() -> SettingCatalogue.shipped(reader), reader, text);
        return new LiveSettings(texts, new ChangedSettings(reader, text), store.settingChanges(), alarms, clock);
    }

    private void learn(HistoryImport history, List<Path> files) {
        Instant start = clock.instant();
        files.forEach(history::learnOnce);
        if (history.events() > 0) {
            Duration taken = Duration.between(start, clock.instant());
            LOGGER.info("learned {} events of history in {} ms", history.events(), taken.toMillis());
        }
    }

    Engine engine() {
        return engine;
    }

    /** Marks passwords as every node does, and did before the last start. */
    PasswordMarker passwordMarker() {
        try {
            return PasswordMarker.withKey(store.settings().secret(PASSWORD_KEY, PasswordMarker::newKey));
        } catch (StoreUnavailable e) {
            alarms.raise("password-key", "wrong passwords of this run cannot be compared with those of others", e);
            return PasswordMarker.withRandomKey();
        }
    }

    /** The settings, as administrators change them. */
    LiveSettings settings() {
        return settings;
    }

    /** Since when this server is watched; now, when that cannot be told. */
    Instant watchedSince() {
        byte[] now = clock.instant().toString().getBytes(StandardCharsets.UTF_8);
        return Instant.parse(new String(store.settings().secret(SINCE_KEY, () -> now), StandardCharsets.UTF_8));
    }

    JournalStore journal() {
        return store.journal();
    }

    RescanStore rescans() {
        return store.rescans();
    }

    AlertStore alerts() {
        return store.alerts();
    }

    AccessStore access() {
        return store.access();
    }

    OwnerNoticeStore ownerNotices() {
        return store.ownerNotices();
    }

    /** The key of owners' links, the same on every node and after every start; throws {@link StoreUnavailable}. */
    byte[] ownerKey() {
        return store.settings().secret(OWNER_KEY, PasswordMarker::newKey);
    }

    AuditTrail audit() {
        return store.audit();
    }

    BacktestStore backtests() {
        return store.backtests();
    }

    EventHistory history() {
        return store.history();
    }

    ResponseStores responses() {
        return store.responses();
    }

    CaseworkStore casework() {
        return store.casework();
    }

    ActivityStore activity() {
        return store.activity();
    }

    HeldStore held() {
        return store.held();
    }

    /** Calls that whenever the store lost what it knew; it must return at once. */
    void whenStoreAfresh(Runnable listener) {
        store.whenAfresh(listener);
    }

    StoreHealth health() {
        return store.health();
    }

    /** Calls that when the server stops, while the store is still there; it must not throw. */
    void beforeClose(Runnable listener) {
        closing.add(listener);
    }

    /** Closes the engine; James calls it when the server stops. */
    @PreDestroy
    public void close() {
        closing.forEach(Runnable::run);
        engine.close();
        blocklists.close();
        store.close();
    }
}
