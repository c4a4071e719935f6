package io.mailwarden.plugin;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.response.rescan.Rescanning;
import io.mailwarden.mailet.journal.MailJournal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;

/** Lets go of old messages of the journal and takes up interrupted re-scans, on a thread of its own. */
@Singleton
final class JournalSweeper {

    private static final String ALARM = "journal-upkeep";

    // A re-scan whose server died is taken up within that time after its lease is over.
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final long CLOSE_SECONDS = 10;

    private final MailJournal journal;
    private final Rescanning rescanning;
    private final Alarms alarms;
    private final ScheduledExecutorService executor;

    @Inject
    JournalSweeper(MailJournal journal, Rescanning rescanning, Alarms alarms) {
        this.journal = journal;
        this.rescanning = rescanning;
        this.alarms = alarms;
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mailwarden-journal");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** From now on. */
    void start() {
        var unused = executor.scheduleWithFixedDelay(this::sweep, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        rescanning.resume();
        try {
            journal.sweep();
            alarms.clear(ALARM);
        } catch (IOException | RuntimeException e) {
            // A throw would end the work for good.
            alarms.raise(ALARM, "sent messages that are too old or too many stay in the journal", e);
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
