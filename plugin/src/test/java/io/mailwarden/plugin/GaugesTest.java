package io.mailwarden.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.Store;
import io.mailwarden.store.StoreConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GaugesTest {

    private static final String LOGIN = "{\"kind\":\"login\",\"time\":\"2026-05-03T06:51:00Z\",\"account\":\"bob\","
            + "\"ip\":\"192.0.2.1\",\"outcome\":\"accepted\"}";

    @TempDir
    Path folder;

    @Test
    void overviewIsShownAsGauges() {
        TestClock clock = TestClock.at("2026-05-03T07:00:00Z");
        Alarms alarms = new Alarms(clock);
        RecordedGauges registry = new RecordedGauges();
        try (Engine engine = Engine.create(EngineConfig.defaults(), alarms, clock)) {
            engine.assess(EventLines.parse(LOGIN));
            alarms.raise("a", "b");

            new Gauges(engine.review(), engine.sessions()).register(registry);

            assertThat(registry.values())
                    .containsEntry("mailwarden_accounts", 1L)
                    .containsEntry("mailwarden_alarms", 1L)
                    .containsEntry("mailwarden_cannot_tell", 1L)
                    .containsEntry("mailwarden_held_messages", 0L)
                    .containsEntry("mailwarden_events_logins_accepted", 1L)
                    .containsEntry("mailwarden_events_messages", 0L)
                    .containsEntry("mailwarden_verdicts_allow", 1L)
                    .containsEntry("mailwarden_open_incidents_critical", 0L)
                    .containsEntry("mailwarden_sessions", 0L)
                    .containsEntry("mailwarden_sessions_opened", 0L)
                    .containsEntry("mailwarden_sessions_ended_block", 0L)
                    .containsEntry("mailwarden_sessions_ended_max_idle", 0L);
        }
    }

    @Test
    void storeIsShownAsGauges() {
        TestClock clock = TestClock.at("2026-05-03T07:00:00Z");
        Alarms alarms = new Alarms(clock);
        RecordedGauges registry = new RecordedGauges();
        StoreConfig config = StoreConfig.defaults(folder.resolve("store"), folder.resolve("password"));
        CacheInvalidation invalidation =
                new CacheInvalidation(clock.instant(), new Account("bob"), Topic.INCIDENT, "1");
        Store store = Store.open(config, alarms, clock);
        try {
            Ports ports =
                    new Ports(store.log(), store.profiles(), store.incidents(), DnsBlocklists.NONE, store.responses());
            try (Engine engine = Engine.create(EngineConfig.defaults(), alarms, clock, ports)) {
                new Gauges(engine.review(), engine.sessions()).register(registry);
                store.log().append(invalidation);
                store.log().flush();
            }
        } finally {
            store.close();
        }
        store.log().append(invalidation);

        assertThat(registry.values())
                .containsEntry("mailwarden_store_written", 1L)
                .containsEntry("mailwarden_store_waiting", 0L)
                .containsEntry("mailwarden_store_dropped", 1L)
                .containsEntry("mailwarden_store_failures", 0L)
                .containsEntry("mailwarden_store_recoveries", 0L);
    }
}
