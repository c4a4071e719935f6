package io.mailwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mailwarden-cli.jar} as it is built. */
class PackagingIT {

    private static final Path JARS = Path.of(System.getProperty("mailwarden.jars", "target"));
    private static final Path CLI = JARS.resolve("mailwarden-cli.jar");

    @TempDir
    Path folder;

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private static String text(Path jar, String entry) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyClassIsAccountedFor() throws IOException {
        Set<String> known = Set.of("io/mailwarden/", "META-INF/", "ch/qos/logback/", "com/fasterxml/jackson/");
        List<String> others = Stream.of(
                        "com/amazon/randomcutforest/",
                        "com/github/benmanes/caffeine/",
                        "com/google/",
                        "com/maxmind/",
                        "com/zaxxer/hikari/",
                        "inet/ipaddr/",
                        "io/airlift/compress/",
                        "io/github/resilience4j/",
                        "io/leangen/geantyref/",
                        "org/apache/commons/configuration2/",
                        "org/apache/commons/io/",
                        "org/apache/commons/lang3/",
                        "org/apache/commons/logging/",
                        "org/apache/commons/text/",
                        "org/apache/james/mime4j/",
                        "org/flywaydb/core/",
                        "org/jdbi/v3/",
                        "org/jsoup/",
                        "org/postgresql/",
                        "org/slf4j/",
                        "org/sqlite/",
                        "sqlite-jdbc.properties",
                        "picocli/",
                        "logback.xml")
                .toList();

        assertThat(entries(CLI)).allMatch(entry -> Stream.concat(known.stream(), others.stream())
                .anyMatch(entry::startsWith));
    }

    @Test
    void ofOursOnlyWhatNeedsNoJamesIsInside() throws IOException {
        assertThat(entries(CLI).stream()
                        .filter(entry -> entry.startsWith("io/mailwarden/"))
                        .map(entry -> entry.split("/")[2]))
                .containsOnly(
                        "alert", "cli", "door", "engine", "imap", "owner", "scanner", "settings", "smtp", "store");
    }

    @Test
    void holdsSqliteForTheSystemsOfServersAndDesks() throws IOException {
        assertThat(entries(CLI).stream().filter(entry -> entry.startsWith("org/sqlite/native/")))
                .containsExactlyInAnyOrder(
                        "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
                        "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
                        "org/sqlite/native/Linux-Musl/aarch64/libsqlitejdbc.so",
                        "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so",
                        "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib",
                        "org/sqlite/native/Mac/x86_64/libsqlitejdbc.dylib",
                        "org/sqlite/native/Windows/aarch64/sqlitejdbc.dll",
                        "org/sqlite/native/Windows/x86_64/sqlitejdbc.dll");
    }

    @Test
    void noticeNamesWhatIsInside() throws IOException {
        assertThat(text(CLI, "META-INF/NOTICE"))
                .contains(
                        "Logback",
                        "jsoup",
                        "picocli",
                        "Commons IO",
                        "Resilience4j",
                        "aircompressor",
                        "ZXing",
                        "SQLite JDBC",
                        "PostgreSQL JDBC",
                        "ANTLR");
        assertThat(text(CLI, "META-INF/LICENSE")).contains("Apache License");
    }

    @Test
    void checkRunsFromTheJarAlone() throws Exception {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(conf.resolve("mailwarden.properties"), "policy.mode=prevent\norigin.reload-every=5\n");

        Run bad = run("check", conf.toString());
        Run good = run("check", Path.of("..", "conf").toString());

        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.output())
                .contains("line 2: origin.reload-every = 5: expected a time such as 30s, 10m, 12h or 7d");
        assertThat(good.exit()).as(good.output()).isZero();
    }

    @Test
    void replayRunsFromTheJarAlone() throws Exception {
        Path events = Files.writeString(
                folder.resolve("events.jsonl"),
                "{\"kind\":\"login\",\"time\":\"2026-05-03T06:51:00Z\",\"account\":\"bob\",\"ip\":\"192.0.2.1\","
                        + "\"outcome\":\"accepted\",\"geo\":{\"network\":\"malicious\"}}\n");

        Run run = run("replay", "--conf", Path.of("..", "conf").toString(), "--events", events.toString());

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("\"kind\":\"anomaly\"", "\"kind\":\"incident\"", "\"event\":1");
    }

    private record Run(int exit, String output) {}

    private Run run(String... arguments) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                CLI.toAbsolutePath().toString()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
            return new Run(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
