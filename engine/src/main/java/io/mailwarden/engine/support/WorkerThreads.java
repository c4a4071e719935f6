package io.mailwarden.engine.support;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads that wait for stores, so that clients need not.
 *
 * @param loading reads profiles
 * @param filing writes incidents, in order
 */
public record WorkerThreads(Executor loading, Executor filing) implements AutoCloseable {

    /** None: whoever asks waits himself. */
    public static final WorkerThreads CALLERS = new WorkerThreads(Runnable::run, Runnable::run);

    // A store answers two readers faster than one.
    private static final int LOADERS = 2;
    private static final long CLOSE_SECONDS = 10;

    /** Worker threads that belong to the engine alone. */
    public static WorkerThreads own() {
        return new WorkerThreads(pool(LOADERS, "mailwarden-loader"), pool(1, "mailwarden-filing"));
    }

    private static ExecutorService pool(int size, String name) {
        return Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void close() {
        for (Executor executor : List.of(loading, filing)) {
            if (executor instanceof ExecutorService service) {
                service.shutdown();
            }
        }
        for (Executor executor : List.of(loading, filing)) {
            if (executor instanceof ExecutorService service) {
                ended(service);
            }
        }
    }

    // What is being assessed now is to be saved with all the rest.
    private static void ended(ExecutorService service) {
        try {
            if (!service.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                service.shutdownNow();
            }
        } catch (InterruptedException e) {
            service.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
