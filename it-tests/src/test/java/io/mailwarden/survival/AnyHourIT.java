package io.mailwarden.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.server.Databases;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.PortMap;
import io.mailwarden.survival.Elsewhere.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The takeovers that the other tests play, with the same pasts and places, at every hour: told to the engine as event
 * lines, on machines of other time zones and languages.
 */
@Order(24)
class AnyHourIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CLI = Site.ROOT.resolve(Path.of("cli", "target", "mailwarden-cli.jar"));
    private static final int PATIENCE_SECONDS = 60;

    private static final Cast CAST = Cast.of(1, 3);
    private static final String OWNER = CAST.owners().get(0);
    private static final String ROBBED = CAST.victims().get(0);
    private static final String STOLEN = CAST.victims().get(1);
    private static final String EMPTIED = CAST.victims().get(2);

    private static JamesHome home;

    /**
     * A takeover.
     *
     * @param at when it begins
     * @param on what runs the engine
     */
    record Hour(String name, Instant at, Machine on) {
        @Override
        public String toString() {
            return name + " on " + on;
        }
    }

    static List<Hour> hours() {
        List<String> all = List.of(
                "Monday at night, 2026-11-23T02:00:00Z",
                "Monday when work begins, 2026-11-23T07:50:00Z",
                "Tuesday at noon, 2026-11-24T11:30:00Z",
                "Wednesday when work ends, 2026-11-25T14:40:00Z",
                "Thursday before midnight, 2026-11-26T22:40:00Z",
                "Friday morning, 2026-11-27T09:00:00Z",
                "Saturday afternoon, 2026-11-28T14:00:00Z",
                "Sunday evening, 2026-11-29T19:00:00Z",
                "while clocks are set ahead, 2026-03-29T00:45:00Z",
                "on the day that lacks an hour, 2026-03-29T12:00:00Z",
                "while clocks are set back, 2026-10-25T00:45:00Z",
                "on the day that has an hour twice, 2026-10-25T12:00:00Z",
                "on 29 February, 2028-02-29T09:00:00Z",
                "over New Year, 2026-12-31T22:45:00Z");
        List<Hour> hours = new ArrayList<>();
        for (String line : all) {
            String[] parts = line.split(", ", 2);
            Machine machine = Elsewhere.MACHINES.get(hours.size() % Elsewhere.MACHINES.size());
            hours.add(new Hour(parts[0], Instant.parse(parts[1]), machine));
        }
        return hours;
    }

    @BeforeAll
    static void layOut() throws IOException {
        JamesHome.Layout plan = new JamesHome.Layout(
                Site.ROOT.resolve("conf"),
                Optional.empty(),
                List.of(Databases.overlay(Site.FOLDER.resolveSibling("geolite2"))));
        home = JamesHome.layOut(Site.FOLDER.resolve("any-hour"), plan, PortMap.free(), false);
    }

    @ParameterizedTest
    @MethodSource("hours")
    void onlyThievesAreCriticalAtEveryHour(Hour hour) throws Exception {
        List<JsonNode> found = replay(story(hour.at()), hour.on());

        assertThat(of(found, ROBBED, "anomaly"))
                .as("a guessed password is critical by itself: %s", of(found, ROBBED, "anomaly"))
                .anyMatch(one -> one.path("type").asText().equals("guessed-password") && isCritical(one));
        assertThat(of(found, ROBBED, "incident")).anyMatch(AnyHourIT::isCritical);
        assertThat(of(found, ROBBED, "verdict"))
                .first()
                .satisfies(one -> assertThat(one.path("verdict").asText()).isEqualTo("reject"));
        assertThat(of(found, STOLEN, "incident"))
                .as("a login from far away is suspected by itself")
                .isNotEmpty()
                .noneMatch(AnyHourIT::isCritical);
        assertThat(of(found, EMPTIED, "incident"))
                .as("both together are critical")
                .anyMatch(AnyHourIT::isCritical);
        assertThat(of(found, EMPTIED, "verdict"))
                .anyMatch(one -> one.path("verdict").asText().equals("hold"));
        assertThat(of(found, OWNER, "incident")).isEmpty();
        assertThat(of(found, OWNER, "verdict")).isEmpty();
    }

    private static boolean isCritical(JsonNode line) {
        return line.path("severity").asText().equals("critical");
    }

    private static List<JsonNode> of(List<JsonNode> found, String account, String kind) {
        return found.stream()
                .filter(one -> one.path("account").asText().equals(account)
                        && one.path("kind").asText().equals(kind))
                .toList();
    }

    /** Two weeks as always; then the owner works, and others are robbed. */
    private static List<String> story(Instant at) {
        List<String> lines = new ArrayList<>(CAST.history(at.atZone(Cast.OSLO).toLocalDate()));
        for (String account : CAST.all()) {
            lines.add(login(at, account, Cast.OFFICE, "accepted", 0));
        }
        lines.add(message(at.plusSeconds(1), OWNER, Cast.OFFICE, Cast.CONTACTS.get(0)));
        Instant later = at.plusSeconds(1800);
        for (int guess = 1; guess <= Players.GUESSES.size(); guess++) {
            lines.add(login(later, ROBBED, Cast.thief(0), "refused", 100 + guess));
        }
        for (String victim : List.of(ROBBED, STOLEN, EMPTIED)) {
            lines.add(login(
                    later.plusSeconds(1), victim, Cast.thief(3 * CAST.victims().indexOf(victim)), "accepted", 7));
        }
        for (int i = 1; i <= 40; i++) {
            lines.add(message(later.plusSeconds(1 + i), EMPTIED, Cast.thief(6), "stranger" + i + "@shop.example"));
        }
        return lines;
    }

    private static String login(Instant at, String account, String ip, String outcome, int mark) {
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"login\",\"time\":\"%s\",\"account\":\"%s\",\"protocol\":\"imap\",\"ip\":\"%s\","
                        + "\"outcome\":\"%s\",\"passwordMark\":%d}",
                at,
                account,
                ip,
                outcome,
                mark);
    }

    private static String message(Instant at, String account, String ip, String recipient) {
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"message\",\"time\":\"%s\",\"account\":\"%s\",\"ip\":\"%s\",\"messageId\":\"<%d.%s>\","
                        + "\"recipients\":[\"%s\"],\"subject\":\"Invoice\",\"bytes\":2000}",
                at,
                account,
                ip,
                at.getEpochSecond(),
                account,
                recipient);
    }

    private static List<JsonNode> replay(List<String> events, Machine machine) throws Exception {
        Path in = Files.write(home.directory().resolve("events.jsonl"), events);
        Path out = home.directory().resolve("found.jsonl");
        Files.deleteIfExists(out);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(machine.options());
        command.addAll(
                List.of("-jar", CLI.toString(), "replay", "--conf", home.conf().toString()));
        command.addAll(List.of("--events", in.toString(), "--out", out.toString()));
        Path said = home.directory().resolve("replay.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("TZ", machine.zone());
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the replay ends")
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        List<JsonNode> found = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            found.add(JSON.readTree(line));
        }
        return found;
    }
}
