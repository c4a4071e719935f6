package io.mailwarden.mailet.rescan;

import java.util.List;
import org.apache.james.queue.api.MailQueueName;

/**
 * The settings of re-scans: the queues in which copies are searched.
 *
 * @param queues queues from which waiting copies are taken back
 */
public record RescanSettings(List<MailQueueName> queues) {

    public RescanSettings {
        queues = List.copyOf(queues);
    }
}
