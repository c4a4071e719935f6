package io.mailwarden.mailet.rescan;

import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.Rescan.RescanCounts;
import java.time.Instant;
import org.apache.james.task.TaskExecutionDetails.AdditionalInformation;

/**
 * What WebAdmin shows of a re-scan's task.
 *
 * @param incident why
 * @param account whose mail
 * @param act whether copies are taken
 * @param counts so far
 * @param timestamp when that was
 */
record RescanProgress(String incident, String account, boolean act, RescanCounts counts, Instant timestamp)
        implements AdditionalInformation {

    static RescanProgress of(Rescan rescan, Instant now) {
        return new RescanProgress(
                rescan.incident(), rescan.account().name(), rescan.scope().act(), rescan.counts(), now);
    }
}
