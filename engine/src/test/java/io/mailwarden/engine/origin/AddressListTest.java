package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.fixtures.OriginSettings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {

    private static final Instant NOW = Instant.parse("2026-05-03T06:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private final Alarms alarms = new Alarms(TestClock.at("2026-05-03T06:00:00Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7                   | 203.0.113.7   | 203.0.113.8",
                "203.0.113.0/24                | 203.0.113.200 | 203.0.114.1",
                "'  203.0.113.7   # a comment' | 203.0.113.7   | 203.0.113.8",
                "203.0.112.0/22 ; SBL1         | 203.0.115.1   | 203.0.116.1",
                "203.0.113.0/24;SBL2           | 203.0.113.1   | 203.0.112.1",
                "'203.0.113.7\t10'             | 203.0.113.7   | 203.0.113.10",
                "203.0.113.7,80,2026-01-01     | 203.0.113.7   | 203.0.113.80",
                "'\"203.0.113.7\",\"bot\"'      | 203.0.113.7   | 203.0.113.8",
                "ExitAddress 203.0.113.7 2026-05-03 06:00:00 | 203.0.113.7 | 203.0.113.8",
                "'{\"cidr\":\"203.0.112.0/22\",\"sblid\":\"SBL1\",\"rir\":\"apnic\"}' | 203.0.115.1 | 203.0.116.1",
                "2001:db8:7::/48               | 2001:db8:7::1 | 2001:db8:8::1",
                "2001:db8::7                   | 2001:db8::7   | 2001:db8::8",
                "::ffff:203.0.113.7            | 203.0.113.7   | 203.0.113.8",
            })
    void readsTheUsualForms(String line, String listed, String other) throws IOException {
        OriginLookup lookup = malicious(list("list.txt", "# head\n; head\n\n" + line + "\r\n"));

        assertThat(kind(lookup, listed)).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(kind(lookup, other)).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(lookup.knowledge()).contains("list.txt: 1 malicious networks, 0 lines skipped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "--",
                "*",
                "*.*",
                "*.*.*.*",
                "/0",
                "/8",
                "10",
                "203.0",
                "<html>",
                "example.org",
                "\0",
                "0.0.0.0/0",
                "::/0",
                "128.0.0.0/1",
                "2000::/3",
                "::ffff:0:0/96",
                "203.0.113.0 203.0.113.255 24",
                "{",
                "{}",
                "{\"cidr\":7}",
                "{\"cidr\":\"x\"}",
                "{\"asn\":64496}",
                "ExitAddress",
                "ExitAddress x"
            })
    void skipsJunkAndNeverTakesItForTheWholeWorld(String junk) throws IOException {
        OriginLookup lookup = malicious(list("list.txt", junk + "\n203.0.113.7\n"));

        assertThat(kind(lookup, "9.9.9.9")).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(kind(lookup, "203.0.113.7")).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(lookup.knowledge()).contains("list.txt: 1 malicious networks, 1 lines skipped");
    }

    @Test
    void takesCommentsAndHeadersForNeitherNetworkNorBadLine() throws IOException {
        Path drop = list(
                "drop.json",
                """
                {"cidr":"203.0.113.0/24","sblid":"SBL1","rir":"apnic"}
                {"type":"metadata","timestamp":1777788000,"size":1,"records":1,"terms":"https://example.org/"}
                """);
        Path exits = list(
                "exits",
                """
                ExitNode 0011BD2485AD45D984EC4159C88FC066E5E3300E
                Published 2026-05-03 00:00:00
                LastStatus 2026-05-03 01:00:00
                ExitAddress 198.51.100.7 2026-05-03 01:10:00
                """);

        assertThat(malicious(drop).knowledge()).contains("drop.json: 1 malicious networks, 0 lines skipped");
        assertThat(malicious(exits).knowledge()).contains("exits: 1 malicious networks, 0 lines skipped");
    }

    @Test
    void readsAByteOrderMarkAndWindowsLineEnds() throws IOException {
        Path file = list("windows.txt", "\uFEFF203.0.113.7\r\n198.51.100.0/24\r\n");

        OriginLookup lookup = malicious(file);

        assertThat(kind(lookup, "203.0.113.7")).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(kind(lookup, "198.51.100.7")).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(lookup.knowledge()).contains("windows.txt: 2 malicious networks, 0 lines skipped");
    }

    @Test
    void findsAnAddressThatOnlyAnEarlierAndWiderNetworkHolds() throws IOException {
        Path file = list(
                "nested.txt",
                "203.0.113.64/26\n203.0.112.0/22\n203.0.113.70\n203.0.112.0/23\n2001:db8::1\n2001:db8::/32\n2001:db8::2\n");

        OriginLookup lookup = malicious(file);

        for (String inside :
                List.of("203.0.112.0", "203.0.113.71", "203.0.115.255", "2001:db8::3", "2001:db8:ffff::")) {
            assertThat(kind(lookup, inside)).as(inside).isEqualTo(NetworkKind.MALICIOUS);
        }
        for (String outside : List.of("203.0.111.255", "203.0.116.0", "2001:db7:ffff::", "2001:db9::")) {
            assertThat(kind(lookup, outside)).as(outside).isEqualTo(NetworkKind.RESIDENTIAL);
        }
        assertThat(lookup.knowledge()).contains("nested.txt: 7 malicious networks, 0 lines skipped");
    }

    @Test
    void alarmsAboutAFileThatIsNoListAndGoesOnWithTheOldOne() throws IOException {
        Path file = list("list.txt", "203.0.113.7");
        OriginLookup lookup = malicious(file);

        list("list.txt", "<html>\n<body>404 Not Found</body>\n</html>\n203.0.113.70\n");
        lookup.refresh();

        assertThat(kind(lookup, "203.0.113.7")).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(kind(lookup, "203.0.113.70")).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(alarms.standing()).singleElement().satisfies(alarm -> assertThat(alarm.text())
                .contains("the one read before still serves", "not a list of addresses: 3 of 4 lines"));
    }

    @Test
    void readsCommentsInAnyEncoding() throws IOException {
        Path file = folder.resolve("latin.txt");
        Files.write(file, "# M\u00fcnchen\n203.0.113.7 # Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(kind(malicious(file), "203.0.113.7")).isEqualTo(NetworkKind.MALICIOUS);
    }

    @Test
    void saysWhichListNamedTheAddress() throws IOException {
        Origin origin = malicious(list("drop.txt", "203.0.113.0/24 ; SBL1"))
                .locate(Address.parse("203.0.113.9"), Optional.empty(), NOW);

        assertThat(origin.listedBy()).isEqualTo("drop.txt");
    }

    @Test
    void countsTheWorstOfSeveralLists() throws IOException {
        Path all = list("all.txt", "203.0.113.0/24");
        Path some = list("some.txt", "203.0.113.0/25");
        OriginConfig config =
                OriginSettings.shipped().malicious(some).hosting(all).build();
        OriginLookup lookup =
                new OriginLookup(config, DnsBlocklists.NONE, alarms, TestClock.at("2026-05-03T06:00:00Z"));

        assertThat(kind(lookup, "203.0.113.1")).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(kind(lookup, "203.0.113.129")).isEqualTo(NetworkKind.HOSTING);
    }

    @Test
    void safeNetworkGoesBeforeMaliciousList() throws IOException {
        OriginConfig config = OriginSettings.shipped()
                .malicious(list("list.txt", "203.0.113.0/24"))
                .safe("203.0.113.0/28", "::ffff:198.51.100.0/120")
                .build();
        OriginLookup lookup =
                new OriginLookup(config, DnsBlocklists.NONE, alarms, TestClock.at("2026-05-03T06:00:00Z"));

        assertThat(lookup.locate(Address.parse("203.0.113.5"), Optional.empty(), NOW))
                .satisfies(origin -> assertThat(origin.safe()).isTrue())
                .satisfies(origin -> assertThat(origin.kind()).isEqualTo(NetworkKind.RESIDENTIAL));
        assertThat(kind(lookup, "203.0.113.16")).isEqualTo(NetworkKind.MALICIOUS);
        assertThat(lookup.locate(Address.parse("198.51.100.5"), Optional.empty(), NOW)
                        .safe())
                .isTrue();
    }

    @Test
    void alarmsAboutAListThatIsNotThere() {
        OriginLookup lookup = malicious(folder.resolve("gone.txt"));

        assertThat(kind(lookup, "203.0.113.7")).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(alarms.standing()).extracting(Alarm::cause).containsExactly("file gone.txt");
    }

    @Test
    void servesTheListThatReplacedTheOldOne() throws IOException {
        Path file = list("list.txt", "203.0.113.7");
        OriginLookup lookup = malicious(file);
        assertThat(kind(lookup, "203.0.113.70")).isEqualTo(NetworkKind.RESIDENTIAL);

        list("list.txt", "203.0.113.70");
        lookup.refresh();

        assertThat(kind(lookup, "203.0.113.7")).isEqualTo(NetworkKind.RESIDENTIAL);
        assertThat(kind(lookup, "203.0.113.70")).isEqualTo(NetworkKind.MALICIOUS);
    }

    private Path list(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private OriginLookup malicious(Path file) {
        OriginConfig config = OriginSettings.shipped().malicious(file).build();
        return new OriginLookup(config, DnsBlocklists.NONE, alarms, TestClock.at("2026-05-03T06:00:00Z"));
    }

    private static NetworkKind kind(OriginLookup lookup, String address) {
        return lookup.locate(Address.parse(address), Optional.empty(), NOW).kind();
    }
}
