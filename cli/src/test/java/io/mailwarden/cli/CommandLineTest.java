package io.mailwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.engine.fixtures.MmdbFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    private static final Instant MAY = Instant.parse("2026-05-01T07:00:00Z");
    private static final String OSLO =
            "\"ip\":\"198.51.100.7\",\"geo\":{\"country\":\"NO\",\"lat\":59.9,\"lon\":10.7,\"accuracyKm\":20}";
    private static final String LAGOS =
            "\"ip\":\"203.0.113.9\",\"geo\":{\"country\":\"NG\",\"lat\":6.45,\"lon\":3.39,\"accuracyKm\":20}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path conf = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        conf = Files.createDirectory(folder.resolve("conf"));
    }

    private int run(Object... arguments) {
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            words[i] = arguments[i].toString();
        }
        return line.execute(words);
    }

    private void settings(String text) throws IOException {
        Files.writeString(conf.resolve("mailwarden.properties"), text);
    }

    private static String login(Instant at, String origin) {
        return "{\"kind\":\"login\",\"time\":\"%s\",\"account\":\"bob@example.org\",\"protocol\":\"imap\",\"outcome\":\"accepted\",%s}"
                .formatted(at, origin);
    }

    private static List<String> month() {
        List<String> lines = new ArrayList<>();
        for (int day = 0; day < 30; day++) {
            lines.add(login(MAY.plus(Duration.ofDays(day)), OSLO));
        }
        return lines;
    }

    private Path events(List<String> lines) throws IOException {
        return Files.write(folder.resolve("events.jsonl"), lines);
    }

    @Test
    void checkOfGoodSettingsEndsWithZeroAndWarnsOfMissingGeography() throws IOException {
        settings("policy.mode=detect\n");

        assertThat(run("check", conf)).isZero();
        assertThat(out.toString()).contains("warning: no database", "ok: " + conf.resolve("mailwarden.properties"));
    }

    @Test
    void checkWarnsOfAMissingFileOfSettings() {
        assertThat(run("check", conf)).isZero();
        assertThat(out.toString()).contains("warning: there is no ");
    }

    @Test
    void checkWarnsOfADatabaseThatIsNotThere() throws IOException {
        settings("origin.databases=file://conf/none.mmdb\n");

        assertThat(run("check", conf)).isZero();
        assertThat(out.toString())
                .contains("warning: cannot read " + conf.resolve("none.mmdb"))
                .contains("warning: no database");
    }

    @Test
    void checkRefusesDatabasesThatTellNothing() throws IOException {
        Path broken = Files.writeString(conf.resolve("broken.mmdb"), "truncated");
        Path proxies = MmdbFile.named("GeoIP2-Anonymous-IP")
                .with("198.51.100.0/24", Map.of("is_anonymous", true))
                .into(conf.resolve("proxies.mmdb"));
        settings("origin.databases=file://conf/broken.mmdb, file://conf/proxies.mmdb\n");

        assertThat(run("check", conf)).isEqualTo(1);
        assertThat(out.toString())
                .contains("origin.databases: " + broken + ": Could not find a MaxMind DB metadata marker")
                .contains("origin.databases: " + proxies + ": GeoIP2-Anonymous-IP of ")
                .contains("which have is_anonymous")
                .doesNotContain("ok: ");
    }

    @Test
    void checkSaysWhatDatabasesTellAndWarnsOfOldOnes() throws IOException {
        Map<String, Object> norway = Map.of("country_code", "NO");
        MmdbFile.named("country ipvAll")
                .built("2019-11-12T00:00:00Z")
                .with("198.51.100.0/24", norway)
                .with("2001:4600::/32", norway)
                .into(conf.resolve("country.mmdb"));
        settings("origin.databases=file://conf/country.mmdb\n");

        assertThat(run("check", conf)).isZero();
        assertThat(out.toString())
                .contains("country ipvAll of 2019-11-12: countries\n")
                .contains("warning: country ipvAll of 2019-11-12 is more than a year old")
                .contains("ok: ");
    }

    @Test
    void checkOfBrokenSettingsEndsWithOneAndNamesEveryProblem() throws IOException {
        settings("policy.mod=detect\nhistory.files=file://conf/none\n");

        assertThat(run("check", conf)).isEqualTo(1);
        assertThat(out.toString()).contains("2 problems", "policy.mod", "the nearest is policy.mode", "history.files");
    }

    @Test
    void checkReadsTheFilesOfJamesToo() throws IOException {
        settings("\nhold.repository=file:///elsewhere/held/\n");
        Files.copy(Path.of("..", "conf", "mailrepositorystore.xml"), conf.resolve("mailrepositorystore.xml"));
        Files.copy(Path.of("..", "conf", "extensions.properties"), conf.resolve("extensions.properties"));
        Files.copy(Path.of("..", "conf", "mailetcontainer.xml"), conf.resolve("mailetcontainer.xml"));
        Files.writeString(conf.resolve("smtpserver.xml"), "<smtpservers>\n<smtpserver/>\n</smtpservers>");

        assertThat(run("check", conf)).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "files of James: 2 problems",
                        "  smtpserver.xml, line 2: not watched: smtp 0.0.0.0:25: ",
                        "  mailwarden.properties, line 2: hold.repository = file:///elsewhere/held/: ",
                        "warning: webadmin.properties: ")
                .doesNotContain("ok: ");
    }

    @Test
    void misuseEndsWithTwo() throws IOException {
        settings("");

        assertThat(run()).isEqualTo(2);
        assertThat(run("check")).isEqualTo(2);
        assertThat(run("check", folder.resolve("none"))).isEqualTo(2);
        assertThat(run("replay", "--conf", conf)).isEqualTo(2);
        assertThat(run("replay", "--conf", conf, "--events", folder.resolve("none")))
                .isEqualTo(2);
        assertThat(run("replay", "--conf", conf, "--events", conf)).isEqualTo(2);
        assertThat(run("dance")).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("replay", "bench", "scan");
    }

    @Test
    void replayTellsWhatWasFoundAtTheEventsOwnTime() throws IOException {
        settings("");
        List<String> lines = month();
        Instant last = MAY.plus(Duration.ofDays(29));
        lines.add(login(last.plus(Duration.ofMinutes(40)), LAGOS));

        assertThat(run("replay", "--conf", conf, "--events", events(lines))).isZero();

        List<JsonNode> found = json(out.toString());
        assertThat(found).isNotEmpty().allSatisfy(line -> {
            assertThat(line.get("event").asLong()).isEqualTo(31);
            assertThat(line.get("account").asText()).isEqualTo("bob@example.org");
            assertThat(line.get("time").asText()).isEqualTo("2026-05-30T07:40:00Z");
            assertThat(line.get("explanation").asText()).isNotEmpty();
        });
        assertThat(found)
                .anySatisfy(line -> {
                    assertThat(line.get("kind").asText()).isEqualTo("anomaly");
                    assertThat(line.get("type").asText()).isEqualTo("impossible-travel");
                    assertThat(line.get("severity").asText()).isIn("suspected", "critical");
                    assertThat(line.get("score").asDouble()).isBetween(0.0, 1.0);
                })
                .anySatisfy(line -> assertThat(line.get("kind").asText()).isEqualTo("incident"));
    }

    @Test
    void replayTellsVerdicts() throws IOException {
        settings("");
        List<String> lines = month();
        lines.add(login(
                MAY.plus(Duration.ofDays(30)),
                OSLO.replace("\"NO\"", "\"NO\",\"network\":\"malicious\"").replace("100.7", "101.7")));

        assertThat(run("replay", "--conf", conf, "--events", events(lines))).isZero();

        assertThat(json(out.toString())).anySatisfy(line -> {
            assertThat(line.get("kind").asText()).isEqualTo("verdict");
            assertThat(line.get("verdict").asText()).isEqualTo("reject");
            assertThat(line.get("event").asLong()).isEqualTo(31);
        });
    }

    @Test
    void sameEventsGiveTheSameFile() throws IOException {
        settings("");
        List<String> lines = month();
        lines.add(login(MAY.plus(Duration.ofDays(30)), LAGOS));
        Path events = events(lines);

        run("replay", "--conf", conf, "--events", events, "--out", folder.resolve("one"));
        run("replay", "--conf", conf, "--events", events, "--out", folder.resolve("two"));

        assertThat(folder.resolve("one")).isNotEmptyFile().hasSameBinaryContentAs(folder.resolve("two"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void replayNamesBadLinesAndSkipsThem() throws IOException {
        settings("");
        List<String> lines = month();
        lines.add(5, "no event");
        lines.add(login(MAY.plus(Duration.ofDays(29)).plus(Duration.ofMinutes(40)), LAGOS));

        assertThat(run("replay", "--conf", conf, "--events", events(lines))).isZero();

        assertThat(err.toString()).contains("line 6 is skipped: not JSON");
        assertThat(json(out.toString()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.get("event").asLong()).isEqualTo(32));
    }

    @Test
    void replayWithBrokenSettingsEndsWithOne() throws IOException {
        settings("policy.mode=x\n");

        assertThat(run("replay", "--conf", conf, "--events", events(List.of()))).isEqualTo(1);
        assertThat(err.toString()).contains("policy.mode");
    }

    @Test
    void benchMeasuresWhatIsThereAndSaysWhatIsNot() throws IOException {
        settings("");
        Path none = folder.resolve("none.jsonl");

        Object[] command = {
            "bench",
            "--conf",
            conf,
            "--accounts",
            9,
            "--days",
            20,
            "--events",
            events(month()),
            "--events",
            none,
            "--attackers",
            none
        };
        assertThat(run(command)).isZero();
        String report = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run(command)).isZero();

        assertThat(report)
                .contains("## Goals", "| events | 1 | 30 | 0 | 30 |", "| generated | ", "| foreign-spammer (spam) |")
                .contains("Skipped: no file none.jsonl")
                .doesNotContain("bob");
        assertThat(out.toString()).isEqualTo(report);
    }

    @Test
    void benchOfNothingIsMisuse() {
        assertThat(run("bench", "--accounts", 0)).isEqualTo(2);
        assertThat(run("bench", "--conf", folder.resolve("none"))).isEqualTo(2);
    }

    private static List<JsonNode> json(String lines) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> all = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            all.add(mapper.readTree(line));
        }
        return all;
    }
}
