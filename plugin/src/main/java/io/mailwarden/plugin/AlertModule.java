package io.mailwarden.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.mailwarden.alert.Channels;
import io.mailwarden.alert.outbox.Alerting;
import io.mailwarden.alert.outbox.Channel;
import io.mailwarden.alert.outbox.FaultAlerts;
import io.mailwarden.alert.outbox.Outbox;
import io.mailwarden.alert.outbox.StoredAlerting;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.mailet.held.ExpiryAlerts;
import io.mailwarden.settings.PluginConfig;
import java.time.Clock;
import java.util.List;
import javax.inject.Singleton;

/** Binds what administrators are told by. */
final class AlertModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(ExpiryAlerts.class).to(AdministratorAlerts.class);
    }

    @Provides
    @Singleton
    AlertStore alertStore(RunningEngine running) {
        return running.alerts();
    }

    @Provides
    @Singleton
    List<Channel> channels(PluginConfig config, PostmasterMailer mailer, Clock clock) {
        return Channels.of(config.alert(), mailer, clock);
    }

    @Provides
    @Singleton
    Alerting alerting(AlertStore store, PluginConfig config, Clock clock) {
        return new StoredAlerting(store, config.alert().delivery().limits(), clock);
    }

    @Provides
    @Singleton
    Outbox outbox(AlertStore store, List<Channel> channels, PluginConfig config, Alarms alarms, Clock clock) {
        return new Outbox(store, channels, config.alert().delivery(), alarms, clock);
    }

    @Provides
    @Singleton
    FaultAlerts faultAlerts(Alarms alarms, Alerting alerting, List<Channel> channels, Clock clock) {
        return new FaultAlerts(alarms, alerting, channels, clock);
    }

    @Provides
    @Singleton
    AdministratorAlerts administratorAlerts(Alerting alerting, List<Channel> channels, Clock clock) {
        return new AdministratorAlerts(alerting, channels, clock);
    }
}
