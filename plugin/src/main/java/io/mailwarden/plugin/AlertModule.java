package io.mailwarden.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.mailwarden.alert.LiveChannels;
import io.mailwarden.alert.outbox.Alerting;
import io.mailwarden.alert.outbox.FaultAlerts;
import io.mailwarden.alert.outbox.Outbox;
import io.mailwarden.alert.outbox.StoredAlerting;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.review.setting.AlertTests;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.mailet.held.ExpiryAlerts;
import io.mailwarden.settings.change.LiveSettings;
import java.time.Clock;
import javax.inject.Singleton;

/** Binds what administrators are told by. */
final class AlertModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(ExpiryAlerts.class).to(AdministratorAlerts.class);
        bind(AlertTests.class).to(LiveChannels.class);
    }

    @Provides
    @Singleton
    AlertStore alertStore(RunningEngine running) {
        return running.alerts();
    }

    @Provides
    @Singleton
    LiveChannels channels(LiveSettings settings, PostmasterMailer mailer, Clock clock) {
        LiveChannels channels = new LiveChannels(settings.config().alert(), mailer, clock);
        settings.follow(config -> channels.configure(config.alert()));
        return channels;
    }

    @Provides
    @Singleton
    Alerting alerting(AlertStore store, LiveChannels channels, Clock clock) {
        return new StoredAlerting(store, () -> channels.rules().limits(), clock);
    }

    @Provides
    @Singleton
    Outbox outbox(AlertStore store, LiveChannels channels, Alarms alarms, Clock clock) {
        return new Outbox(store, channels::channels, channels::rules, alarms, clock);
    }

    @Provides
    @Singleton
    FaultAlerts faultAlerts(Alarms alarms, Alerting alerting, LiveChannels channels, Clock clock) {
        return new FaultAlerts(alarms, alerting, channels::channels, clock);
    }

    @Provides
    @Singleton
    AdministratorAlerts administratorAlerts(Alerting alerting, LiveChannels channels, Clock clock) {
        return new AdministratorAlerts(alerting, channels::channels, clock);
    }
}
