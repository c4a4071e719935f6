package io.mailwarden.scanner;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.response.scan.Sensitivity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * How often the scanner is right on real mail, which cannot be shipped. {@code -Dscan.phishing=FOLDER} has the messages
 * of the corpus phishing_pot, of which those are taken that {@code phishing-pot-labels.tsv} and
 * {@code phishing-pot-held-out-labels.tsv} name;
 * {@code -Dscan.ham=FOLDER} has honest messages; one of them is enough. Skipped without both. Prints the tables of
 * docs/detection.md, and holds its goals.
 */
class ScanQualityTest {

    private static final String PHISHING = System.getProperty("scan.phishing", "");
    private static final String HAM = System.getProperty("scan.ham", "");

    private static final double RECALL_HEIGHTENED = 0.90;
    private static final double FALSE_HEIGHTENED = 0.01;
    private static final double FALSE_NORMAL = 0.001;

    /** One message, and how it was assessed. */
    private record ScannedMail(RealMail mail, ScanVerdict normal, ScanVerdict heightened) {

        boolean maliciousNormal() {
            return normal == ScanVerdict.MALICIOUS;
        }

        boolean suspiciousNormal() {
            return normal == ScanVerdict.SUSPICIOUS;
        }

        boolean maliciousHeightened() {
            return heightened == ScanVerdict.MALICIOUS;
        }
    }

    /** The messages of some kinds. */
    private record Kinds(List<ScannedMail> messages) {

        Kinds only(Set<String> kinds) {
            return where(assessed -> kinds.contains(assessed.mail.kind()));
        }

        Kinds where(Predicate<ScannedMail> which) {
            return new Kinds(messages.stream().filter(which).toList());
        }

        long count(Predicate<ScannedMail> which) {
            return messages.stream().filter(which).count();
        }

        double share(Predicate<ScannedMail> which) {
            return messages.isEmpty() ? 0 : (double) count(which) / messages.size();
        }

        long clusters() {
            return messages.stream()
                    .map(assessed -> assessed.mail.cluster())
                    .distinct()
                    .count();
        }

        /** Clusters of which more than half was. */
        long clusters(Predicate<ScannedMail> which) {
            return shares(which).stream().filter(share -> share > 0.5).count();
        }

        /**
         * The mean of the clusters' shares: a campaign of thirty near-equal messages weighs as much as a single one.
         */
        double shareOfClusters(Predicate<ScannedMail> which) {
            return shares(which).stream().mapToDouble(share -> share).average().orElse(0);
        }

        private Collection<Double> shares(Predicate<ScannedMail> which) {
            return messages.stream()
                    .collect(groupingBy(
                            assessed -> assessed.mail.cluster(),
                            averagingDouble(assessed -> which.test(assessed) ? 1 : 0)))
                    .values();
        }
    }

    @Test
    void realMailIsScannedAsWellAsIsPromised() throws IOException {
        Assumptions.assumeFalse(
                PHISHING.isEmpty() && HAM.isEmpty(), "skipped: neither -Dscan.phishing nor -Dscan.ham names a folder");
        List<RealMail> mail = mail();

        Kinds all = assessed(mail, CollectedMail::asSent);
        Kinds stripped = all.where(ScanQualityTest::inFirstTable);
        print("Stripped of what mailboxes and lists added", stripped);
        print("As collected", assessed(mail, UnaryOperator.identity()).where(ScanQualityTest::inFirstTable));
        printLimits("Tuned on", all.where(assessed -> !assessed.mail.heldOut()));
        printLimits("Held out", all.where(assessed -> assessed.mail.heldOut()));
        System.out.printf(Locale.ROOT, "%nmessages a second on one core, warm: %.0f%n", rate(mail));

        Kinds wanted = stripped.only(Set.of("phishing", "fraud"));
        Kinds ham = stripped.only(Set.of("ham"));
        name("Ham, malicious at heightened sensitivity", ham, ScannedMail::maliciousHeightened);
        name("Phishing and fraud, not malicious at heightened", wanted, assessed -> !assessed.maliciousHeightened());

        if (!wanted.messages.isEmpty()) {
            assertThat(wanted.share(ScannedMail::maliciousHeightened))
                    .as("found, heightened")
                    .isGreaterThanOrEqualTo(RECALL_HEIGHTENED);
        }
        assertThat(ham.share(ScannedMail::maliciousHeightened))
                .as("ham, heightened")
                .isLessThanOrEqualTo(FALSE_HEIGHTENED);
        assertThat(ham.share(ScannedMail::maliciousNormal)).as("ham, normal").isLessThanOrEqualTo(FALSE_NORMAL);
    }

    // What was there before some was held out, and so can be compared.
    private static boolean inFirstTable(ScannedMail assessed) {
        return !assessed.mail.heldOut() || Set.of("ham", RealMail.NO_HAM).contains(assessed.mail.kind());
    }

    private static List<RealMail> mail() throws IOException {
        List<RealMail> mail = new ArrayList<>();
        if (!PHISHING.isEmpty()) {
            List<RealMail> labelled = RealMail.labelled(Path.of(PHISHING));
            assertThat(labelled).as("labelled messages below " + PHISHING).isNotEmpty();
            int all = RealMail.labels().size();
            System.out.printf(Locale.ROOT, "%n%d of %d labelled messages found%n", labelled.size(), all);
            mail.addAll(labelled);
        }
        if (!HAM.isEmpty()) {
            mail.addAll(RealMail.ham(Path.of(HAM)));
        }
        return mail;
    }

    private static Kinds assessed(List<RealMail> mail, UnaryOperator<byte[]> prepared) {
        List<ScannedMail> assessed = new ArrayList<>();
        for (RealMail one : mail) {
            byte[] message = prepared.apply(one.collected());
            assessed.add(new ScannedMail(
                    one, verdict(message, Sensitivity.NORMAL), verdict(message, Sensitivity.HEIGHTENED)));
        }
        return new Kinds(assessed);
    }

    private static ScanVerdict verdict(byte[] message, Sensitivity sensitivity) {
        return Scans.OWN.scan(ScanTarget.of(message), sensitivity).verdict();
    }

    private static void print(String title, Kinds all) {
        System.out.printf("%n%s:%n%n", title);
        System.out.println("| kind | messages | malicious, normal | suspicious, normal | malicious, heightened "
                + "| clusters | malicious, normal, each cluster once | malicious, heightened, each cluster once |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Set<String> kinds = new TreeSet<>();
        all.messages.forEach(assessed -> kinds.add(assessed.mail.kind()));
        kinds.forEach(kind -> print(kind, Set.of(kind), all));
        print("phishing and fraud", Set.of("phishing", "fraud"), all);
    }

    private static void print(String name, Set<String> which, Kinds all) {
        Kinds kind = all.only(which);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f %% (%d) | %.2f %% | %.2f %% (%d) | %d | %.1f %% | %.1f %% |%n",
                name,
                kind.messages.size(),
                100 * kind.share(ScannedMail::maliciousNormal),
                kind.count(ScannedMail::maliciousNormal),
                100 * kind.share(ScannedMail::suspiciousNormal),
                100 * kind.share(ScannedMail::maliciousHeightened),
                kind.count(ScannedMail::maliciousHeightened),
                kind.clusters(),
                100 * kind.shareOfClusters(ScannedMail::maliciousNormal),
                100 * kind.shareOfClusters(ScannedMail::maliciousHeightened));
    }

    // Limits with a certainty of 95 %, of clusters: the messages of one are no independent trials.
    private static void printLimits(String title, Kinds all) {
        System.out.printf("%n%s:%n%n", title);
        System.out.println("| kind | messages | malicious, normal | malicious, heightened "
                + "| clusters | malicious, normal | malicious, heightened |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (String name :
                List.of("fraud", "fraud letters", "phishing", "advertising", "none", "ham", RealMail.NO_HAM)) {
            Kinds kind = all.only(Set.of(name));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.2f %% (%d) | %.2f %% (%d) | %d | %s | %s |%n",
                    name,
                    kind.messages.size(),
                    100 * kind.share(ScannedMail::maliciousNormal),
                    kind.count(ScannedMail::maliciousNormal),
                    100 * kind.share(ScannedMail::maliciousHeightened),
                    kind.count(ScannedMail::maliciousHeightened),
                    kind.clusters(),
                    ExactLimits.told(kind.clusters(ScannedMail::maliciousNormal), kind.clusters()),
                    ExactLimits.told(kind.clusters(ScannedMail::maliciousHeightened), kind.clusters()));
        }
    }

    private static void name(String title, Kinds kinds, Predicate<ScannedMail> which) {
        System.out.printf("%n%s:%n", title);
        kinds.messages.stream()
                .filter(which)
                .forEach(assessed ->
                        System.out.printf("%s (%s)%n", assessed.mail.file().getFileName(), assessed.normal));
    }

    // Processor time of this thread: other work on the machine does not count.
    private static double rate(List<RealMail> mail) {
        long nanos = 0;
        for (RealMail one : mail) {
            byte[] message = one.collected();
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            verdict(message, Sensitivity.NORMAL);
            nanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        }
        return mail.size() / (nanos / 1e9);
    }
}
