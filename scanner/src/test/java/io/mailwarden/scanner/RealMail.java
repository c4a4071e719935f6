package io.mailwarden.scanner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One message of a collection that cannot be shipped: where it lies, what it was labelled, and its cluster of messages
 * with nearly the same text. Immutable.
 */
record RealMail(Path file, String kind, String cluster) {

    /** One line of the labels that are shipped. */
    record Label(String file, String kind, String cluster) {

        private static Label parsed(String line) {
            String[] fields = line.split("\t", -1);
            if (fields.length != 3) {
                throw new IllegalArgumentException("expected file, label and cluster: " + line);
            }
            return new Label(fields[0], fields[1], fields[2]);
        }
    }

    /** The labels of the corpus phishing_pot; how they came about is said in the file itself. */
    static List<Label> labels() {
        try (InputStream in = Objects.requireNonNull(RealMail.class.getResourceAsStream("phishing-pot-labels.tsv"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Label::parsed)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the labelled messages of phishing_pot that lie anywhere below the folder. */
    static List<RealMail> labelled(Path folder) throws IOException {
        Map<String, Path> files = files(folder)
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString(), file -> file, (first, second) -> first));
        return labels().stream()
                .flatMap(label -> Stream.ofNullable(files.get(label.file))
                        .map(file -> new RealMail(file, label.kind, label.cluster)))
                .toList();
    }

    /** All files below the folder, each a cluster of its own. */
    static List<RealMail> all(Path folder, String kind) throws IOException {
        return files(folder)
                .map(file -> new RealMail(file, kind, file.toString()))
                .toList();
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    byte[] collected() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
