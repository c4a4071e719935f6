package io.mailwarden.plugin.owner;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.owner.OwnerMailer;
import io.mailwarden.owner.OwnerPorts;
import io.mailwarden.owner.OwnerService;
import io.mailwarden.settings.PluginConfig;
import java.time.Clock;
import javax.inject.Singleton;

/** Binds what owners are told by. */
public final class OwnerModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(OwnerMailer.class).to(JamesOwnerMailer.class);
    }

    @Provides
    @Singleton
    OwnerService ownerService(PluginConfig config, OwnerPorts ports, Alarms alarms, Clock clock) {
        return new OwnerService(
                config.mail().ownerNotice(), ports, config.console().trustedProxies(), alarms, clock);
    }
}
