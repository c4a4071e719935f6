package io.mailwarden.mailet.rescan;

import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.RescanService;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails.AdditionalInformation;
import org.apache.james.task.TaskType;

/**
 * A re-scan as a task of James: shown, and cancelled, by WebAdmin. What it knows is in the store, so it can be done
 * again.
 */
final class RescanTask implements Task {

    static final TaskType TYPE = TaskType.of("mailwarden-rescan");

    private static final Duration SETTLES = Duration.ofSeconds(3);

    private final RescanService pass;
    private final Clock clock;
    private volatile Rescan rescan;

    RescanTask(Rescan rescan, RescanService pass, Clock clock) {
        this.rescan = rescan;
        this.pass = pass;
        this.clock = clock;
    }

    @Override
    public Result run() throws InterruptedException {
        settle();
        RescanService.End end = pass.run(rescan, reached -> rescan = reached);
        if (end == RescanService.End.INTERRUPTED) {
            throw new InterruptedException("the re-scan for incident " + rescan.incident() + " was stopped");
        }
        boolean whole = rescan.counts().unread() == 0 && rescan.counts().failed() == 0;
        return whole ? Result.COMPLETED : Result.PARTIAL;
    }

    // What spool threads were about to keep when it was asked for is in the journal by then.
    private void settle() throws InterruptedException {
        Duration left = Duration.between(clock.instant(), rescan.startedAt().plus(SETTLES));
        if (!left.isNegative() && left.compareTo(SETTLES) <= 0) {
            Thread.sleep(left.toMillis());
        }
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<AdditionalInformation> details() {
        return Optional.of(RescanProgress.of(rescan, clock.instant()));
    }

    Rescan rescan() {
        return rescan;
    }
}
