package io.mailwarden.plugin;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.mailet.RepositoryHeldUpkeep;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;

/** Calls the upkeep of held mail every few seconds, on a thread of its own, once James processes mail. */
@Singleton
final class HeldSweeper {

    private static final String ALARM = "held-mail-upkeep";

    // What one node decides of a message that another has is done within that time.
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final long CLOSE_SECONDS = 10;

    private final RepositoryHeldUpkeep upkeep;
    private final Alarms alarms;
    private final ScheduledExecutorService executor;

    @Inject
    HeldSweeper(RepositoryHeldUpkeep upkeep, RunningEngine running, Alarms alarms) {
        this.upkeep = upkeep;
        this.alarms = alarms;
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mailwarden-held");
            thread.setDaemon(true);
            return thread;
        });
        running.whenStoreAfresh(upkeep::checkSoon);
    }

    /** From now on. */
    void start() {
        var unused = executor.scheduleWithFixedDelay(this::sweep, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            upkeep.run();
            alarms.clear(ALARM);
        } catch (RuntimeException e) {
            // A throw would end the work for good.
            alarms.raise(ALARM, "released mail may be late, and nothing expires", e);
        }
    }

    /** Called by James. */
    @PreDestroy
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
