package io.mailwarden.mailet;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.fixtures.ScriptedWarden;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.journal.InMemoryJournalStore;
import io.mailwarden.mailet.journal.JournalSettings;
import io.mailwarden.mailet.journal.MailJournal;
import io.mailwarden.mailet.journal.MemoryBytes;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueItemView;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.mailet.Mail;

/** The parts of a James that the mailet touches: a real memory queue, one repository of the test's choice. */
final class Post {

    static final HoldSettings SETTINGS = HoldSettings.of("memory://var/mail/held");

    final TestClock clock = TestClock.at("2026-05-03T06:50:03.768Z");
    final ScriptedWarden warden = new ScriptedWarden();
    final Alarms alarms = new Alarms(clock);
    final MailRepository repository;
    final MemoryCacheableMailQueue queue;
    final RepositoryHeldMail held;
    final InMemoryJournalStore journaled = new InMemoryJournalStore();
    final MemoryBytes bytes = new MemoryBytes();
    final MailJournal journal =
            new MailJournal(journaled, bytes, new JournalSettings(Duration.ofHours(3), 1_000_000), alarms, clock);
    final Outbound outbound;

    Post(MailRepository repository) {
        this(repository, new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory()));
    }

    private Post(MailRepository repository, MemoryMailQueueFactory queues) {
        this(repository, queues.createQueue(MailQueueFactory.SPOOL), queues);
    }

    Post(MailRepository repository, MemoryCacheableMailQueue queue, MailQueueFactory<? extends MailQueue> queues) {
        this.repository = repository;
        this.queue = queue;
        Spool spool = new Spool(queues);
        held = new RepositoryHeldMail(new OneRepository(repository), SETTINGS, spool, alarms, clock);
        outbound =
                new Outbound(warden, held, new Judgements(clock), spool, new OutboundJournal(journal, alarms), clock);
    }

    /** What waits in the spool. */
    List<Mail> spooled() throws Exception {
        List<Mail> mails = new ArrayList<>();
        queue.browse().forEachRemaining(item -> mails.add(item.getMail()));
        return mails;
    }

    Optional<ZonedDateTime> nextDelivery() throws Exception {
        MailQueueItemView first = queue.browse().next();
        return first.getNextDelivery();
    }

    /** A store that has the one repository. */
    private record OneRepository(MailRepository repository) implements MailRepositoryStore {
        @Override
        public MailRepository select(MailRepositoryUrl url) {
            return repository;
        }

        @Override
        public Optional<Protocol> defaultProtocol() {
            return Optional.empty();
        }

        @Override
        public Optional<MailRepository> get(MailRepositoryUrl url) {
            return Optional.of(repository);
        }

        @Override
        public Stream<MailRepository> getByPath(MailRepositoryPath path) {
            return Stream.of(repository);
        }

        @Override
        public Stream<MailRepositoryUrl> getUrls() {
            return Stream.of(SETTINGS.url());
        }
    }
}
