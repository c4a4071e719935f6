package io.mailwarden.mailet.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.response.scan.Sensitivity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * How often the scanner is right on real mail, which cannot be shipped. {@code -Dscan.data=FOLDER} names a folder with one
 * folder for each kind of mail, such as {@code phishing}, {@code fraud}, {@code advertising}, {@code ham}; skipped without.
 * Prints a table for docs/detection.md, and holds the goals for the kinds {@code phishing}, {@code fraud} and {@code ham}.
 */
class ScanQualityTest {

    private static final String DATA = System.getProperty("scan.data", "");

    private static final double RECALL_HEIGHTENED = 0.90;
    private static final double FALSE_HEIGHTENED = 0.01;
    private static final double FALSE_NORMAL = 0.001;

    /** How many messages of one kind were judged, and how. */
    private record Kind(int messages, int normal, int suspicious, int heightened) {

        double share(int count) {
            return messages == 0 ? 0 : (double) count / messages;
        }

        Kind and(Kind other) {
            return new Kind(
                    messages + other.messages,
                    normal + other.normal,
                    suspicious + other.suspicious,
                    heightened + other.heightened);
        }
    }

    @Test
    void realMailIsJudgedAsWellAsIsPromised() throws IOException {
        Assumptions.assumeTrue(!DATA.isEmpty(), "skipped: -Dscan.data names no folder of real mail");

        Map<String, Kind> kinds = new TreeMap<>();
        try (Stream<Path> folders = Files.list(Path.of(DATA))) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                kinds.put(folder.getFileName().toString(), judge(messages(folder)));
            }
        }
        print(kinds);
        System.out.printf(Locale.ROOT, "%nmessages a second on one core, warm: %.0f%n", rate());

        Kind none = new Kind(0, 0, 0, 0);
        Kind wanted = kinds.getOrDefault("phishing", none).and(kinds.getOrDefault("fraud", none));
        Kind ham = kinds.getOrDefault("ham", none);
        assertThat(wanted.share(wanted.heightened)).as("found, heightened").isGreaterThanOrEqualTo(RECALL_HEIGHTENED);
        assertThat(ham.share(ham.heightened)).as("ham, heightened").isLessThanOrEqualTo(FALSE_HEIGHTENED);
        assertThat(ham.share(ham.normal)).as("ham, normal").isLessThanOrEqualTo(FALSE_NORMAL);
    }

    private static List<byte[]> messages(Path folder) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                messages.add(Files.readAllBytes(file));
            }
        }
        return messages;
    }

    private static Kind judge(List<byte[]> messages) {
        int normal = 0;
        int suspicious = 0;
        int heightened = 0;
        for (byte[] message : messages) {
            ScanVerdict everyday = verdict(message, Sensitivity.NORMAL);
            normal += everyday == ScanVerdict.MALICIOUS ? 1 : 0;
            suspicious += everyday == ScanVerdict.SUSPICIOUS ? 1 : 0;
            heightened += verdict(message, Sensitivity.HEIGHTENED) == ScanVerdict.MALICIOUS ? 1 : 0;
        }
        return new Kind(messages.size(), normal, suspicious, heightened);
    }

    private static ScanVerdict verdict(byte[] message, Sensitivity sensitivity) {
        return Scans.OWN.scan(ScanTarget.of(message), sensitivity).verdict();
    }

    private static void print(Map<String, Kind> kinds) {
        System.out.println("| kind | messages | malicious, normal | suspicious, normal | malicious, heightened |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        kinds.forEach((name, kind) -> System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f %% (%d) | %.2f %% | %.2f %% (%d) |%n",
                name,
                kind.messages,
                100 * kind.share(kind.normal),
                kind.normal,
                100 * kind.share(kind.suspicious),
                100 * kind.share(kind.heightened),
                kind.heightened));
    }

    // Processor time of this thread: other work on the machine does not count.
    private static double rate() throws IOException {
        List<byte[]> all = messages(Path.of(DATA));
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        all.forEach(message -> verdict(message, Sensitivity.NORMAL));
        return all.size() / ((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
    }
}
