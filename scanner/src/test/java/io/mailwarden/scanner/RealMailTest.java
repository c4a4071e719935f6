package io.mailwarden.scanner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealMailTest {

    @Test
    void labelsEachFileOnceAndEachClusterAlike() {
        List<RealMail.Label> labels = RealMail.labels();
        Map<String, Set<String>> kinds =
                labels.stream().collect(groupingBy(RealMail.Label::cluster, mapping(RealMail.Label::kind, toSet())));

        assertThat(labels).extracting(RealMail.Label::file).doesNotHaveDuplicates();
        assertThat(labels)
                .extracting(RealMail.Label::kind)
                .containsOnly("phishing", "fraud", "fraud letters", "advertising", "none");
        assertThat(kinds).hasSize(878).allSatisfy((cluster, all) -> assertThat(all)
                .hasSize(1));
    }

    @Test
    void fortyClustersOfFraudAreHeldOutByTheHashOfTheirNames() {
        List<String> heldOut = clusters(RealMail.Label::heldOut);
        List<String> others =
                clusters(label -> !label.heldOut() && !label.kind().equals("fraud letters"));
        List<String> fraud = clusters(label -> label.heldOut() && label.kind().equals("fraud"));

        assertThat(heldOut).doesNotContainAnyElementsOf(others);
        assertThat(fraud).hasSize(40).contains(heldOut.get(heldOut.size() - 1));
        assertThat(hash(heldOut.get(0)))
                .as("the list goes on where the other ended")
                .isGreaterThan(hash(others.get(340)));
    }

    // In the order in which they were read.
    private static List<String> clusters(Predicate<RealMail.Label> which) {
        return RealMail.labels().stream()
                .filter(which)
                .map(RealMail.Label::cluster)
                .distinct()
                .sorted(comparing(RealMailTest::hash))
                .toList();
    }

    private static String hash(String cluster) {
        return Hashing.sha256().hashString(cluster, UTF_8).toString();
    }

    @Test
    void messagesOfOneSubjectAreHeldOutTogether(@TempDir Path folder) throws IOException {
        for (int thread = 0; thread < 40; thread++) {
            Files.writeString(folder.resolve(thread + "-first"), "To: x\nSubject: [list] Topic " + thread + "\n\nHi");
            Files.writeString(folder.resolve(thread + "-answer"), "Subject: Re: [list] Topic " + thread + "\n\nHi");
        }

        List<RealMail> all = RealMail.ham(folder);
        assertThat(all.stream().collect(groupingBy(RealMail::cluster, mapping(RealMail::heldOut, toSet()))))
                .hasSize(40)
                .allSatisfy((subject, heldOut) -> assertThat(heldOut).hasSize(1));
        assertThat(all).extracting(RealMail::heldOut).contains(true, false);
    }

    @Test
    void fraudThatGotThroughToAListIsNoHam(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("a"),
                "Message-ID: <CAGKQ94JeA_2puhPF4pHCNyV7e3cDgyb7LROX110Utp4VD1G57Q@mail.gmail.com>\n");
        Files.writeString(folder.resolve("b"), "Message-ID: <1@list.example>\n");

        assertThat(RealMail.ham(folder)).extracting(RealMail::kind).containsExactly(RealMail.NO_HAM, "ham");
    }

    @Test
    void findsLabelledMailByItsName(@TempDir Path folder) throws IOException {
        RealMail.Label label = RealMail.labels().get(0);
        Path mail = Files.createDirectory(folder.resolve("email")).resolve(label.file());
        Files.writeString(mail, "Hello");
        Files.writeString(folder.resolve("README.md"), "not a message");

        assertThat(RealMail.labelled(folder)).containsExactly(new RealMail(mail, label.kind(), label.cluster(), false));
        assertThat(RealMail.ham(folder)).hasSize(2);
    }
}
