package io.mailwarden.scanner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One message of a collection that cannot be shipped: where it lies, what it was labelled, its cluster of messages with
 * nearly the same text or of one thread, and whether signs are judged on it only and never tuned. Immutable.
 */
record RealMail(Path file, String kind, String cluster, boolean heldOut) {

    static final String NO_HAM = "fraud in ham";

    private static final Pattern THREAD = Pattern.compile("(?i)^(?:\\s|re:|fwd?:|aw:|\\[[^\\]]*])*");

    /** One line of the labels that are shipped. */
    record Label(String file, String kind, String cluster, boolean heldOut) {

        private static Label parsed(String line, boolean heldOut) {
            String[] fields = line.split("\t", -1);
            if (fields.length != 3) {
                throw new IllegalArgumentException("expected file, label and cluster: " + line);
            }
            return new Label(fields[0], fields[1], fields[2], heldOut);
        }
    }

    /** The labels of the corpus phishing_pot; how they came about is said in the files themselves. */
    static List<Label> labels() {
        return Stream.of(
                        labels("phishing-pot-labels.tsv", false),
                        labels("phishing-pot-letters-labels.tsv", false),
                        labels("phishing-pot-held-out-labels.tsv", true))
                .flatMap(labels -> labels)
                .toList();
    }

    private static Stream<Label> labels(String resource, boolean heldOut) {
        return lines(resource).map(line -> Label.parsed(line, heldOut));
    }

    private static Stream<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(RealMail.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#"));
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
                        .map(file -> new RealMail(file, label.kind, label.cluster, label.heldOut)))
                .toList();
    }

    /**
     * All files below the folder as ham, those with one subject as one cluster; half of the subjects, by their SHA-256,
     * are held out. What is known to be fraud that got through to a list is of a kind of its own.
     */
    static List<RealMail> ham(Path folder) throws IOException {
        Set<String> fraud = lines("no-ham.txt").collect(Collectors.toSet());
        return files(folder)
                .map(file -> {
                    String thread = header(file, "subject:")
                            .map(subject -> THREAD.matcher(subject).replaceFirst(""))
                            .filter(subject -> !subject.isEmpty())
                            .orElse(file.getFileName().toString());
                    String kind =
                            header(file, "message-id:").filter(fraud::contains).isPresent() ? NO_HAM : "ham";
                    return new RealMail(file, kind, thread, (sha256(thread)[0] & 1) == 1);
                })
                .toList();
    }

    // The first line of the field is enough.
    private static Optional<String> header(Path file, String name) {
        return new String(read(file), ISO_8859_1)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, name, 0, name.length()))
                .map(line -> line.substring(name.length()).strip())
                .findFirst();
    }

    private static byte[] sha256(String text) {
        return Hashing.sha256().hashString(text, UTF_8).asBytes();
    }

    static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    byte[] collected() {
        return read(file);
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
