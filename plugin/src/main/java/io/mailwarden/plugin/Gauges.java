package io.mailwarden.plugin;

import com.google.common.base.Suppliers;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.review.Overview;
import io.mailwarden.engine.review.Review;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.james.metrics.api.GaugeRegistry;

/** The overview and the live sessions as James metrics, all named {@code mailwarden_…}. */
final class Gauges {

    private static final String PREFIX = "mailwarden_";
    private static final int OVERVIEW_SECONDS = 5;

    private final Supplier<Overview> overview;
    private final Sessions sessions;

    Gauges(Review review, Sessions sessions) {
        this.sessions = sessions;
        // One scrape reads every gauge, and an overview counts held mail on disk.
        this.overview = Suppliers.memoizeWithExpiration(review::overview, OVERVIEW_SECONDS, TimeUnit.SECONDS);
    }

    void register(GaugeRegistry registry) {
        register(registry, "accounts", current -> current.health().accounts());
        register(registry, "held_messages", current -> current.pending().heldMessages());
        register(registry, "alarms", current -> (long) current.health().alarms().size());
        register(registry, "cannot_tell", current -> current.activity().cannotTell());
        register(registry, "store_written", current -> current.health().store().written());
        register(registry, "store_waiting", current -> current.health().store().waiting());
        register(registry, "store_dropped", current -> current.health().store().dropped());
        register(registry, "store_failures", current -> current.health().store().failures());
        register(registry, "store_recoveries", current -> current.health()
                .store()
                .recoveries());
        counts(registry, "open_incidents_", List.of("suspected", "critical"), current -> current.pending()
                .openIncidents());
        counts(registry, "blocked_", List.of("hold", "defer", "refuse", "block"), current -> current.pending()
                .blocked());
        counts(
                registry,
                "events_",
                List.of("logins-accepted", "logins-refused", "logins-blocked", "messages"),
                current -> current.activity().events());
        counts(registry, "verdicts_", List.of("allow", "hold", "reject"), current -> current.activity()
                .verdicts());
        registry.register(PREFIX + "sessions", () -> (long) sessions.count());
        registry.register(PREFIX + "sessions_opened", sessions::opened);
        for (SessionEndReason reason : SessionEndReason.values()) {
            registry.register(
                    PREFIX + "sessions_ended_" + reason.label().replace('-', '_'), () -> sessions.ended(reason));
        }
    }

    private void counts(
            GaugeRegistry registry, String prefix, List<String> keys, Function<Overview, Map<String, Long>> counts) {
        keys.forEach(key -> register(registry, prefix + key.replace('-', '_'), current -> counts.apply(current)
                .getOrDefault(key, 0L)));
    }

    private void register(GaugeRegistry registry, String name, Function<Overview, Long> value) {
        registry.register(PREFIX + name, () -> value.apply(overview.get()));
    }
}
