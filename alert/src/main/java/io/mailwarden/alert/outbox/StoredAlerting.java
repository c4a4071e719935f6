package io.mailwarden.alert.outbox;

import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.AlertLimits;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.response.alert.AlertStore.Admission;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts alerts into the outbox, and into the log. Thread-safe. */
public final class StoredAlerting implements Alerting {

    private static final Logger LOGGER = LoggerFactory.getLogger(StoredAlerting.class);

    private final AlertStore store;
    private final Supplier<AlertLimits> limits;
    private final Clock clock;

    public StoredAlerting(AlertStore store, Supplier<AlertLimits> limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void raise(Alert alert) {
        String id = UUID.randomUUID().toString();
        Admission outcome = store.raise(id, alert, limits.get(), clock.instant());
        if (outcome == Admission.QUEUED) {
            LOGGER.warn(
                    "alert {} account={} cause={} incident={}: {}",
                    id,
                    alert.subject(),
                    alert.cause(),
                    alert.incident().orElse("none"),
                    alert.content().headline());
        } else {
            LOGGER.debug("alert {} account={} cause={}", outcome, alert.subject(), alert.cause());
        }
    }
}
