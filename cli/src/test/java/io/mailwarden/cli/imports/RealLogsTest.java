package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much of other people's logs is understood; they are not part of this repository. */
class RealLogsTest {

    private static final String FOLDER = "mailwarden.data";
    private static final Pattern LOGIN = Pattern.compile("(?:dovecot|postfix).*(?:Login: |Logged in: |auth failed, "
            + "|unknown user|[Pp]assword mismatch|SASL \\S+ authentication fail)");

    private static List<String> loginLines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> LOGIN.matcher(line).find())
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    @Test
    void nearlyAllLoginsAreUnderstood() throws IOException {
        String folder = System.getProperty(FOLDER);
        assumeTrue(folder != null, "no folder with auth-logs of other servers: set -D" + FOLDER);
        List<String> lines = loginLines(Path.of(folder, "auth-logs"));
        Map<Reason, Long> skipped = new EnumMap<>(Reason.class);
        long events = 0;
        for (String line : lines) {
            Reading read = Reading.of(Reading.WITH_DOMAIN, Instant.parse("2026-01-01T00:00:00Z"), line);
            events += read.events().isEmpty() ? 0 : 1;
            read.summary().skipped().forEach((reason, those) -> skipped.merge(reason, those.count(), Long::sum));
        }
        long nameless = skipped.getOrDefault(Reason.NO_NAME, 0L);
        String share =
                String.format(Locale.ROOT, "%d lines of logins: %d events, skipped %s", lines.size(), events, skipped);
        System.out.println(share);

        assertThat(lines).isNotEmpty();
        assertThat((double) (events + nameless) / lines.size()).as(share).isGreaterThan(0.95);
    }
}
