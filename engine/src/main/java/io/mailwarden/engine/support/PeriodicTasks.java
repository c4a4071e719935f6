package io.mailwarden.engine.support;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks periodically, on threads of their own. Thread-safe. */
public class PeriodicTasks implements AutoCloseable {

    // The longest work, saving profiles, must not keep the others waiting.
    private static final int THREADS = 3;
    private static final long CLOSE_SECONDS = 10;

    private final Alarms alarms;
    private final ScheduledExecutorService executor;

    /** On threads that begin with that name; does nothing yet. */
    public PeriodicTasks(String name, Alarms alarms) {
        this.alarms = alarms;
        AtomicInteger number = new AtomicInteger();
        executor = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does the work again and again, with so much time between; what it throws is alarmed until it succeeds. */
    public void every(Duration pause, String alarm, String trouble, Runnable work) {
        long millis = pause.toMillis();
        var unused = executor.scheduleWithFixedDelay(
                () -> attempt(alarm, trouble, work), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void attempt(String alarm, String trouble, Runnable work) {
        try {
            work.run();
            alarms.clear(alarm);
        } catch (RuntimeException e) {
            // A throw would end the work for good.
            alarms.raise(alarm, trouble, e);
        }
    }

    /** Lets what runs come to its end, for a time. */
    @Override
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
