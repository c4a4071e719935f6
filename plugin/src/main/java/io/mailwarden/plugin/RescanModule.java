package io.mailwarden.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Binding;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provides;
import io.mailwarden.engine.response.journal.SentJournal;
import io.mailwarden.engine.response.rescan.HeldMessages;
import io.mailwarden.engine.response.rescan.NoticeSender;
import io.mailwarden.engine.response.rescan.RecipientNotice;
import io.mailwarden.engine.response.rescan.RescanRunner;
import io.mailwarden.engine.response.rescan.RescanService;
import io.mailwarden.engine.response.rescan.RescanStore;
import io.mailwarden.engine.response.rescan.Retrieval;
import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Rescans;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Current;
import io.mailwarden.mailet.held.RepositoryHeldMessages;
import io.mailwarden.mailet.journal.FolderBytes;
import io.mailwarden.mailet.journal.JamesBytes;
import io.mailwarden.mailet.journal.JournalBytes;
import io.mailwarden.mailet.journal.JournalSettings;
import io.mailwarden.mailet.journal.MailJournal;
import io.mailwarden.mailet.rescan.JamesRescanRunner;
import io.mailwarden.mailet.rescan.JamesRetrieval;
import io.mailwarden.mailet.rescan.PostmasterNotice;
import io.mailwarden.mailet.rescan.Queues;
import io.mailwarden.mailet.rescan.RescanSettings;
import io.mailwarden.scanner.ScannerConfig;
import io.mailwarden.scanner.Scanners;
import io.mailwarden.settings.JournalConfig;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.settings.change.LiveSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import javax.inject.Singleton;
import org.apache.james.blob.api.BlobId;
import org.apache.james.blob.api.BlobStoreDAO;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.task.TaskManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds the sent journal, the scanner and the re-scan. */
final class RescanModule extends AbstractModule {

    private static final Logger LOGGER = LoggerFactory.getLogger(RescanModule.class);
    private static final String INSTEAD = "file://var/mailwarden/journal/";
    // By name: only the memory app has the class.
    private static final String IN_HEAP = "org.apache.james.blob.memory.MemoryBlobStoreDAO";
    private static final long MEGABYTE = 1_000_000;

    @Override
    protected void configure() {
        bind(Queues.class).in(Singleton.class);
        bind(JamesRetrieval.class).in(Singleton.class);
        bind(Retrieval.class).to(JamesRetrieval.class);
        bind(HeldMessages.class).to(RepositoryHeldMessages.class);
        bind(NoticeSender.class).to(PostmasterNotice.class);
        bind(SentJournal.class).to(MailJournal.class);
        bind(RescanRunner.class).to(JamesRescanRunner.class);
    }

    @Provides
    @Singleton
    RescanStore rescanStore(RunningEngine running) {
        return running.rescans();
    }

    @Provides
    @Singleton
    MessageScanner scanner(LiveSettings settings, JamesSurroundings surroundings, Alarms alarms, Clock clock) {
        ScannerConfig first = settings.config().mail().scanner();
        Current<MessageScanner> scanner = new Current<>(Scanners.standard(first, alarms, clock));
        Current<ScannerConfig> made = new Current<>(first);
        settings.follow(config -> {
            ScannerConfig next = config.mail().scanner();
            if (!next.equals(made.get())) {
                made.set(next);
                scanner.set(Scanners.standard(next, alarms, clock));
            }
        });
        return (target, sensitivity) ->
                scanner.get().scan(target.within(surroundings.of(target.account())), sensitivity);
    }

    // James's JPA app has no blob store, and that of the memory app is its heap: not for hours of everybody's mail.
    @Provides
    @Singleton
    JournalBytes journalBytes(PluginConfig config, JamesFiles files, Injector injector) {
        String place = config.mail().journal().bytes();
        if (!place.equals(JournalConfig.JAMES)) {
            return new FolderBytes(files.resolve(place));
        }
        Optional<BlobStoreDAO> blobs = find(injector, BlobStoreDAO.class);
        Optional<BlobId.Factory> ids = find(injector, BlobId.Factory.class);
        if (blobs.filter(found -> !inHeap(found)).isPresent() && ids.isPresent()) {
            return new JamesBytes(blobs.get(), ids.get());
        }
        LOGGER.info("this James has no lasting blob store: the journal is kept in {}", INSTEAD);
        return new FolderBytes(files.resolve(INSTEAD));
    }

    private static boolean inHeap(BlobStoreDAO blobs) {
        return blobs.getClass().getName().equals(IN_HEAP);
    }

    private static <T> Optional<T> find(Injector injector, Class<T> type) {
        Binding<T> binding = injector.getExistingBinding(Key.get(type));
        return Optional.ofNullable(binding).map(found -> found.getProvider().get());
    }

    @Provides
    @Singleton
    MailJournal journal(RunningEngine running, JournalBytes bytes, PluginConfig config, Alarms alarms, Clock clock) {
        JournalSettings settings = new JournalSettings(
                config.mail().journal().keepFor(), config.mail().journal().maxMegabytes() * MEGABYTE);
        MailJournal journal = new MailJournal(running.journal(), bytes, settings, alarms, clock);
        running.beforeClose(journal::close);
        return journal;
    }

    @Provides
    @Singleton
    RescanSettings rescanSettings(PluginConfig config) {
        return new RescanSettings(
                config.mail().rescan().queues().stream().map(MailQueueName::of).toList());
    }

    @Provides
    @Singleton
    RescanService rescanPass(
            SentJournal journal,
            HeldMessages held,
            MessageScanner scanner,
            RescanStore store,
            Retrieval retrieval,
            Clock clock) {
        return new RescanService(journal, held, scanner, store, retrieval, clock);
    }

    @Provides
    @Singleton
    JamesRescanRunner rescanning(
            RescanStore store,
            RescanService pass,
            TaskManager tasks,
            AdministratorAlerts alerts,
            Alarms alarms,
            Clock clock) {
        return new JamesRescanRunner(store, pass.telling(alerts::rescanned), tasks, alarms, clock);
    }

    @Provides
    @Singleton
    RecipientNotice notice(RescanStore store, NoticeSender post, PluginConfig config, JamesFiles files, Clock clock) {
        return new RecipientNotice(store, post, template(config.mail().rescan().noticeTemplate(), files), clock);
    }

    @Provides
    @Singleton
    Rescans rescans(
            Controls controls,
            SentJournal journal,
            RescanRunner rescanning,
            RescanStore rescans,
            RecipientNotice notice) {
        return Rescans.of(controls, journal.entries(), rescanning, rescans, notice);
    }

    private static String template(String file, JamesFiles files) {
        try {
            if (!file.isEmpty()) {
                return Files.readString(files.resolve(file));
            }
            try (InputStream shipped = RescanModule.class.getResourceAsStream("recipient-notice.txt")) {
                byte[] text = Objects.requireNonNull(shipped).readAllBytes();
                return new String(text, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("rescan.notice-template cannot be read", e);
        }
    }
}
