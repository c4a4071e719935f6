package io.mailwarden.mailet;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.ScriptedWarden;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.response.held.HeldRoom;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.response.held.InMemoryHeldStore;
import io.mailwarden.engine.response.journal.InMemoryJournalStore;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.mailet.held.ExpiryAlerts;
import io.mailwarden.mailet.held.HeldFolder;
import io.mailwarden.mailet.held.HeldLimits;
import io.mailwarden.mailet.held.HeldMailReconciler;
import io.mailwarden.mailet.held.HeldMailRelease;
import io.mailwarden.mailet.held.HeldOverflow;
import io.mailwarden.mailet.held.HeldRepository;
import io.mailwarden.mailet.held.HeldSpace;
import io.mailwarden.mailet.held.HeldTerms;
import io.mailwarden.mailet.held.HoldSettings;
import io.mailwarden.mailet.held.RepositoryHeldMail;
import io.mailwarden.mailet.held.RepositoryHeldUpkeep;
import io.mailwarden.mailet.held.RepositoryQuarantine;
import io.mailwarden.mailet.held.Spool;
import io.mailwarden.mailet.journal.JournalSettings;
import io.mailwarden.mailet.journal.MailJournal;
import io.mailwarden.mailet.journal.MemoryBytes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
public final class Post {

    static final HeldTerms TERMS = new HeldTerms(Duration.ofDays(30), Duration.ofDays(7));
    static final HoldSettings SETTINGS =
            HoldSettings.of("memory://var/mail/held", "memory://var/mail/quarantine", TERMS);

    static final HeldLimits LIMITS = new HeldLimits(1_000_000, 3_000_000, 3_000_000, 1_000_000);

    /** No folder can be there. */
    private static final Path NOWHERE = Path.of("/dev/null/held");

    /** What the clock shows, and that of the queue. */
    static final Instant START = Instant.parse("2026-05-03T06:50:03.768Z");

    public final TestClock clock = TestClock.at(START.toString());
    ScanResult scanned = ScanResult.CLEAN;
    final List<ScanTarget> scans = new ArrayList<>();
    public final ScriptedWarden warden = new ScriptedWarden();
    public final Alarms alarms = new Alarms(clock);
    public final List<ExpiryAlerts.ExpirySummary> expiryAlerts = new ArrayList<>();
    public final MailRepository repository;
    public final HeldStore store;
    public final MemoryCacheableMailQueue queue;
    public final RepositoryHeldMail held;
    final InMemoryJournalStore journaled = new InMemoryJournalStore();
    final MemoryBytes bytes = new MemoryBytes();
    final MailJournal journal =
            new MailJournal(journaled, bytes, new JournalSettings(Duration.ofHours(3), 1_000_000), alarms, clock);
    public final RepositoryQuarantine quarantine;
    public final RepositoryHeldUpkeep upkeep;
    public final Outbound outbound;
    public final HeldRoom room = new HeldRoom(Account::domain);
    public final HeldSpace space;
    public final HeldOverflow overflow;
    public OptionalLong free = OptionalLong.empty();
    final Addresses addresses = new Addresses();
    public boolean deaf;

    public Post(MailRepository repository) {
        this(repository, new InMemoryHeldStore());
    }

    public Post(MailRepository repository, HeldStore store) {
        this(repository, store, NOWHERE);
    }

    /** With a folder that takes what the repository does not. */
    public Post(MailRepository repository, HeldStore store, Path folder) {
        this(
                repository,
                store,
                folder,
                new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory(), Clock.fixed(START, ZoneOffset.UTC)));
    }

    private Post(MailRepository repository, HeldStore store, Path folder, MemoryMailQueueFactory queues) {
        this(repository, store, folder, queues.createQueue(MailQueueFactory.SPOOL), queues);
    }

    public Post(
            MailRepository repository,
            HeldStore store,
            MemoryCacheableMailQueue queue,
            MailQueueFactory<? extends MailQueue> queues) {
        this(repository, store, NOWHERE, queue, queues);
    }

    private Post(
            MailRepository repository,
            HeldStore store,
            Path folder,
            MemoryCacheableMailQueue queue,
            MailQueueFactory<? extends MailQueue> queues) {
        this.repository = repository;
        this.store = store;
        this.queue = queue;
        Spool spool = new Spool(queues);
        HeldFolder waiting = new HeldFolder(folder);
        HeldRepository mails = new HeldRepository(new OneRepository(repository), SETTINGS, waiting);
        space = new HeldSpace(store, LIMITS, () -> free, room, alarms);
        overflow = new HeldOverflow(mails, waiting, new OneRepository(repository), space, alarms, clock);
        HeldMailReconciler inventory = new HeldMailReconciler(mails, overflow, store, alarms, clock);
        HeldMailRelease releases = new HeldMailRelease(mails, store, inventory, spool, clock);
        held = new RepositoryHeldMail(store, inventory, releases, SETTINGS, alarms, clock);
        quarantine = new RepositoryQuarantine(store, mails, clock);
        upkeep = new RepositoryHeldUpkeep(inventory, releases, store, SETTINGS, this::alert, clock);
        outbound = new Outbound(
                warden,
                new Holding(held, spool),
                new RecentVerdicts(clock),
                new OutboundJournal(journal, addresses.recipients(alarms), alarms),
                new SubmissionReader(
                        new SuspectScan(warden, (target, sensitivity) -> scan(target), alarms),
                        new GroupsOfDay(addresses.recipients(alarms), clock),
                        clock),
                new BlockedForwards(warden, addresses.recipients(alarms), clock));
    }

    private ScanResult scan(ScanTarget target) {
        scans.add(target);
        return scanned;
    }

    private boolean alert(ExpiryAlerts.ExpirySummary summary) {
        if (!deaf) {
            expiryAlerts.add(summary);
        }
        return !deaf;
    }

    /** What waits for review, newest first. */
    public List<HeldMessage> waiting() {
        return held.search(HeldQuery.newest(100)).items();
    }

    /** What waits in the spool. */
    public List<Mail> spooled() throws Exception {
        List<Mail> mails = new ArrayList<>();
        queue.browse().forEachRemaining(item -> mails.add(item.getMail()));
        return mails;
    }

    /** Empties the spool through the mailet; what goes on. */
    public List<Mail> passed() throws Exception {
        List<Mail> mails = spooled();
        queue.clear();
        List<Mail> passed = new ArrayList<>();
        for (Mail mail : mails) {
            outbound.service(mail);
            if (!mail.getState().equals(Mail.GHOST)) {
                passed.add(mail);
            }
        }
        return passed;
    }

    public Optional<ZonedDateTime> nextDelivery() throws Exception {
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
            return Stream.of(SETTINGS.held());
        }
    }
}
