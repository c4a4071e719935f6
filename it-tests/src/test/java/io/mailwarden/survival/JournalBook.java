package io.mailwarden.survival;

import static org.awaitility.Awaitility.await;

import io.mailwarden.server.OutsideWorld;
import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import io.mailwarden.survival.Acts.Request;
import io.mailwarden.testkit.TestTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The journal and the re-scans: what arrived outside {@link #MAY_BE_UNWRITTEN} or longer before a kill is in the
 * journal, with its bytes; every re-scan that was asked for ends, is told, and has then looked at all that its account
 * had sent before. What passed in the last seconds before it began may have been committed behind its back; that is
 * counted.
 */
final class JournalBook implements Book {

    static final String RESCAN = "rescan";

    /** What was sent less than this before a kill, on a machine that runs, may be missing (ADR 49). */
    static final Duration MAY_BE_UNWRITTEN = Duration.ofMillis(300);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String RUNNING = "SELECT incident FROM rescan WHERE state = 'running'";

    private static final String UNTOLD = "SELECT incident FROM rescan WHERE state = 'done' AND told_at IS NULL";

    private static final String DONE = "SELECT incident FROM rescan WHERE state = 'done'";

    private static final Duration AT_THE_SAME_MOMENT = Duration.ofSeconds(5);

    private static final String THROUGH =
            "SELECT account || ' ' || incident || ' ' || started_at FROM rescan WHERE state = 'done'";

    private static final String FOUND = "SELECT account || ' ' || incident || ' ' || entry FROM rescan_finding";

    private final Acts acts;
    private final OutsideWorld outside;
    private final Tables tables;
    private final String mine;
    private final Path folder;
    // Begins to beat before anything happens.
    private final Pulse pulse = Pulse.one();
    private final Map<String, Instant> arrived = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
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
    public void look(Node node) {
        noteDown(TestTime.now());
    }

    private void noteDown(Instant seen) {
        outside.subjects().stream()
                .filter(subject -> subject.startsWith(mine))
                .forEach(subject -> arrived.putIfAbsent(subject, seen));
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> kept = kept();
        // What came in its last moment was seen by nobody in time to be missed.
        noteDown(killed);
        arrived.forEach((subject, seen) -> {
            if (!kept.contains(subject) && lost.add(subject) && !mayBeLost(seen, killed)) {
                wrong.add("left, and is not in the journal: " + subject);
            }
        });
        whole.stream()
                .filter(subject -> !kept.contains(subject))
                .forEach(subject -> wrong.add("is in the journal no more: " + subject));
        whole.addAll(kept);
        interrupted += tables.texts(RUNNING).size();
        return wrong;
    }

    private boolean mayBeLost(Instant seen, Instant killed) {
        Duration passed = Duration.between(seen, killed).minus(pulse.missed(seen, killed));
        return passed.compareTo(MAY_BE_UNWRITTEN) <= 0;
    }

    private Set<String> kept() throws IOException {
        Set<String> kept = new HashSet<>();
        Map<String, Long> bytes = files();
        for (Journaled entry : tables.journal()) {
            // Name of the segment, where in it, how long.
            String[] place = entry.blob().split(":");
            long end = place.length < 3 ? 1 : Long.parseLong(place[1]) + Long.parseLong(place[2]);
            if (bytes.getOrDefault(place[0], 0L) >= end) {
                kept.add(entry.subject());
            }
        }
        return kept;
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    sizes.put(file.getFileName().toString(), Files.size(file));
                }
            }
        }
        return sizes;
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

    private Set<String> notLookedAt(Duration before) throws IOException {
        Set<String> found = new HashSet<>(tables.texts(FOUND));
        Map<String, List<Journaled>> sent =
                tables.journal().stream().collect(Collectors.groupingBy(Journaled::account));
        Set<String> missed = new HashSet<>();
        for (String through : tables.texts(THROUGH)) {
            String[] rescan = through.split(" ");
            Instant end = Instant.EPOCH
                    .plus(Long.parseLong(rescan[2]), ChronoUnit.MICROS)
                    .minus(before);
            sent.getOrDefault(rescan[0], List.of()).stream()
                    .filter(entry -> entry.at().isBefore(end))
                    .filter(entry -> !found.contains(rescan[0] + ' ' + rescan[1] + ' ' + entry.id()))
                    .forEach(entry -> missed.add(entry.id()));
        }
        return missed;
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
