package io.mailwarden.plugin;

import io.mailwarden.alert.outbox.FaultAlerts;
import io.mailwarden.alert.outbox.Outbox;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.owner.OwnerService;
import java.time.Duration;
import javax.inject.Inject;

/** What sees to it that administrators, and owners, are told, now and then. */
final class AlertUpkeep {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final FaultAlerts faults;
    private final OwnerService owners;

    @Inject
    AlertUpkeep(Outbox outbox, FaultAlerts faults, OwnerService owners) {
        this.outbox = outbox;
        this.faults = faults;
        this.owners = owners;
    }

    /** From now on, each by itself: the one does without the store, without which the other can do nothing. */
    void start(PeriodicTasks tasks) {
        tasks.every(EVERY, "alert-upkeep", "administrators are not told", outbox::runOnce);
        tasks.every(EVERY, "fault-alerts", "administrators are not told of faults", faults::runOnce);
        owners.start(tasks);
    }

    /** Closes what owners are told by. */
    void close() {
        owners.close();
    }
}
