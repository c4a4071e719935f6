package io.mailwarden.mailet.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Content;
import io.mailwarden.engine.event.Message.Sender;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.journal.InMemoryJournalStore;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.support.Alarms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.james.blob.api.HashBlobId;
import org.apache.james.blob.memory.MemoryBlobStoreDAO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailJournalTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final String TEXT = "Message-ID: <1@example.org>\r\nSubject: Lunch\r\n\r\nAt noon?\r\n";

    private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
    private final Alarms alarms = new Alarms(clock);
    private final InMemoryJournalStore store = new InMemoryJournalStore();
    private final MemoryBytes bytes = new MemoryBytes();
    private final MailJournal journal = of(bytes);

    private MailJournal of(JournalBytes place) {
        return new MailJournal(store, place, new JournalSettings(Duration.ofHours(3), 10_000), alarms, clock);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String keep(MailJournal into, long size) throws IOException {
        String id = keepLater(into, size, TEXT);
        into.flush();
        return id;
    }

    private String keepLater(MailJournal into, long size, String text) throws IOException {
        Content content = new Content(
                "<1@example.org>",
                "Lunch",
                size,
                List.of("https://example.org/"),
                List.of(),
                Sender.UNKNOWN,
                OptionalLong.of(5),
                Optional.empty());
        Message message = new Message(
                clock.instant(), BOB, Optional.empty(), Optional.empty(), List.of("carol@example.net"), content);
        return into.keep(
                message,
                new MailJournal.MailRoute("bob@example.org", message.recipients()),
                MessageIdentity.of(in(text)),
                in(text));
    }

    private JournalEntry entry(String id) {
        return store.find(BOB, id).orElseThrow();
    }

    private static String read(MailJournal from, JournalEntry entry) throws IOException {
        try (InputStream in = from.open(entry).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void keepsAMessageWithItsBytes() throws IOException {
        JournalEntry entry = entry(keep(journal, 100));

        assertThat(entry.messageId()).isEqualTo("<1@example.org>");
        assertThat(entry.summary().recipients()).containsExactly("carol@example.net");
        assertThat(entry.hashes().digest())
                .isEqualTo(MessageIdentity.of(in(TEXT)).digest());
        assertThat(entry.hashes().likeness()).isNotEmpty();
        assertThat(read(journal, entry)).isEqualTo(TEXT);
    }

    @Test
    void letsGoOfWhatIsTooOld() throws IOException {
        String old = keep(journal, 100);
        clock.advance(Duration.ofHours(3));
        String young = keep(journal, 100);
        clock.advance(Duration.ofSeconds(1));

        journal.sweep();

        assertThat(store.find(BOB, old)).isEmpty();
        assertThat(store.find(BOB, young)).isPresent();
        assertThat(bytes.count()).isEqualTo(1);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void theOldestGoFirstWhenThereIsTooMuch() throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(keep(journal, 1000));
            clock.advance(Duration.ofMinutes(1));
        }
        journal.sweep();

        assertThat(store.size().bytes()).isLessThanOrEqualTo(10_000);
        assertThat(store.find(BOB, ids.get(0))).isEmpty();
        assertThat(store.find(BOB, ids.get(11))).isPresent();
        assertThat(bytes.count()).isEqualTo((int) store.size().messages());
        assertThat(journal.pushedOut()).isEqualTo(2);
        assertThat(alarms.standing()).extracting(Alarms.Alarm::cause).containsExactly(MailJournal.FULL);

        clock.advance(Duration.ofHours(4));
        journal.sweep();
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void whatCameInOneMinuteLiesAndGoesTogether() throws IOException {
        String first = keep(journal, 100);
        clock.advance(Duration.ofSeconds(30));
        String second = keep(journal, 100);
        clock.advance(Duration.ofSeconds(31));
        String third = keep(journal, 100);

        assertThat(bytes.count()).isEqualTo(2);
        for (String id : List.of(first, second, third)) {
            assertThat(read(journal, entry(id))).isEqualTo(TEXT);
        }
        clock.advance(Duration.ofHours(3).minusSeconds(31));
        journal.sweep();
        assertThat(store.find(BOB, first)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        journal.sweep();
        assertThat(store.find(BOB, second)).isEmpty();
        assertThat(store.find(BOB, third)).isPresent();
        assertThat(bytes.count()).isEqualTo(1);
    }

    @Test
    void whoeverAsksSeesWhatIsNotWrittenYet() throws IOException {
        String id = keepLater(journal, 100, TEXT);

        assertThat(journal.entries().after(BOB, "", 9))
                .extracting(JournalEntry::id)
                .containsExactly(id);
        assertThat(read(journal, entry(id))).isEqualTo(TEXT);
    }

    @Test
    void writesByItselfSoonAfterwards() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        bytes.tell(written::countDown);
        String id = keepLater(journal, 100, TEXT);

        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(store.find(BOB, id)).isPresent();
    }

    @Test
    void writesWhatWaitsWhenItIsClosed() throws IOException {
        String first = keepLater(journal, 100, TEXT);
        journal.close();
        String late = keepLater(journal, 100, TEXT);

        assertThat(read(journal, entry(first))).isEqualTo(TEXT);
        assertThat(read(journal, entry(late))).isEqualTo(TEXT);
    }

    @Test
    void largeMessagesAreWrittenAlone() throws IOException {
        String large = TEXT + "x".repeat(1 << 20);
        String id = keepLater(journal, 100, large);
        assertThat(entry(id).blob()).isEqualTo(id);
        assertThat(read(journal, entry(id))).isEqualTo(large);

        bytes.breakDown(true);
        assertThatThrownBy(() -> keepLater(journal, 100, large)).isInstanceOf(IOException.class);
        assertThat(store.size().messages()).isEqualTo(1);
    }

    @Test
    void aMessageWhoseBytesCannotBeKeptIsGoneAndAnAlarm() throws IOException {
        String whole = keep(journal, 100);
        bytes.breakDown(true);
        String half = keep(journal, 100);

        assertThat(journal.open(entry(half))).isEmpty();
        assertThat(alarms.standing()).extracting(Alarms.Alarm::cause).containsExactly(MailJournal.FAILED);

        bytes.breakDown(false);
        String next = keep(journal, 100);
        assertThat(alarms.standing()).isEmpty();
        assertThat(read(journal, entry(whole))).isEqualTo(TEXT);
        assertThat(read(journal, entry(next))).isEqualTo(TEXT);
        assertThat(journal.open(entry(half))).isEmpty();
        clock.advance(Duration.ofHours(4));
        journal.sweep();
        assertThat(bytes.count()).isZero();
        assertThat(store.size().messages()).isZero();
    }

    @Test
    void keepsWhatManyThreadsSend() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<String>> kept = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String text = TEXT + i;
            kept.add(threads.submit(() -> keepLater(journal, 1, text)));
        }
        for (int i = 0; i < 200; i++) {
            String id = kept.get(i).get();
            assertThat(read(journal, journal.entries().find(BOB, id).orElseThrow()))
                    .isEqualTo(TEXT + i);
        }
        threads.shutdown();
        assertThat(store.size().messages()).isEqualTo(200);
    }

    @Test
    void jamesBlobStoreGivesTheRoomBack() throws IOException {
        MemoryBlobStoreDAO blobs = new MemoryBlobStoreDAO();
        MailJournal inJames = of(new JamesBytes(blobs, new HashBlobId.Factory()));
        JournalEntry entry = entry(keep(inJames, 100));
        assertThat(read(inJames, entry)).isEqualTo(TEXT);

        clock.advance(Duration.ofHours(4));
        inJames.sweep();

        assertThat(inJames.open(entry)).isEmpty();
    }

    @Test
    void jamesBlobStoreHasABlobForEachBatch() throws IOException {
        MailJournal inJames = of(new JamesBytes(new MemoryBlobStoreDAO(), new HashBlobId.Factory()));
        String first = keepLater(inJames, 100, TEXT + 1);
        String second = keepLater(inJames, 100, TEXT + 2);
        inJames.flush();
        String third = keep(inJames, 100);

        assertThat(store.oldest(9)).hasSize(2);
        assertThat(read(inJames, entry(first))).isEqualTo(TEXT + 1);
        assertThat(read(inJames, entry(second))).isEqualTo(TEXT + 2);
        assertThat(read(inJames, entry(third))).isEqualTo(TEXT);
    }

    @Test
    void folderKeepsFilesForItsOwnerAlone(@TempDir Path directory) throws IOException {
        Path folder = directory.resolve("a/journal");
        MailJournal inFolder = of(new FolderBytes(folder));
        JournalEntry entry = entry(keep(inFolder, 100));

        assertThat(read(inFolder, entry)).isEqualTo(TEXT);
        JournalEntry next = entry(keep(inFolder, 100));
        assertThat(read(inFolder, next)).isEqualTo(TEXT);
        String segment = BytesPlace.parse(entry.blob()).name();
        assertThat(BytesPlace.parse(next.blob()).name()).isEqualTo(segment);
        assertThat(Files.getPosixFilePermissions(folder.resolve(segment))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);

        clock.advance(Duration.ofHours(4));
        inFolder.sweep();
        assertThat(inFolder.open(entry)).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
