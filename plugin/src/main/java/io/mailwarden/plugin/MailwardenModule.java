package io.mailwarden.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.mailwarden.door.PasswordMarker;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.Warden;
import io.mailwarden.engine.eventlog.EventHistory;
import io.mailwarden.engine.response.ResponseStores;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.response.held.HeldRoom;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.backtest.BacktestStore;
import io.mailwarden.engine.review.rules.RuleControls;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.mailet.held.HeldFolder;
import io.mailwarden.mailet.held.HeldLimits;
import io.mailwarden.mailet.held.HeldTerms;
import io.mailwarden.mailet.held.HoldSettings;
import io.mailwarden.mailet.held.Quarantine;
import io.mailwarden.mailet.held.RepositoryHeldMail;
import io.mailwarden.mailet.held.RepositoryHeldUpkeep;
import io.mailwarden.mailet.held.RepositoryQuarantine;
import io.mailwarden.owner.OwnerMailer;
import io.mailwarden.owner.OwnerPorts;
import io.mailwarden.plugin.backtest.BacktestModule;
import io.mailwarden.plugin.owner.OwnerModule;
import io.mailwarden.settings.ConfigurationException;
import io.mailwarden.settings.HoldConfig;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.settings.change.LiveSettings;
import io.mailwarden.settings.james.DoorAudit;
import io.mailwarden.settings.james.JamesConf;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds the engine and what the adapters need of it, for all that James loads from extensions. */
public final class MailwardenModule extends AbstractModule {

    private static final Logger LOGGER = LoggerFactory.getLogger(MailwardenModule.class);
    private static final long MEGABYTE = 1_000_000;

    @Override
    protected void configure() {
        install(new RescanModule());
        install(new AlertModule());
        install(new AdminModule());
        install(new OwnerModule());
        install(new BacktestModule());
        bind(RepositoryHeldMail.class).in(Singleton.class);
        bind(HeldMail.class).to(RepositoryHeldMail.class);
        bind(RepositoryQuarantine.class).in(Singleton.class);
        bind(Quarantine.class).to(RepositoryQuarantine.class);
        bind(RepositoryHeldUpkeep.class).in(Singleton.class);
        bind(MailwardenTasks.class).in(Singleton.class);
        // Eager: James loads extensions before it opens its first port, and destroys last what was made first.
        bind(RunningEngine.class).asEagerSingleton();
    }

    @Provides
    @Singleton
    PluginConfig config(JamesFiles files) {
        try {
            return files.config();
        } catch (ConfigurationException e) {
            // James logs the exception too, but wraps it in Guice's own words and a stack of traces.
            LOGGER.error("Mailwarden stops the start of James. {}", e.getMessage());
            throw e;
        }
    }

    @Provides
    @Singleton
    LiveSettings settings(RunningEngine running) {
        return running.settings();
    }

    @Provides
    @Singleton
    DoorAudit doorAudit(JamesFiles files) {
        return new DoorAudit(new JamesConf(files::open));
    }

    @Provides
    @Singleton
    HoldSettings holdSettings(PluginConfig config) {
        HeldTerms terms = new HeldTerms(
                config.mail().hold().expireAfter(), config.mail().hold().noticeBefore());
        return HoldSettings.of(
                config.mail().hold().repository(), config.mail().quarantine().repository(), terms);
    }

    @Provides
    @Singleton
    HeldFolder heldFolder(PluginConfig config, JamesFiles files) {
        return new HeldFolder(files.resolve(config.mail().hold().folder()));
    }

    @Provides
    @Singleton
    HeldLimits heldLimits(LiveSettings settings) {
        return limits(settings.config());
    }

    static HeldLimits limits(PluginConfig config) {
        HoldConfig.HoldRoomConfig room = config.mail().hold().room();
        long all = room.maxMegabytes() * MEGABYTE;
        return new HeldLimits(
                room.accountMegabytes() * MEGABYTE,
                (long) (room.organisationShare() * all),
                all,
                room.freeMegabytes() * MEGABYTE);
    }

    // What James keeps elsewhere than in files, others watch.
    @Provides
    @Singleton
    HeldLimits.FreeSpace heldDisks(PluginConfig config, JamesFiles files) {
        return HeldLimits.FreeSpace.of(Stream.of(
                        config.mail().hold().folder(),
                        config.mail().hold().repository(),
                        config.mail().quarantine().repository())
                .flatMap(place -> folder(place, files).stream())
                .toList());
    }

    private static Optional<Path> folder(String place, JamesFiles files) {
        try {
            return Optional.of(files.resolve(place));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Provides
    @Singleton
    HeldRoom heldRoom(RunningEngine running) {
        return running.engine().heldRoom();
    }

    @Provides
    @Singleton
    HeldStore heldStore(RunningEngine running) {
        return running.held();
    }

    @Provides
    @Singleton
    Alarms alarms(Clock clock) {
        return new Alarms(clock);
    }

    @Provides
    @Singleton
    PasswordMarker passwordMarker(RunningEngine running) {
        return running.passwordMarker();
    }

    @Provides
    @Singleton
    Warden warden(RunningEngine running) {
        return running.engine();
    }

    @Provides
    @Singleton
    Sessions sessions(RunningEngine running) {
        return running.engine().sessions();
    }

    @Provides
    @Singleton
    Controls controls(RunningEngine running) {
        return running.engine().controls();
    }

    @Provides
    @Singleton
    RuleControls rules(RunningEngine running) {
        return running.engine().rules();
    }

    @Provides
    @Singleton
    Review review(RunningEngine running, HeldMail held, AlertStore alerts) {
        return running.engine().review(held, alerts::search);
    }

    @Provides
    @Singleton
    OwnerPorts ownerPorts(RunningEngine running, OwnerMailer mailer) {
        return new OwnerPorts(
                running.ownerNotices(),
                running.engine().ownerLock(),
                running.audit(),
                running::ownerKey,
                running.engine()::listen,
                mailer);
    }

    @Provides
    @Singleton
    BacktestStore backtests(RunningEngine running) {
        return running.backtests();
    }

    @Provides
    @Singleton
    EventHistory history(RunningEngine running) {
        return running.history();
    }

    @Provides
    @Singleton
    ResponseStores responses(RunningEngine running) {
        return running.responses();
    }

    /** The engine's settings with changes on top of those in force; IllegalArgumentException says what is wrong. */
    @Provides
    @Singleton
    Function<Map<String, String>, EngineConfig> changedSettings(LiveSettings settings) {
        return changes -> settings.with(changes).engine();
    }
}
