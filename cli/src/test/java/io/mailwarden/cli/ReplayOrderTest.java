package io.mailwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.cli.bench.attack.AttackKind;
import io.mailwarden.cli.bench.attack.AttackKinds;
import io.mailwarden.cli.bench.attack.AttackStep;
import io.mailwarden.cli.bench.attack.Ground;
import io.mailwarden.cli.bench.attack.Survey;
import io.mailwarden.cli.bench.attack.Victim;
import io.mailwarden.cli.bench.history.Company;
import io.mailwarden.cli.bench.history.Dice;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A company's history with takeovers in it, replayed by the whole command. */
class ReplayOrderTest {

    private static final int SKEW_MILLIS = 60_000;
    private static final long SEED = 5;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static List<Event> history;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static List<String> expected;

    @BeforeAll
    static void recordHistory() throws IOException {
        Files.createDirectory(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/mailwarden.properties"), "");
        Company company = Company.of(SEED, 22, 40);
        List<Event> events = new ArrayList<>();
        company.replay(events::add);
        Instant last = events.get(events.size() - 1).at();
        events.addAll(takeovers(company, events, last.minusSeconds(86_400 * 5)));
        events.sort(Comparator.comparing(Event::at));
        history = List.copyOf(events);
        expected = found("straight", events);
    }

    // Each kind once, each on an account of its own.
    private static List<Event> takeovers(Company company, List<Event> events, Instant start) throws IOException {
        Survey survey = Survey.of(company, SEED);
        Ground ground = Ground.of(survey, Dice.of(SEED, "takeovers"));
        List<Survey.Owner> owners = survey.established();
        List<AttackKind> kinds = AttackKinds.madeUp();
        List<Event> thefts = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            Survey.Owner owner = owners.get(i);
            Victim victim = new Victim(owner);
            events.stream()
                    .filter(event -> event.account().equals(owner.account()))
                    .forEach(victim::saw);
            kinds.get(i).steps(victim, start, ground).stream()
                    .map(AttackStep::event)
                    .forEach(thefts::add);
        }
        return thefts;
    }

    /** What the command writes, with the line itself in the place of its number: that is all that may differ. */
    private static List<String> found(String name, List<Event> events) throws IOException {
        List<String> lines =
                events.stream().map(event -> EventLines.write(event)).toList();
        Path file = Files.write(folder.resolve(name), lines);
        Path out = folder.resolve(name + ".out");
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(
                        "replay",
                        "--conf",
                        folder.resolve("conf").toString(),
                        "--events",
                        file.toString(),
                        "--out",
                        out.toString());
        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
        return Files.readAllLines(out).stream().map(line -> named(line, lines)).toList();
    }

    private static String named(String line, List<String> lines) {
        int at = line.lastIndexOf("\"event\":") + "\"event\":".length();
        int number = Integer.parseInt(line.substring(at, line.length() - 1));
        return line.substring(0, at) + lines.get(number - 1);
    }

    @Test
    void theHistoryHoldsTakeoversThatAreFound() {
        Map<String, Long> kinds = expected.stream()
                .collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf(',')), Collectors.counting()));

        assertThat(kinds).hasSize(3).allSatisfy((kind, count) -> assertThat(count)
                .isGreaterThan(5));
    }

    @Test
    void theSameFileGivesTheSameBytes() throws IOException {
        found("again", history);

        assertThat(folder.resolve("again.out")).hasSameBinaryContentAs(folder.resolve("straight.out"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aShuffleWithinAMinuteGivesTheSameButForLineNumbers(long seed) throws IOException {
        Random random = new Random(seed);
        Map<Event, Long> arrives = history.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), event -> event.at().toEpochMilli() + random.nextInt(SKEW_MILLIS)));
        List<Event> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, random);
        shuffled.sort(Comparator.comparing(arrives::get));

        assertThat(shuffled).isNotEqualTo(history);
        assertThat(found("shuffled" + seed, shuffled)).isEqualTo(expected);
    }
}
