package io.mailwarden.mailet.held;

import java.io.IOException;
import java.time.Duration;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * James's spool: what is put here is processed from the state that it is in. One reference to the queue is kept for the
 * life of the process, because the memory queue throws its mail away with its last reference. Thread-safe.
 */
@Singleton
public final class Spool {

    private static final Logger LOGGER = LoggerFactory.getLogger(Spool.class);

    private final MailQueueFactory<?> queues;
    private @Nullable MailQueue queue;

    @Inject
    public Spool(MailQueueFactory<?> queues) {
        this.queues = queues;
    }

    /** Processed at once. */
    void add(Mail mail) throws MessagingException {
        queue().enQueue(mail);
    }

    /** Processed after the delay; queues that know no delay (RabbitMQ) process it at once. */
    public void addLater(Mail mail, Duration delay) throws MessagingException {
        queue().enQueue(mail, delay);
    }

    private synchronized MailQueue queue() {
        if (queue == null) {
            queue = queues.createQueue(MailQueueFactory.SPOOL);
        }
        return queue;
    }

    @PreDestroy
    synchronized void close() {
        if (queue == null) {
            return;
        }
        try {
            queue.close();
        } catch (IOException e) {
            LOGGER.info("the spool did not close", e);
        }
        queue = null;
    }
}
