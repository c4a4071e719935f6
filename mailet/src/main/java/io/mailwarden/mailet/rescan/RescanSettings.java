package io.mailwarden.mailet.rescan;

import java.util.List;
import org.apache.james.queue.api.MailQueueName;

/**
 * Where a re-scan looks.
 *
 * @param queues queues from which waiting copies are taken back
 */
public record RescanSettings(List<MailQueueName> queues) {

    public RescanSettings {
        queues = List.copyOf(queues);
    }
}
