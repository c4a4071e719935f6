package io.mailwarden.plugin.backtest;

import io.mailwarden.engine.review.backtest.Urgency;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.james.task.TaskManager;
import org.apache.james.task.TaskManager.Status;

/** Whether James has a re-scan in hand, on any of its nodes. */
record RescanUrgency(TaskManager tasks) implements Urgency {

    private static final String RESCAN = "mailwarden-rescan";
    private static final Duration REST = Duration.ofMillis(500);

    @Override
    public boolean urgent() {
        return Stream.of(Status.IN_PROGRESS, Status.WAITING)
                .flatMap(status -> tasks.list(status).stream())
                .anyMatch(task -> task.getType().asString().equals(RESCAN));
    }

    @Override
    public void rest() throws InterruptedException {
        Thread.sleep(REST.toMillis());
    }
}
