package io.mailwarden.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.Alarms.Alarm;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.fixtures.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final String MESSAGE =
            "{\"kind\":\"message\",\"time\":\"2026-05-03T06:51:00Z\",\"account\":\"bob\"}\n";

    @TempDir
    Path folder;

    private final Alarms alarms = new Alarms(TestClock.at("2026-05-03T07:00:00Z"));
    private final List<Event> learned = new ArrayList<>();
    private final History history = new History(learned::add, alarms);

    @Test
    void teachesEveryEventAndLeavesBadLinesOut() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), MESSAGE + "junk\n".repeat(100) + MESSAGE);

        history.learn(file);

        assertThat(learned).hasSize(2);
        assertThat(history.events()).isEqualTo(2);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void unreadableFileIsAnAlarmAndTheNextIsLearned() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), MESSAGE);

        history.learn(folder.resolve("none"));
        history.learn(file);

        assertThat(alarms.standing()).extracting(Alarm::cause).containsExactly("history-unreadable");
        assertThat(learned).hasSize(1);
    }
}
