package io.mailwarden.scanner.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.scanner.message.StatusReport.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * How many real reports are read: {@code -Dreports=FOLDER} has the folders of the collection sisimai/set-of-emails, which
 * is not shipped. Skipped without. What a report carries is found out without the reader: by searching its raw lines. Prints
 * the table of docs/detection.md, and holds its goal.
 */
class RealReportsTest {

    private static final String FOLDER = System.getProperty("reports", "");
    private static final double GOAL = 0.97;

    private static final Pattern RECIPIENT =
            Pattern.compile("(?im)^(?:final|original)-recipient:\\s*(?:[\\w-]+;)?\\s*<?([^\\s<>]+@[^\\s<>]+)");
    private static final Pattern FAILED = Pattern.compile("(?im)^action:\\s*failed|^status:\\s*[45]\\.\\d+\\.\\d+");
    private static final Pattern DELAY = Pattern.compile("(?im)^subject:.*(delay|warning)");
    private static final Pattern DONE = Pattern.compile("(?im)^action:\\s*(delivered|relayed|expanded)");

    /** How many carry it, and of how many it was read. */
    private static final class Tally {

        private int carry;
        private int read;

        void count(boolean was) {
            carry++;
            read += was ? 1 : 0;
        }

        private double share() {
            return carry == 0 ? 1 : (double) read / carry;
        }

        private String words() {
            return String.format(Locale.ROOT, "%d of %d (%.1f %%)", read, carry, 100 * share());
        }
    }

    private final Map<String, Tally> tallies = new TreeMap<>();

    @Test
    void readsNearlyAllThatCarryTheFacts() throws IOException {
        Assumptions.assumeFalse(FOLDER.isEmpty());
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of(FOLDER, "maildir"))) {
            files = walk.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            read(file);
        }
        tallies.forEach((kind, tally) -> System.out.println("| " + kind + " | " + tally.words() + " |"));

        assertThat(Objects.requireNonNull(tallies.get("fields for programs, recipient and code"))
                        .share())
                .isGreaterThan(GOAL);
    }

    private void read(Path file) throws IOException {
        String raw = Files.readString(file, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        Optional<StatusReport> report;
        try (InputStream in = Files.newInputStream(file)) {
            report = new ReportReader().read(in);
        }
        String name = file.getFileName().toString();
        if (file.toString().contains("/not/") || name.startsWith("rfc3834") || name.startsWith("arf")) {
            count("no report of delivery, told as none", report.isEmpty(), file);
            return;
        }
        recipients(raw, report, file);
        messageId(raw, report, file);
    }

    private void recipients(String raw, Optional<StatusReport> report, Path file) {
        Set<String> recipients = RECIPIENT
                .matcher(raw)
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (!recipients.isEmpty()
                && FAILED.matcher(raw).find()
                && !DONE.matcher(raw).find()) {
            boolean found = report.stream()
                    .flatMap(one -> one.failures().stream())
                    .map(Failure::recipient)
                    .anyMatch(one -> recipients.contains(one.toLowerCase(Locale.ROOT)));
            count("fields for programs, recipient and code", found, file);
        } else if (recipients.isEmpty() && DELAY.matcher(raw).find()) {
            count(
                    "words about a delay, no lasting failure told",
                    report.stream().flatMap(one -> one.failures().stream()).allMatch(one -> one.status()
                            .startsWith("4")),
                    file);
        } else {
            count("words for people alone, any recipient", report.isPresent(), file);
        }
    }

    private void messageId(String raw, Optional<StatusReport> report, Path file) {
        // The first is the report's own.
        long ids = raw.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("message-id:"))
                .count();
        if (ids > 1 && report.isPresent()) {
            count(
                    "Message-ID of what came back",
                    !report.get().originalMessageId().isEmpty(),
                    file);
        }
    }

    private void count(String kind, boolean read, Path file) {
        tallies.computeIfAbsent(kind, any -> new Tally()).count(read);
        if (!read && Boolean.getBoolean("reports.missed")) {
            System.out.println("missed: " + kind + ": " + file);
        }
    }
}
