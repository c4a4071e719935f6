package io.mailwarden.survival;

import static org.awaitility.Awaitility.await;

import io.mailwarden.server.OutsideWorld;
import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import io.mailwarden.survival.Acts.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The journal and the re-scans: what arrived outside is in the journal, with its bytes, for it is kept before it goes
 * on; every re-scan that was asked for ends, is told, and has then looked at all that its account had sent before. What
 * passed in the last seconds before it began may have been committed behind its back; that is counted.
 */
final class JournalBook implements Book {

    static final String RESCAN = "rescan";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String RUNNING = "SELECT incident FROM rescan WHERE state = 'running'";

    private static final String UNTOLD = "SELECT incident FROM rescan WHERE state = 'done' AND told_at IS NULL";

    private static final String DONE = "SELECT incident FROM rescan WHERE state = 'done'";

    private static final Duration AT_THE_SAME_MOMENT = Duration.ofSeconds(5);

    private static final String NOT_LOOKED_AT =
            """
            SELECT DISTINCT journal.id FROM journal JOIN rescan ON rescan.account = journal.account
            WHERE rescan.state = 'done' AND journal.at < rescan.started_at - %d AND NOT EXISTS
            (SELECT 1 FROM rescan_finding AS finding WHERE finding.account = journal.account
            AND finding.incident = rescan.incident AND finding.entry = journal.id)
            """;

    private final Acts acts;
    private final OutsideWorld outside;
    private final Tables tables;
    private final String mine;
    private final Path folder;
    private final Set<String> whole = new HashSet<>();
    private long interrupted;
    private long behind;

    /**
     * The book of one node.
     *
     * @param mine how the subjects of messages begin that are sent there
     * @param folder where the bytes are
     */
    JournalBook(Acts acts, OutsideWorld outside, Tables tables, String mine, Path folder) {
        this.acts = acts;
        this.outside = outside;
        this.tables = tables;
        this.mine = mine;
        this.folder = folder;
    }

    /** Has the bytes in that folder. */
    static Overlay in(Path folder) {
        return Overlays.property(
                "mailwarden.properties", "journal.bytes", folder.toUri().toString());
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> arrived = new HashSet<>(outside.subjects());
        Set<String> kept = new HashSet<>();
        Set<String> bytes = files();
        for (String row : tables.texts("SELECT blob || ' ' || subject FROM journal")) {
            int end = row.indexOf(' ');
            if (bytes.contains(row.substring(0, end))) {
                kept.add(row.substring(end + 1));
            }
        }
        arrived.stream()
                .filter(subject -> subject.startsWith(mine) && !kept.contains(subject))
                .forEach(subject -> wrong.add("left, and is not in the journal: " + subject));
        whole.stream()
                .filter(subject -> !kept.contains(subject))
                .forEach(subject -> wrong.add("is in the journal no more: " + subject));
        whole.addAll(kept);
        interrupted += tables.texts(RUNNING).size();
        return wrong;
    }

    private Set<String> files() throws IOException {
        Set<String> names = new HashSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> names.add(file.getFileName().toString()));
            }
        }
        return names;
    }

    @Override
    public List<String> finish(Node node) throws IOException {
        List<String> wrong = new ArrayList<>();
        awaitNone(RUNNING, "re-scans that do not end: ", wrong);
        awaitNone(UNTOLD, "re-scans that ended and were not told: ", wrong);
        List<String> done = tables.texts(DONE);
        asked().stream()
                .filter(request -> request.done().isPresent() && !done.contains(request.id()))
                .forEach(request -> wrong.add("was answered, and there is no re-scan: " + request));
        notLookedAt(AT_THE_SAME_MOMENT).forEach(message -> wrong.add("a re-scan did not look at " + message));
        behind = notLookedAt(Duration.ZERO).size();
        return wrong;
    }

    private void awaitNone(String query, String trouble, List<String> wrong) throws IOException {
        try {
            await().atMost(PATIENCE).until(() -> tables.texts(query).isEmpty());
        } catch (ConditionTimeoutException e) {
            wrong.add(trouble + tables.texts(query));
        }
    }

    private List<String> notLookedAt(Duration before) throws IOException {
        return tables.texts(String.format(Locale.ROOT, NOT_LOOKED_AT, TimeUnit.NANOSECONDS.toMicros(before.toNanos())));
    }

    private List<Request> asked() {
        return acts.requests(RESCAN);
    }

    @Override
    public String summary() {
        return String.format(
                Locale.ROOT,
                ("journal: %d messages whole; %d re-scans asked for, %d times one had been interrupted;"
                        + " %d messages passed behind the back of one"),
                whole.size(),
                asked().size(),
                interrupted,
                behind);
    }
}
