package io.mailwarden.mailet.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.RescanRunner;
import io.mailwarden.engine.response.rescan.RescanService;
import io.mailwarden.engine.response.rescan.RescanStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager;
import org.apache.james.task.TaskManager.Status;
import org.apache.james.task.TaskNotFoundException;

/**
 * Re-scans as tasks of James. A task that James forgot, with its process, is submitted again by {@link #resume}; that
 * two nodes may do so at once does not matter, for only the holder of the re-scan's lease works. Thread-safe.
 */
public final class JamesRescanRunner implements RescanRunner {

    /** Stands while interrupted re-scans cannot be taken up. */
    public static final String ALARM = "rescan-resume";

    /** Stands while what re-scans found cannot be told. */
    public static final String UNTOLD_ALARM = "rescan-untold";

    private static final Duration KEPT = Duration.ofDays(365);
    private static final int FORGOTTEN_AT_ONCE = 1000;
    private static final int AT_ONCE = 100;

    private final RescanStore store;
    private final RescanService pass;
    private final TaskManager tasks;
    private final Alarms alarms;
    private final Clock clock;

    public JamesRescanRunner(RescanStore store, RescanService pass, TaskManager tasks, Alarms alarms, Clock clock) {
        this.store = store;
        this.pass = pass;
        this.tasks = tasks;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public synchronized String start(Account account, String incident, boolean act) {
        Rescan rescan = pass.begin(account, incident, act);
        return status(rescan).filter(JamesRescanRunner::lives).isPresent() || leased(rescan)
                ? rescan.task()
                : submit(rescan);
    }

    // On another node, whose tasks this one may not know.
    private boolean leased(Rescan rescan) {
        return !rescan.task().isEmpty()
                && store.abandoned(clock.instant(), AT_ONCE).stream()
                        .noneMatch(abandoned -> abandoned.id().equals(rescan.id()));
    }

    @Override
    public synchronized void resume() {
        attempt(ALARM, "interrupted re-scans cannot be taken up", this::takeUp);
        attempt(UNTOLD_ALARM, "what re-scans found cannot be told", pass::tellUntold);
    }

    private void attempt(String alarm, String trouble, Runnable work) {
        try {
            work.run();
            alarms.clear(alarm);
        } catch (RuntimeException e) {
            alarms.raise(alarm, trouble + "; it is tried again", e);
        }
    }

    private void takeUp() {
        store.abandoned(clock.instant(), AT_ONCE).forEach(this::resume);
    }

    private void resume(Rescan rescan) {
        Optional<Status> status = status(rescan);
        if (status.filter(known -> known == Status.CANCELLED).isPresent()) {
            store.cancel(rescan, clock.instant());
        } else if (status.filter(JamesRescanRunner::lives).isEmpty()) {
            submit(rescan);
        }
    }

    // In steps, so that others get at the store in between.
    @Override
    public void forgetOld() {
        Instant before = clock.instant().minus(KEPT);
        int forgotten;
        do {
            forgotten = store.forget(before, FORGOTTEN_AT_ONCE);
        } while (forgotten > 0);
    }

    private String submit(Rescan rescan) {
        String task = tasks.submit(task(rescan)).asString();
        try {
            store.noteTask(rescan, task);
        } catch (StoreUnavailable e) {
            alarms.raise(ALARM, "the task of a re-scan could not be noted; it may be submitted twice", e);
        }
        return task;
    }

    /** The task that works on that re-scan. */
    RescanTask task(Rescan rescan) {
        return new RescanTask(rescan, pass, clock);
    }

    // Empty when James does not know the task (any more).
    private Optional<Status> status(Rescan rescan) {
        try {
            UUID id = UUID.fromString(rescan.task());
            return Optional.of(tasks.getExecutionDetails(new TaskId(id)).getStatus());
        } catch (IllegalArgumentException | TaskNotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean lives(Status status) {
        return status == Status.WAITING || status == Status.IN_PROGRESS || status == Status.CANCEL_REQUESTED;
    }
}
