package io.mailwarden.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.mailwarden.cli.imports.OldLogs.LogOptions;
import io.mailwarden.cli.imports.line.MailServer;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralLogsTest {

    private static final String LOGIN = "imap-login: Login: user=<bob@example.org>, rip=198.51.100.7, lip=192.0.2.1";
    private static final String FAILED = "auth: sql(bob@example.org,198.51.100.7): Password mismatch";

    @TempDir
    Path folder;

    private final List<Event> events = new ArrayList<>();

    private Path file(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        return Files.setLastModifiedTime(file, FileTime.from(Reading.LAST_WRITTEN));
    }

    private Path log(String name, String... lines) throws IOException {
        return file(name, String.join("\n", lines).getBytes(UTF_8));
    }

    private ImportSummary read(LogOptions options, Path... files) throws IOException {
        events.clear();
        OldLogs logs = new OldLogs(options, events::add);
        logs.read(List.of(files));
        return logs.end();
    }

    @Test
    void logsOfTwoProgramsAreOneInTheOrderOfTime() throws IOException {
        Path dovecot = log(
                "dovecot.log", "May  3 06:00:00 " + FAILED, "May  3 08:00:00 " + FAILED, "May  3 09:00:00 " + LOGIN);
        Path postfix = log(
                "mail.log",
                "May  3 06:00:02 mail postfix/smtpd[9]: warning: x[198.51.100.7]: SASL PLAIN authentication failed: x, "
                        + "sasl_username=bob@example.org",
                "May  3 07:00:00 mail postfix/smtpd[9]: 0A1B2C3D4E: client=x[198.51.100.7], sasl_method=PLAIN, "
                        + "sasl_username=bob@example.org");

        for (Path[] order : new Path[][] {{dovecot, postfix}, {postfix, dovecot}}) {
            ImportSummary summary = read(Reading.UTC, order);

            assertThat(events).isSortedAccordingTo(Comparator.comparing(Event::at));
            assertThat(events.stream().map(event -> ((Login) event).protocol()))
                    .containsExactly(Protocol.SMTP, Protocol.SMTP, Protocol.OTHER, Protocol.IMAP);
            assertThat(summary.late()).isZero();
            assertThat(summary.servers()).isEqualTo(java.util.Map.of(MailServer.DOVECOT, 3L, MailServer.POSTFIX, 2L));
        }
    }

    @Test
    void aYearThatIsGivenIsThatOfTheFirstLogAndGoesOn() throws IOException {
        LogOptions options = new LogOptions(ZoneOffset.UTC, OptionalInt.of(2024), Optional.empty());
        Path old = log("1", "Oct  1 06:00:00 " + LOGIN, "Dec 31 06:00:00 " + LOGIN);
        Path beside = log("2", "Nov  1 06:00:00 " + LOGIN, "Jan  1 07:00:00 " + LOGIN);
        Path next = log("3", "Jan  2 06:00:00 " + LOGIN);

        assertThat(read(options, old, beside, next).late()).isZero();

        assertThat(events)
                .extracting(event -> event.at().toString().substring(0, 10))
                .containsExactly("2024-10-01", "2024-11-01", "2024-12-31", "2025-01-01", "2025-01-02");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void zstdIsReadAlsoInSeveralFrames() throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.write(packed("May  3 06:00:00 mail dovecot: " + LOGIN + "\n"));
        frames.write(packed("May  3 07:00:00 mail dovecot: " + LOGIN + "\n"));

        assertThat(read(Reading.UTC, file("mail.log.zst", frames.toByteArray())).lines())
                .isEqualTo(2);
        assertThat(events).hasSize(2);
    }

    @Test
    void whatIsDamagedOrPackedInAnotherWayIsTold() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("May  3 06:00:00 mail dovecot: ")
                    .append(LOGIN)
                    .append(", session=<")
                    .append(i * 31)
                    .append(">\n");
        }
        byte[] whole = packed(text.toString());
        byte[] bad = whole.clone();
        Arrays.fill(bad, bad.length / 2, bad.length / 2 + 50, (byte) 0x55);
        ImportSummary summary = read(
                Reading.UTC,
                file("cut.zst", Arrays.copyOf(whole, whole.length / 2)),
                file("bad.zst", bad),
                file("cut.gz", new byte[] {0x1F, (byte) 0x8B, 8}),
                file("a.xz", new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0}),
                file("a.bz2", "BZh91AY".getBytes(UTF_8)));

        assertThat(summary.count(Reason.DAMAGED)).isEqualTo(3);
        assertThat(summary.count(Reason.PACKED)).isEqualTo(2);
        assertThat(summary.examples(Reason.PACKED))
                .extracting(ImportSummary.Example::log)
                .containsExactly("a.xz", "a.bz2");
        assertThat(events).isNotEmpty();
    }

    @Test
    void linesThatSyslogOnlyCountedAreTheLineBefore() {
        String failure = " mail postfix/smtpd[9]: warning: x[203.0.113.66]: SASL LOGIN authentication failed: x, "
                + "sasl_username=carol@example.org";
        Reading read = Reading.of(
                "May  3 06:54:00" + failure,
                "May  3 06:55:00 mail last message repeated 2 times",
                "May  3 06:56:00 mail sshd[1]: x",
                "May  3 06:57:00 mail last message repeated 9 times",
                "May  3 06:58:00" + failure,
                "May  3 06:59:00 other last message repeated 9 times");

        assertThat(read.logins()).hasSize(4);
        assertThat(read.summary().otherPrograms()).isEqualTo(3);
    }

    @Test
    void theSumAddsUpAndEachReasonHasAnExample() {
        Reading read = Reading.of(
                "May  3 06:00:00 mail dovecot: " + LOGIN,
                "",
                "May  3 06:00:00 mail sshd[1]: x",
                "May  3 06:00:00 mail sshd[1]: y",
                "May  3 06:00:00 mail dovecot: master: Warning: x",
                "lis 3 06:00:00 mail dovecot: " + LOGIN,
                "nothing");

        ImportSummary summary = read.summary();
        assertThat(summary.lines())
                .isEqualTo(summary.linesUsed() + summary.linesPassedOver())
                .isEqualTo(7);
        assertThat(summary.passedOver().keySet())
                .containsExactlyInAnyOrder(
                        Reason.BLANK,
                        Reason.OTHER_PROGRAM,
                        Reason.NOTHING_TO_LEARN,
                        Reason.FOREIGN_MONTH,
                        Reason.NO_HEADER);
        assertThat(summary.passedOver().values())
                .allSatisfy(one -> assertThat(one.examples()).hasSize(1));
        assertThat(summary.skipped()).containsOnlyKeys(Reason.FOREIGN_MONTH, Reason.NO_HEADER);
    }
}
