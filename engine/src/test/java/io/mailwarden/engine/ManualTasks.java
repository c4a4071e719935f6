package io.mailwarden.engine;

import io.mailwarden.engine.assess.ProfileTasks;
import io.mailwarden.engine.response.ResponseTasks;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.PeriodicTasks;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Periodic tasks that run when the test says so, each by its alarm, a constant of {@link ProfileTasks} or
 * {@link ResponseTasks}.
 */
final class ManualTasks extends PeriodicTasks {

    private final Map<String, Runnable> tasks = new HashMap<>();

    ManualTasks(Alarms alarms) {
        super("manual", alarms);
    }

    @Override
    public void every(Duration pause, String alarm, String trouble, Runnable work) {
        tasks.put(alarm, work);
    }

    void run(String alarm) {
        Objects.requireNonNull(tasks.get(alarm), alarm).run();
    }
}
