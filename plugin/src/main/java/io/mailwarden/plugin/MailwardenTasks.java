package io.mailwarden.plugin;

import io.mailwarden.engine.response.rescan.RescanRunner;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.mailet.journal.MailJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;

/**
 * What Mailwarden does through James now and then, on threads of its own, from the moment that James processes mail.
 */
@Singleton
final class MailwardenTasks {

    // A re-scan whose server died is taken up within that time after its lease is over.
    private static final Duration RESCANS_EVERY = Duration.ofSeconds(10);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration JOURNAL_EVERY = Duration.ofSeconds(10);

    private final RunningEngine running;
    private final JamesResponseActions actions;
    private final HoldTasks held;
    private final MailJournal journal;
    private final RescanRunner rescanning;
    private final AlertUpkeep alerts;
    private final PeriodicTasks tasks;

    @Inject
    MailwardenTasks(
            RunningEngine running,
            JamesResponseActions actions,
            HoldTasks held,
            MailJournal journal,
            AlertUpkeep alerts,
            Alarms alarms) {
        this.running = running;
        this.actions = actions;
        this.held = held;
        this.journal = journal;
        this.rescanning = actions.rescanning();
        this.alerts = alerts;
        tasks = new PeriodicTasks("mailwarden-chores", alarms);
    }

    /** From now on. */
    void start() {
        running.whenStoreAfresh(held::checkSoon);
        running.engine().equip(actions);
        held.start(tasks);
        tasks.every(
                JOURNAL_EVERY, "journal-upkeep", "sent messages that are too old or too many are kept", this::sweep);
        tasks.every(RESCANS_EVERY, "rescan-upkeep", "interrupted re-scans are not taken up", rescanning::resume);
        tasks.every(FORGET_EVERY, "rescans-unforgotten", "re-scans of long ago are kept on", rescanning::forgetOld);
        alerts.start(tasks);
    }

    private void sweep() {
        try {
            journal.sweep();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the tasks; James calls it when the server stops. */
    @PreDestroy
    public void close() {
        alerts.close();
        tasks.close();
    }
}
