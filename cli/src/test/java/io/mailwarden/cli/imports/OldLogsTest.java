package io.mailwarden.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.cli.imports.OldLogs.LogOptions;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Protocol;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldLogsTest {

    @TempDir
    Path folder;

    private static byte[] sample() throws IOException {
        try (InputStream in = Objects.requireNonNull(OldLogsTest.class.getResourceAsStream("mail.log"))) {
            return in.readAllBytes();
        }
    }

    private static Reading readSample() throws IOException {
        return Reading.ofBytes(Reading.UTC, Reading.LAST_WRITTEN, sample());
    }

    @Test
    void oneLogWithBothProgramsAndAllFormsOfTimeIsRead() throws IOException {
        Reading read = readSample();

        assertThat(read.logins())
                .extracting(
                        login -> login.at().toString(),
                        login -> login.account().name(),
                        Login::protocol,
                        Login::outcome)
                .containsExactly(
                        tuple("2026-05-03T06:50:03Z", "bob", Protocol.IMAP, Outcome.ACCEPTED),
                        tuple("2026-05-03T06:51:10.250Z", "carol", Protocol.POP3, Outcome.ACCEPTED),
                        tuple("2026-05-03T06:51:30Z", "dave", Protocol.IMAP, Outcome.ACCEPTED),
                        tuple("2026-05-03T06:52:00Z", "bob", Protocol.MANAGESIEVE, Outcome.ACCEPTED),
                        tuple("2026-05-03T06:52:10Z", "carol", Protocol.IMAP, Outcome.REFUSED),
                        tuple("2026-05-03T06:52:10Z", "carol", Protocol.IMAP, Outcome.REFUSED),
                        tuple("2026-05-03T06:53:01Z", "bob", Protocol.SMTP, Outcome.ACCEPTED),
                        tuple("2026-05-03T06:54:00Z", "carol", Protocol.SMTP, Outcome.REFUSED));
        assertThat(read.events()).isSortedAccordingTo(Comparator.comparing(Event::at));
        assertThat(read.all(ClientSeen.class)).singleElement().satisfies(seen -> {
            assertThat(seen.session()).isEqualTo("ccc333");
            assertThat(seen.client().family()).isEqualTo("iPhone Mail");
        });
    }

    private static Tuple tuple(String at, String name, Protocol protocol, Outcome outcome) {
        return Tuple.tuple(at, name + "@example.org", protocol, outcome);
    }

    @Test
    void aMessageComesBeforeWhatCameBackOfIt() throws IOException {
        Reading read = readSample();

        Message message = read.messages().get(0);
        DeliveryReport report = read.all(DeliveryReport.class).get(0);
        assertThat(message.recipients()).containsExactly("erin@example.net", "nobody@example.net");
        assertThat(message.content().messageId()).isEqualTo("<one@example.org>");
        assertThat(message.content().bytes()).isEqualTo(2345);
        assertThat(message.at()).isEqualTo("2026-05-03T06:53:01Z");
        assertThat(message.source().map(Object::toString)).contains("198.51.100.7");
        assertThat(report.account()).isEqualTo(new Account("bob@example.org"));
        assertThat(report.recipient()).isEqualTo("nobody@example.net");
        assertThat(report.status()).isEqualTo("5.1.1");
        assertThat(report.originalMessageId()).isEqualTo("<one@example.org>");
        assertThat(read.events().indexOf(report)).isGreaterThan(read.events().indexOf(message));
    }

    @Test
    void theSummaryCountsEveryLine() throws IOException {
        ImportSummary summary = readSample().summary();

        assertThat(summary.lines()).isEqualTo(22);
        assertThat(summary.otherPrograms()).isEqualTo(1);
        assertThat(summary.events("logins accepted")).isEqualTo(5);
        assertThat(summary.events("logins refused")).isEqualTo(3);
        assertThat(summary.events("clients")).isEqualTo(1);
        assertThat(summary.events("messages")).isEqualTo(1);
        assertThat(summary.events("reports")).isEqualTo(1);
        assertThat(summary.nothingToLearn()).isEqualTo(4);
        assertThat(summary.skipped().keySet())
                .containsExactlyInAnyOrder(Reason.NO_DOMAIN, Reason.WRONG_TIME, Reason.NO_HEADER);
        assertThat(summary.examples(Reason.NO_DOMAIN))
                .extracting(ImportSummary.Example::number)
                .containsExactly(20L);
        assertThat(summary.late()).isZero();
    }

    @Test
    void aNameWithoutDomainGetsTheDefaultOne() throws IOException {
        Reading read = Reading.ofBytes(Reading.WITH_DOMAIN, Reading.LAST_WRITTEN, sample());

        assertThat(read.logins()).anyMatch(login -> login.account().name().equals("frank@example.org"));
        assertThat(read.summary().count(Reason.NO_DOMAIN)).isZero();
    }

    private static byte[] packed(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }

    @Test
    void rotatedLogsAreReadAsOne() throws IOException {
        String[] parts = new String(sample(), UTF_8).split("(?<=nrcpt=2 \\(queue active\\)\n)", 2);
        Path older = Files.write(folder.resolve("mail.log.1.gz"), packed(parts[0].getBytes(UTF_8)));
        Path newer = Files.writeString(folder.resolve("mail.log"), parts[1]);
        for (Path file : List.of(older, newer)) {
            Files.setLastModifiedTime(file, FileTime.from(Reading.LAST_WRITTEN));
        }
        List<Event> events = new ArrayList<>();
        OldLogs logs = new OldLogs(Reading.UTC, events::add);
        logs.read(List.of(older, newer));

        assertThat(logs.end()).satisfies(summary -> assertThat(summary.lines()).isEqualTo(22));
        assertThat(events).isEqualTo(readSample().events());
    }

    @Test
    void beginningOfADamagedCompressedLogCounts() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            log.append(
                            "May  3 06:50:03 mail dovecot: imap-login: Login: user=<bob@example.org>, rip=198.51.100.7, lip=")
                    .append(String.format(Locale.ROOT, "192.0.2.1, session=<%x>%n", i * 0x9E3779B97F4A7C15L));
        }
        byte[] whole = packed(log.toString().getBytes(UTF_8));
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        Files.setLastModifiedTime(cut, FileTime.from(Reading.LAST_WRITTEN));
        List<Event> events = new ArrayList<>();
        OldLogs logs = new OldLogs(Reading.UTC, events::add);
        logs.read(List.of(cut));
        ImportSummary summary = logs.end();

        assertThat(summary.count(Reason.DAMAGED)).isEqualTo(1);
        assertThat(events).hasSizeBetween(1_000, 4_000);
    }

    @Test
    void linesThatSyslogFoldedCountAsOftenAsTheyCame() {
        Reading read = Reading.of("May  3 06:54:00 mail postfix/smtpd[9]: message repeated 3 times: [ warning: "
                + "unknown[203.0.113.66]: SASL LOGIN authentication failed: x, sasl_username=carol@example.org]");

        assertThat(read.logins()).hasSize(3).allMatch(login -> !login.accepted());
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new LogOptions(ZoneOffset.UTC, OptionalInt.of(26), Optional.empty()))
                .hasMessage("year: expected 1970 to 9998");
        assertThatThrownBy(() -> new LogOptions(ZoneOffset.UTC, OptionalInt.empty(), Optional.of("bob@example.org")))
                .hasMessage("default domain: expected a domain such as example.org");
    }

    @Test
    void whatTheSinkThrowsEndsTheReading() {
        assertThatThrownBy(() ->
                        OldLogs.read(new ByteArrayInputStream(sample()), Reading.LAST_WRITTEN, Reading.UTC, event -> {
                            throw new IllegalStateException("full");
                        }))
                .hasMessage("full");
    }
}
