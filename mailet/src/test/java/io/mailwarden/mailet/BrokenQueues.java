package io.mailwarden.mailet;

import java.util.Optional;
import java.util.Set;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;

/** A broker that cannot be reached. */
public final class BrokenQueues implements MailQueueFactory<MemoryCacheableMailQueue> {

    @Override
    public Optional<MemoryCacheableMailQueue> getQueue(MailQueueName name, PrefetchCount count) {
        throw new IllegalStateException("no broker");
    }

    @Override
    public MemoryCacheableMailQueue createQueue(MailQueueName name, PrefetchCount count) {
        throw new IllegalStateException("no broker");
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return Set.of();
    }
}
