package io.mailwarden.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The extension jar as it is built. */
class PackagingIT {

    private static final Path JARS = Path.of(System.getProperty("mailwarden.jars", "target"));
    private static final Path EXTENSION = JARS.resolve("mailwarden-extension.jar");

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
    void extensionHoldsOursAndNothingThatJamesHas() throws IOException {
        List<String> entries = entries(EXTENSION);

        assertThat(entries)
                .allMatch(entry -> entry.startsWith("io/mailwarden/")
                        || entry.startsWith("META-INF/")
                        || entry.startsWith("org/sqlite/")
                        || entry.equals("sqlite-jdbc.properties"));
        assertThat(entries).noneMatch(entry -> entry.startsWith("META-INF/versions/"));
        assertThat(entries)
                .noneMatch(entry -> entry.startsWith("io/mailwarden/cli/"))
                .noneMatch(entry -> entry.contains("picocli"))
                .noneMatch(entry -> entry.endsWith(".mmdb"));
        assertThat(entries)
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "io/mailwarden/plugin/MailwardenModule.class",
                        "io/mailwarden/smtp/WatchedSmtpPackage.class",
                        "io/mailwarden/imap/WatchedImapPackage.class",
                        "io/mailwarden/mailet/Outbound.class",
                        "io/mailwarden/alert/Channels.class",
                        "io/mailwarden/shaded/syslog/SyslogMessage.class",
                        "io/mailwarden/shaded/caffeine/cache/Caffeine.class",
                        "io/mailwarden/shaded/maxminddb/Reader.class",
                        "io/mailwarden/shaded/ipaddr/IPAddressString.class",
                        "io/mailwarden/shaded/randomcutforest/RandomCutForest.class",
                        "io/mailwarden/shaded/jdbi/core/Jdbi.class",
                        "io/mailwarden/shaded/hikari/HikariDataSource.class",
                        "io/mailwarden/shaded/flyway/Flyway.class",
                        "io/mailwarden/shaded/postgresql/Driver.class",
                        "io/mailwarden/shaded/resilience4j/circuitbreaker/CircuitBreaker.class",
                        "io/mailwarden/shaded/zxing/qrcode/QRCodeReader.class",
                        "io/mailwarden/shaded/zxing/qrcode/QRCodeWriter.class",
                        "io/mailwarden/shaded/otp/TimeBasedOneTimePasswordGenerator.class",
                        "io/mailwarden/scanner/qr/QrCodes.class",
                        "io/mailwarden/scanner/signs/wording.txt",
                        "io/mailwarden/store/migrations/V1__log_and_profiles.sql",
                        "io/mailwarden/store/migrations/V10__console.sql");
    }

    @Test
    void holdsThePageOfOwnersWithItsTexts() throws IOException {
        assertThat(entries(EXTENSION))
                .contains(
                        "io/mailwarden/owner/page/PageListener.class",
                        "io/mailwarden/owner/texts/de.properties",
                        "io/mailwarden/owner/texts/en.properties",
                        "io/mailwarden/store/migrations/V13__owner_notices.sql")
                .noneMatch(entry -> entry.contains("netty"));
    }

    @Test
    void holdsTheConsoleAndOfItsLibraryWhatItUses() throws IOException {
        assertThat(entries(EXTENSION))
                .contains(
                        "io/mailwarden/admin/console/files.txt",
                        "io/mailwarden/admin/console/index.html",
                        "io/mailwarden/admin/console/data/world.json");
        assertThat(entries(EXTENSION).stream().filter(entry -> entry.startsWith("META-INF/resources/")))
                .containsExactly("META-INF/resources/webjars/lit-html/3.1.0/lit-html.js");
        assertThat(text(EXTENSION, "META-INF/NOTICE")).contains("lit-html", "Natural Earth");
    }

    @Test
    void holdsSqliteForTheSystemsOfServersAndDesks() throws IOException {
        assertThat(entries(EXTENSION).stream().filter(entry -> entry.startsWith("org/sqlite/native/")))
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
    void noticesNameWhatIsInside() throws IOException {
        assertThat(text(EXTENSION, "META-INF/NOTICE"))
                .contains("Caffeine", "MaxMind DB", "IPAddress", "Random Cut Forest")
                .contains("Jdbi", "HikariCP", "Flyway", "SQLite JDBC", "PostgreSQL JDBC", "geantyref", "Gson", "ANTLR")
                .contains("Syslog Java Client", "Resilience4j", "ZXing", "java-otp");
        assertThat(text(EXTENSION, "META-INF/LICENSE")).contains("Apache License");
    }
}
