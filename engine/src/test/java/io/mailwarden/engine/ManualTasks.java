package io.mailwarden.engine;

import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.PeriodicTasks;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Does its work when the test says so, each by the name of its alarm. */
final class ManualTasks extends PeriodicTasks {

    private final Map<String, Runnable> works = new HashMap<>();

    ManualTasks(Alarms alarms) {
        super("manual", alarms);
    }

    @Override
    public void every(Duration pause, String alarm, String trouble, Runnable work) {
        works.put(alarm, work);
    }

    void run(String alarm) {
        Objects.requireNonNull(works.get(alarm), alarm).run();
    }
}
