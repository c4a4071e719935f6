package io.mailwarden.scanner;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealMailTest {

    @Test
    void labelsEachFileOnceAndEachClusterAlike() {
        List<RealMail.Label> labels = RealMail.labels();
        Map<String, Set<String>> kinds =
                labels.stream().collect(groupingBy(RealMail.Label::cluster, mapping(RealMail.Label::kind, toSet())));

        assertThat(labels).extracting(RealMail.Label::file).doesNotHaveDuplicates();
        assertThat(labels).extracting(RealMail.Label::kind).containsOnly("phishing", "fraud", "advertising", "none");
        assertThat(kinds).hasSize(400).allSatisfy((cluster, all) -> assertThat(all)
                .hasSize(1));
    }

    @Test
    void findsLabelledMailByItsName(@TempDir Path folder) throws IOException {
        RealMail.Label label = RealMail.labels().get(0);
        Path mail = Files.createDirectory(folder.resolve("email")).resolve(label.file());
        Files.writeString(mail, "Hello");
        Files.writeString(folder.resolve("README.md"), "not a message");

        assertThat(RealMail.labelled(folder)).containsExactly(new RealMail(mail, label.kind(), label.cluster()));
        assertThat(RealMail.all(folder, "ham")).hasSize(2);
    }
}
