package io.mailwarden.plugin;

import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.review.Overview;
import io.mailwarden.engine.review.Review;
import io.mailwarden.mailet.journal.MailJournal;
import io.mailwarden.settings.james.DoorAudit;
import io.mailwarden.settings.james.UnwatchedListener;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.utils.UserDefinedStartable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what Mailwarden watches and what it does not, and shows its metrics. James runs it last of all. */
public final class MailwardenStartable implements UserDefinedStartable {

    private static final Logger LOGGER = LoggerFactory.getLogger(MailwardenStartable.class);

    private final Review review;
    private final Sessions sessions;
    private final DoorAudit doors;
    private final GaugeRegistry gauges;
    private final MailwardenTasks chores;
    private final MailJournal journal;

    @Inject
    MailwardenStartable(
            Review review,
            Sessions sessions,
            DoorAudit doors,
            GaugeRegistry gauges,
            MailwardenTasks chores,
            MailJournal journal) {
        this.review = review;
        this.sessions = sessions;
        this.doors = doors;
        this.gauges = gauges;
        this.chores = chores;
        this.journal = journal;
    }

    @Override
    public void start() {
        new Gauges(review, sessions).register(gauges);
        gauges.register("mailwarden_journal_bytes", journal::bytesKept);
        gauges.register("mailwarden_journal_pushed_out", journal::pushedOut);
        chores.start();
        for (UnwatchedListener door : doors.unwatched()) {
            LOGGER.warn("not watched: {}", door.words());
        }
        Overview overview = review.overview();
        List<String> geography = overview.health().geography();
        // James's own logback shows nothing below: who installed it must see that it watches, once.
        LOGGER.warn(
                "Mailwarden is on guard: mode {}, watches {}, {} not watched; geography: {}",
                overview.mode(),
                String.join(", ", doors.watched()),
                doors.unwatched().size(),
                geography.isEmpty() ? "none" : String.join(", ", geography));
    }
}
