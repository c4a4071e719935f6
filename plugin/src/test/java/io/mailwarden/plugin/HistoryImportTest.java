package io.mailwarden.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.store.Store;
import io.mailwarden.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryImportTest {

    private static final String MESSAGE =
            "{\"kind\":\"message\",\"time\":\"2026-05-03T06:51:00Z\",\"account\":\"bob\"}\n";

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.at("2026-05-03T07:00:00Z");
    private final Alarms alarms = new Alarms(clock);
    private final List<Event> learned = new ArrayList<>();

    /** Learns as one start of the server does; returns how many events were learned. */
    private long learnedAtStart(Path... files) {
        StoreConfig config = StoreConfig.defaults(folder.resolve("store"), folder.resolve("password"));
        try (Store store = Store.open(config, alarms, clock)) {
            HistoryImport history = new HistoryImport(learned::add, store.settings(), alarms);
            List.of(files).forEach(history::learnOnce);
            return history.events();
        }
    }

    @Test
    void teachesEveryEventAndLeavesBadLinesOut() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), MESSAGE + "junk\n".repeat(100) + MESSAGE);

        assertThat(learnedAtStart(file)).isEqualTo(2);

        assertThat(learned).hasSize(2);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void teachesAFileOnceForAllStarts() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), MESSAGE);

        assertThat(learnedAtStart(file, file)).isEqualTo(1);
        assertThat(learnedAtStart(file)).isZero();

        assertThat(learned).hasSize(1);
    }

    @Test
    void aFileIsKnownByWhatIsInIt() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), MESSAGE);
        learnedAtStart(file);
        Path copy = Files.copy(file, folder.resolve("b"));
        Files.writeString(file, MESSAGE + MESSAGE);

        assertThat(learnedAtStart(copy)).isZero();
        assertThat(learnedAtStart(file)).isEqualTo(2);
    }

    @Test
    void unreadableFileIsAnAlarmAndTheNextIsLearned() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), MESSAGE);

        learnedAtStart(folder.resolve("none"), file);

        assertThat(alarms.standing()).extracting(Alarm::cause).containsExactly("history-unreadable");
        assertThat(learned).hasSize(1);
    }
}
