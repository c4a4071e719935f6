package io.mailwarden.plugin;

import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.mailet.held.HeldOverflow;
import io.mailwarden.mailet.held.HeldSpace;
import io.mailwarden.mailet.held.HoldCheck;
import io.mailwarden.mailet.held.HoldCheck.HoldProblem;
import io.mailwarden.mailet.held.RepositoryHeldUpkeep;
import io.mailwarden.settings.change.LiveSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for held mail: at the start its repositories are tried, and now and then it is looked after. */
@Singleton
final class HoldTasks {

    private static final Logger LOGGER = LoggerFactory.getLogger(HoldTasks.class);

    // What one node decides of a message that another has is done within that time.
    private static final Duration UPKEEP_EVERY = Duration.ofSeconds(5);
    // A repository that is well again has its mail within that time, and its accounts may send.
    private static final Duration OVERFLOW_EVERY = Duration.ofSeconds(5);
    private static final Duration SPACE_EVERY = Duration.ofSeconds(10);
    private static final Duration CHECK_EVERY = Duration.ofMinutes(1);

    private final RepositoryHeldUpkeep upkeep;
    private final HeldOverflow overflow;
    private final HeldSpace space;
    private final HoldCheck check;
    private final LiveSettings settings;
    private final JamesFiles files;

    @Inject
    HoldTasks(
            RepositoryHeldUpkeep upkeep,
            HeldOverflow overflow,
            HeldSpace space,
            HoldCheck check,
            LiveSettings settings,
            JamesFiles files) {
        this.upkeep = upkeep;
        this.overflow = overflow;
        this.space = space;
        this.check = check;
        this.settings = settings;
        this.files = files;
    }

    /** Tries the repositories, and looks after held mail from now on; throws IllegalStateException to stop James. */
    void start(PeriodicTasks tasks) {
        tryRepositories();
        settings.follow(config -> space.limit(MailwardenModule.limits(config)));
        tasks.every(UPKEEP_EVERY, "held-mail-upkeep", "released mail may be late, and nothing expires", upkeep::run);
        tasks.every(OVERFLOW_EVERY, "held-mail-overflow", "held mail waits in hold.folder", overflow::run);
        tasks.every(SPACE_EVERY, "held-mail-space", "what is held is not added up", space::check);
        tasks.every(CHECK_EVERY, "held-mail-check", "repositories of held mail are not tried", check::runAgain);
    }

    private void tryRepositories() {
        List<String> problems = check.run().stream().map(this::found).sorted().toList();
        problems.forEach(problem -> LOGGER.error("{}", problem));
        if (!problems.isEmpty() && settings.config().mail().hold().refuseStart()) {
            throw new IllegalStateException(problems.stream()
                    .collect(Collectors.joining(
                            "\n  ", "hold.refuse-start is true, and what is held would not stay held:\n  ", "")));
        }
    }

    private String found(HoldProblem problem) {
        return ("%s: %s. The protocols that there are stand in mailrepositorystore.xml; files lie below James's own"
                        + " var/ only")
                .formatted(files.place(problem.key()), problem);
    }

    /** The store may have lost what it knew of held mail. */
    void checkSoon() {
        upkeep.checkSoon();
    }
}
