package io.mailwarden.plugin;

import io.mailwarden.engine.support.Alarms;
import io.mailwarden.settings.james.DoorAudit;
import io.mailwarden.settings.james.UnwatchedListener;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Mailwarden's part of James's health: healthy, or degraded by alarms that stand, events that were dropped, doors that
 * nobody watches, and geography that is not there or more than a year old. Never unhealthy: mail flows without it.
 */
public final class MailwardenHealthCheck implements HealthCheck {

    private static final ComponentName NAME = new ComponentName("Mailwarden");

    private final RunningEngine running;
    private final Alarms alarms;
    private final DoorAudit doors;

    @Inject
    MailwardenHealthCheck(RunningEngine running, Alarms alarms, DoorAudit doors) {
        this.running = running;
        this.alarms = alarms;
        this.doors = doors;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromSupplier(this::result);
    }

    private Result result() {
        List<String> troubles = new ArrayList<>();
        alarms.standing().forEach(alarm -> troubles.add(alarm.words()));
        for (UnwatchedListener door : doors.unwatched()) {
            troubles.add("not watched: " + door.words());
        }
        long dropped = running.health().dropped();
        if (dropped > 0) {
            troubles.add("store: " + dropped + " events were dropped since the start, and nobody learns from them");
        }
        running.engine().geographyGaps().forEach(gap -> troubles.add("geography: " + gap));
        return troubles.isEmpty() ? Result.healthy(NAME) : Result.degraded(NAME, String.join("; ", troubles));
    }
}
