package io.mailwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.cli.imports.OldLogs;
import io.mailwarden.engine.Engine;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.review.AccountReport;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StoreImportTest {

    private static final Account BOB = new Account("bob@example.org");

    @TempDir
    Path folder;

    private static Engine engine(Shell shell, Store store) throws IOException {
        Clock clock = Clock.systemUTC();
        Ports ports =
                new Ports(store.log(), store.profiles(), store.incidents(), DnsBlocklists.NONE, store.responses());
        return Engine.create(shell.config().engine(), new Alarms(clock), clock, ports);
    }

    private static long learnedLogins(Review review) {
        return review.account(BOB).map(AccountReport::learnedLogins).orElse(0L);
    }

    private Path sample(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(OldLogs.class.getResourceAsStream("mail.log"));
                OutputStream out = name.endsWith(".gz")
                        ? new GZIPOutputStream(Files.newOutputStream(file))
                        : Files.newOutputStream(file)) {
            in.transferTo(out);
        }
        return file;
    }

    @Test
    void aServerThatStartsAfterwardsKnowsWhatWasLearned() throws IOException {
        Shell shell = new Shell(folder);

        assertThat(shell.store("import", shell.events(12))).as(shell.err()).isZero();

        assertThat(shell.out()).contains("a new store is made at " + shell.store(), "12 events were learned");
        try (Store store = shell.open();
                Engine engine = engine(shell, store)) {
            assertThat(learnedLogins(engine.review())).isEqualTo(12);
        }
    }

    @Test
    @Timeout(60)
    void aServerThatRunsFollowsWhatIsLearned() throws IOException {
        Shell shell = new Shell(folder);
        try (Store store = shell.open();
                Engine engine = engine(shell, store)) {
            Review review = engine.review();
            assertThat(shell.store("import", shell.events(3))).as(shell.err()).isZero();
            while (learnedLogins(review) < 3) {
                Thread.onSpinWait();
            }

            assertThat(shell.store("import", shell.events(5))).as(shell.err()).isZero();
            while (learnedLogins(review) < 8) {
                Thread.onSpinWait();
            }

            assertThat(learnedLogins(review)).isEqualTo(8);
        }
        assertThat(shell.store("check")).isZero();
    }

    @Test
    void theSameFileIsLearnedOnceAndImportsShareOneNode() throws IOException {
        Shell shell = new Shell(folder);
        shell.store("import", shell.events(4));

        assertThat(shell.store("import", shell.events(4), shell.events(2))).isZero();

        assertThat(shell.out()).contains("events-4.jsonl was learned before", "2 events were learned");
        assertThat(shell.store("check")).isZero();
        assertThat(shell.out()).contains("node 1: 6 entries").doesNotContain("node 2");
    }

    @Test
    void exportedLinesTeachAnotherStoreTheSame() throws IOException {
        Shell one = new Shell(folder.resolve("one"));
        Shell other = new Shell(folder.resolve("other"));
        Path lines = folder.resolve("lines.jsonl");
        one.store("import", one.events(12));
        assertThat(one.store("export", "--out", lines)).isZero();

        assertThat(other.store("import", lines)).as(other.err()).isZero();

        one.store("export");
        other.store("export");
        assertThat(other.out()).isEqualTo(one.out()).hasLineCount(12);
    }

    @Test
    void logsOfDovecotAndPostfixAreToldByThemselvesAndSummedUp() throws IOException {
        Shell shell = new Shell(folder);

        int exit = shell.store("import", "--year", "2026", "--zone", "UTC", sample("mail.log"), sample("mail.log.gz"));

        assertThat(exit).as(shell.err()).isZero();
        assertThat(shell.out()).contains("logins accepted: ", "messages: ", " events were learned");
        assertThat(addsUp(shell.out())).as(shell.out()).isTrue();
        assertThat(shell.out().lines().filter(line -> line.startsWith("    mail.log")))
                .isNotEmpty()
                .allMatch(line -> line.matches("    mail[^:]*(, line \\d+)?: .*"));
        assertThat(shell.store("check")).as(shell.out()).isZero();
    }

    private static final Pattern SUM =
            Pattern.compile("(\\d+) lines read: (\\d+) used, (\\d+) passed over\\R  (\\d+) used tell of (\\d+) events");

    // Every line was used or passed over for one reason, every event is of one kind.
    private static boolean addsUp(String out) {
        Matcher sum = SUM.matcher(out);
        assertThat(sum.find()).as(out).isTrue();
        long[] told = IntStream.rangeClosed(1, 5)
                .mapToLong(group -> Long.parseLong(sum.group(group)))
                .toArray();
        long byKind = total(out, "    [a-z ]+: (\\d+)");
        long ofMessages = total(out, "  passed over: (\\d+): an account's message .*");
        long byReason = total(out, "  passed over: (\\d+): .*") - ofMessages;
        return told[0] == told[1] + told[2]
                && told[2] == byReason
                && told[4] == byKind
                && out.contains(told[4] + " events were learned");
    }

    private static long total(String out, String line) {
        Pattern pattern = Pattern.compile(line);
        return out.lines()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    @Test
    void aDryRunNeedsNeitherStoreNorSettingsAndLeavesNothing() throws IOException {
        Shell shell = new Shell(folder);
        Path events = shell.events(3);
        StringWriter out = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(
                        "store",
                        "import",
                        "--dry-run",
                        "--zone",
                        "UTC",
                        events.toString(),
                        sample("mail.log").toString());

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("logs of Dovecot (9 lines), Postfix (10 lines)", "logins accepted: 5")
                .containsPattern("14 events of \\d accounts, from \\S+ to \\S+ would be learned; nothing was written");
        assertThat(shell.store()).doesNotExist();
    }

    @Test
    void withoutDryRunTheSettingsMustBeNamed() throws IOException {
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("store", "import", sample("mail.log").toString());

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--conf=DIR'");
    }

    @Test
    void linesOfJsonAreALogUnlessTheyAreEvents() throws IOException {
        Shell shell = new Shell(folder);
        Path log = Files.writeString(
                folder.resolve("container.json"),
                "{\"log\":\"imap-login: Login: user=<bob@example.org>, rip=198.51.100.7, lip=192.0.2.1\\n\","
                        + "\"time\":\"2026-05-03T06:00:00Z\"}\n");

        assertThat(shell.store("import", "--dry-run", log)).isZero();
        assertThat(shell.out()).contains("logs of Dovecot (1 line)", "1 event of 1 account");
    }

    @Test
    void whereNothingIsKnownThatIsSaidFirst() throws IOException {
        Shell shell = new Shell(folder);
        Path log = Files.writeString(folder.resolve("syslog"), "May  3 06:00:00 mail sshd[1]: x\n");

        assertThat(shell.store("import", "--dry-run", log)).isEqualTo(1);
        assertThat(shell.out())
                .startsWith("logs of no mail server that is known: Dovecot, Postfix, Exim, Cyrus and Courier are");
    }

    @Test
    void formatCanBeForced() throws IOException {
        Shell shell = new Shell(folder);

        assertThat(shell.store("import", "--format", "events", sample("mail.log")))
                .isEqualTo(1);
        assertThat(shell.out()).contains("line 1 is skipped", "0 events were learned");
        assertThat(shell.store("import", "--format", "csv", sample("mail.log"))).isEqualTo(2);
    }

    @Test
    void aStoreThatAnotherKeepsLockedIsNamedAndNothingIsRemembered() throws IOException, SQLException {
        Shell shell = new Shell(folder);
        shell.store("import", shell.events(1));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + shell.store());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThat(shell.store("import", shell.events(2))).isEqualTo(1);

            assertThat(shell.err()).contains("store unavailable");
            statement.execute("ROLLBACK");
        }
        assertThat(shell.store("import", shell.events(2))).isZero();
        assertThat(shell.out()).contains("2 events were learned");
    }
}
