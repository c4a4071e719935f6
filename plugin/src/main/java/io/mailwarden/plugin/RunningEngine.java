package io.mailwarden.plugin;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.plugin.config.PluginConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.dnsservice.api.DNSService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of this server. Made before James opens its first port, with all that its history teaches; James destroys
 * last what was made first, so it is closed when the ports are.
 */
@Singleton
final class RunningEngine {

    private static final Logger LOGGER = LoggerFactory.getLogger(RunningEngine.class);

    private final JamesDnsBlocklists blocklists;
    private final Engine engine;

    @Inject
    RunningEngine(PluginConfig config, DoorAudit doors, Alarms alarms, Clock clock, DNSService dns) {
        if (config.doorAudit().refuseStart()) {
            doors.refuseUnwatched();
        }
        blocklists = new JamesDnsBlocklists(dns, config.engine().origin().dnsBlocklists(), clock);
        engine = Engine.create(config.engine(), alarms, clock, Ports.inMemory().asking(blocklists));
        Instant start = clock.instant();
        History history = new History(engine::learn, alarms);
        config.history().files().forEach(history::learn);
        if (history.events() > 0) {
            Duration taken = Duration.between(start, clock.instant());
            LOGGER.info("learned {} events of history in {} ms", history.events(), taken.toMillis());
        }
    }

    Engine engine() {
        return engine;
    }

    /** Called by James. */
    @PreDestroy
    public void close() {
        engine.close();
        blocklists.close();
    }
}
