package io.mailwarden.mailet.rescan;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues that can be browsed. One reference to each is kept for the life of the process: the memory queue throws its
 * mail away with its last reference. Thread-safe.
 */
@Singleton
public final class Queues {

    private static final Logger LOGGER = LoggerFactory.getLogger(Queues.class);

    private final MailQueueFactory<?> factory;
    private final Map<MailQueueName, MailQueue> open = new HashMap<>();

    @Inject
    public Queues(MailQueueFactory<?> factory) {
        this.factory = factory;
    }

    /** Empty when there is no such queue, or it cannot be browsed. */
    synchronized Optional<ManageableMailQueue> find(MailQueueName name) {
        if (!open.containsKey(name)) {
            factory.getQueue(name).ifPresent(queue -> open.put(name, queue));
        }
        return Optional.ofNullable(open.get(name))
                .filter(ManageableMailQueue.class::isInstance)
                .map(ManageableMailQueue.class::cast);
    }

    /** Closes the queues; James calls it when the server stops. */
    @PreDestroy
    public synchronized void close() {
        for (MailQueue queue : open.values()) {
            try {
                queue.close();
            } catch (IOException e) {
                LOGGER.info("the queue {} did not close", queue.getName().asString(), e);
            }
        }
        open.clear();
    }
}
