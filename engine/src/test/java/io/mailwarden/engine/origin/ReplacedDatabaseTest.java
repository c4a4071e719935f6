package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.fixtures.GeoLite2;
import io.mailwarden.engine.fixtures.MmdbFile;
import io.mailwarden.engine.fixtures.OriginSettings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedDatabaseTest {

    private static final Instant NOW = Instant.parse("2026-05-03T06:00:00Z");

    @TempDir
    private static Path folder;

    private static Path country = Path.of("");
    private static Path asn = Path.of("");

    private final TestClock clock = TestClock.at("2026-05-03T06:00:00Z");
    private final Alarms alarms = new Alarms(clock);
    private Path file = Path.of("");

    @BeforeAll
    static void readDatabases() throws IOException {
        country = GeoLite2.COUNTRY.into(folder);
        asn = GeoLite2.ASN.into(folder);
    }

    @BeforeEach
    void noDatabaseYet(@TempDir Path own) {
        file = own.resolve("in-use.mmdb");
    }

    @Test
    void alarmsAboutAMissingFileAndClearsWhenItComes() throws IOException {
        OriginLookup lookup = lookup();
        assertThat(causes()).containsExactly("file in-use.mmdb");
        assertThat(countryOf(lookup)).isEmpty();

        replaceBy(Files.readAllBytes(country));
        lookup.refresh();

        assertThat(causes()).isEmpty();
        assertThat(countryOf(lookup)).contains("NO");
    }

    @Test
    void alarmsAboutATruncatedFileAndGoesOn() throws IOException {
        replaceBy(truncated());

        OriginLookup lookup = lookup();

        assertThat(causes()).containsExactly("file in-use.mmdb");
        assertThat(alarms.standing().get(0).text()).contains("nothing is known from it");
        assertThat(countryOf(lookup)).isEmpty();
        assertThat(lookup.knowsGeography()).isFalse();
    }

    @Test
    void alarmsAboutAFileOfAnotherKind() throws IOException {
        replaceBy("<html>404 not found</html>".getBytes(StandardCharsets.UTF_8));

        assertThat(countryOf(lookup())).isEmpty();
        assertThat(causes()).containsExactly("file in-use.mmdb");
    }

    @Test
    void servesTheNewFileWhenItIsReplaced() throws IOException {
        replaceBy(Files.readAllBytes(asn));
        OriginLookup lookup = lookup();
        assertThat(lookup.locate(Address.parse("148.122.0.1"), Optional.empty(), NOW)
                        .words())
                .isEqualTo("AS2119 Telenor Norge AS");

        replaceBy(Files.readAllBytes(country));
        lookup.refresh();

        assertThat(lookup.locate(Address.parse("148.122.0.1"), Optional.empty(), NOW)
                        .words())
                .isEqualTo("NO");
        assertThat(lookup.knowledge()).containsExactly("GeoLite2-Country of 2019-11-12: countries");
    }

    @Test
    void goesOnServingTheOldFileWhenTheNewOneIsBroken() throws IOException {
        replaceBy(Files.readAllBytes(country));
        OriginLookup lookup = lookup();

        replaceBy(truncated());
        lookup.refresh();
        lookup.refresh();

        assertThat(countryOf(lookup)).contains("NO");
        assertThat(alarms.standing()).singleElement().satisfies(alarm -> assertThat(alarm.text())
                .contains("the one read before still serves"));

        replaceBy(Files.readAllBytes(country));
        lookup.refresh();

        assertThat(countryOf(lookup)).contains("NO");
        assertThat(causes()).isEmpty();
    }

    @Test
    void cannotTellFromABrokenEntryUntilTheFileIsReplaced() throws IOException {
        replaceBy(withABrokenEntry());
        OriginLookup lookup = lookup();
        assertThat(causes()).isEmpty();

        assertThat(countryOf(lookup)).isEmpty();
        assertThat(causes()).containsExactly("geography");

        replaceBy(Files.readAllBytes(country));
        lookup.refresh();

        assertThat(countryOf(lookup)).contains("NO");
        assertThat(causes()).isEmpty();
    }

    @Test
    void alarmsAboutAFileWhoseEntriesTellNothingWithTheirKeys() throws IOException {
        Path proxies = MmdbFile.named("GeoIP2-Anonymous-IP")
                .with("148.122.0.0/16", Map.of("is_anonymous", true, "is_tor_exit_node", true))
                .into(folder.resolve("proxies.mmdb"));
        replaceBy(Files.readAllBytes(proxies));
        OriginLookup lookup = lookup();

        assertThat(causes()).containsExactly("file in-use.mmdb");
        assertThat(alarms.standing().get(0).text()).contains("is_anonymous, is_tor_exit_node");
        assertThat(lookup.refusedDatabases())
                .hasEntrySatisfying(file, reason -> assertThat(reason).contains("is_anonymous, is_tor_exit_node"));

        replaceBy(Files.readAllBytes(country));
        lookup.refresh();

        assertThat(lookup.refusedDatabases()).isEmpty();
        assertThat(causes()).isEmpty();
    }

    @Test
    void refusesWhatHasNoReadableEntry() throws IOException {
        replaceBy(withoutData());

        assertThat(lookup().refusedDatabases()).containsOnlyKeys(file);
        assertThat(causes()).containsExactly("file in-use.mmdb");
    }

    @Test
    void missingFileIsNotRefused() {
        assertThat(lookup().refusedDatabases()).isEmpty();
    }

    private OriginLookup lookup() {
        OriginConfig config = OriginSettings.shipped().databases(file).build();
        return new OriginLookup(config, DnsBlocklists.NONE, alarms, TestClock.at("2026-05-03T06:00:00Z"));
    }

    private List<String> causes() {
        return alarms.standing().stream().map(Alarm::cause).toList();
    }

    private static Optional<String> countryOf(OriginLookup lookup) {
        return lookup.locate(Address.parse("148.122.0.1"), Optional.empty(), NOW)
                .country();
    }

    private static byte[] truncated() throws IOException {
        byte[] whole = Files.readAllBytes(country);
        return Arrays.copyOf(whole, whole.length / 2);
    }

    // Search tree and metadata are whole, what the tree points to is not.
    private static byte[] withoutData() throws IOException {
        byte[] bytes = Files.readAllBytes(country);
        Arrays.fill(bytes, bytes.length - 150_000, bytes.length - 1_000, (byte) 0xFF);
        return bytes;
    }

    // Behind so many others that opening does not see it.
    private static byte[] withABrokenEntry() throws IOException {
        MmdbFile file = MmdbFile.named("GeoLite2-Country");
        for (int i = 0; i < 120; i++) {
            file.with("148." + i + ".0.0/16", Map.of("country", Map.of("iso_code", "SE")));
        }
        // A text of 20 bytes in an encoding that is none.
        byte[] broken = new byte[21];
        Arrays.fill(broken, (byte) 0xFF);
        broken[0] = 0x54;
        file.with("148.122.0.0/16", Map.of("country", Map.of("iso_code", broken)));
        return Files.readAllBytes(file.into(folder.resolve("one-broken.mmdb")));
    }

    // As an updater does it: a whole file moved over the old one, with a later time.
    private void replaceBy(byte[] content) throws IOException {
        Path next = file.resolveSibling("next");
        Files.write(next, content);
        clock.advance(Duration.ofSeconds(1));
        Files.setLastModifiedTime(next, FileTime.from(clock.instant()));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
