package io.mailwarden.plugin;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.fixtures.FakeHeldMessages;
import io.mailwarden.engine.response.rescan.MessageCopy;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.RescanService;
import io.mailwarden.engine.response.rescan.Retrieval;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.mailet.journal.FolderBytes;
import io.mailwarden.mailet.journal.JournalSettings;
import io.mailwarden.mailet.journal.MailJournal;
import io.mailwarden.mailet.journal.MessageIdentity;
import io.mailwarden.scanner.ScannerConfig;
import io.mailwarden.scanner.Scanners;
import io.mailwarden.scanner.message.MessageReader;
import io.mailwarden.store.Store;
import io.mailwarden.store.StoreConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Journals messages of some 10 KB, one in twenty of them phishing, by one thread and by sixteen, and re-scans them all:
 * messages a second, progress, and the heap that is used. Rows in SQLite, bytes in a folder. To be run from the
 * project's folder:
 *
 * <pre>
 * ./mvnw -q -pl plugin -am test-compile
 * ./mvnw -q -pl plugin exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-Xmx96m -cp %classpath io.mailwarden.plugin.RescanBenchmark FOLDER 10000"
 * </pre>
 */
public final class RescanBenchmark {

    private static final Account BOB = new Account("bob@example.org");
    private static final int THREADS = 16;
    private static final int PHISHING_EVERY = 20;

    private final MailJournal journal;
    private final Store store;
    private final Clock clock = Clock.systemUTC();

    private RescanBenchmark(Store store, Path folder) {
        this.store = store;
        JournalSettings settings = new JournalSettings(Duration.ofHours(3), Long.MAX_VALUE);
        journal = new MailJournal(
                store.journal(), new FolderBytes(folder.resolve("journal")), settings, new Alarms(clock), clock);
    }

    /** Folder, number of messages. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        StoreConfig config = StoreConfig.defaults(folder, folder.resolve("password"));
        try (Store store = Store.open(config, new Alarms(Clock.systemUTC()), Clock.systemUTC())) {
            RescanBenchmark benchmark = new RescanBenchmark(store, folder);
            benchmark.keep(number / 10, 1);
            benchmark.keep(number - number / 10, THREADS);
            benchmark.rescan();
        }
    }

    private void keep(int number, int threads) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        List<Future<String>> kept = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int count = i;
            kept.add(executor.submit(() -> keep(text(count))));
        }
        for (Future<String> one : kept) {
            one.get();
        }
        executor.shutdown();
        journal.flush();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("kept %,d by %d threads: %,.0f a second%n", number, threads, number / seconds);
    }

    private String keep(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Message.Content content =
                new MessageReader().read(new ByteArrayInputStream(bytes)).content();
        Message message = new Message(
                clock.instant(), BOB, Optional.empty(), Optional.empty(), List.of("carol@example.net"), content);
        return journal.keep(
                message,
                new MailJournal.MailRoute(BOB.name(), message.recipients()),
                MessageIdentity.of(new ByteArrayInputStream(bytes)),
                new ByteArrayInputStream(bytes));
    }

    private static String text(int count) {
        String body = count % PHISHING_EVERY == 0
                ? "<p>Your account will be suspended today. Verify your password immediately or lose your mail.</p>"
                        + "<a href=\"http://203.0.113.9/paypal/login.php?verify=password\">https://www.paypal.com/</a>"
                : "<p>Dear all, this is report " + count + " of the week, with " + count * 7 + " orders.</p>"
                        + "<a href=\"https://example.org/reports/" + count + "\">the report</a>";
        return "From: " + (count % PHISHING_EVERY == 0 ? "PayPal Security " : "Bob ") + "<bob@example.org>\r\n"
                + "To: <carol@example.net>\r\nSubject: Report " + count + "\r\nMessage-ID: <" + count
                + "@example.org>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>" + body
                + rest(count) + "</body></html>\r\n";
    }

    // Of other words in each message, so that the honest ones are not near-identical to the phishing.
    private static String rest(int count) {
        SplittableRandom random = new SplittableRandom(count);
        StringBuilder words = new StringBuilder("<p>");
        while (words.length() < 10_000) {
            words.append(Integer.toString(random.nextInt(46_656, 1_679_616), 36).replaceAll("[0-9]", "a"));
            words.append(words.length() % 70 < 6 ? "</p>\r\n<p>" : " ");
        }
        return words.append("</p>").toString();
    }

    private void rescan() {
        Retrieval gone = (rescan, malicious, taking) -> left(malicious);
        RescanService pass = new RescanService(
                journal,
                new FakeHeldMessages(),
                Scanners.alone(ScannerConfig.defaults()),
                store.rescans(),
                gone,
                clock);
        Rescan rescan = pass.begin(BOB, "benchmark-" + System.nanoTime(), true);
        long start = System.nanoTime();
        RescanService.End end = pass.run(rescan, RescanBenchmark::tell);
        double seconds = (System.nanoTime() - start) / 1e9;
        Rescan done = store.rescans().latest(BOB, rescan.incident()).orElseThrow();
        System.out.printf(
                "re-scan %s: %s in %.1f s, %,.0f a second; heap after a collection %,d KB%n",
                end, done.counts(), seconds, done.counts().scanned() / seconds, heapKilobytes());
    }

    private static void tell(Rescan reached) {
        if (reached.counts().scanned() % 2000 == 0) {
            System.out.printf("  %s, heap after a collection %,d KB%n", reached.counts(), heapKilobytes());
        }
    }

    private static Map<String, List<MessageCopy>> left(List<RescanFinding> malicious) {
        Map<String, List<MessageCopy>> copies = new HashMap<>();
        malicious.forEach(finding -> copies.put(
                finding.message().id(),
                List.of(new MessageCopy(
                        MessageCopy.Location.LEFT, "carol@example.net", MessageCopy.Treatment.OUT_OF_REACH, ""))));
        return copies;
    }

    private static long heapKilobytes() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
    }
}
