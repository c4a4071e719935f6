package io.mailwarden.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailwarden.alert.AlertConfig;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.review.owner.NoticeLimits;
import io.mailwarden.owner.NoticeWording;
import io.mailwarden.owner.OwnerNoticeConfig;
import io.mailwarden.scanner.ScannerConfig;
import io.mailwarden.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

    private static final String FULL_OF_PROBLEMS =
            """
                policy.mod=prevent
                policy.mode=prevnt
                origin.reload-every=0s
                origin.safe-networks=192.0.2.0/24, example.org
                profile.learning-logins=many
                profile.max-accounts=99
                impossible-travel.max-speed-km-per-h=fast
                impossible-travel.within-country=yes
                submission-burst.window=10
                submission-burst.most=5000000000
                hold.repository=var/mail/held
                admin.token-file=token
                policy.on-failure=allow
                policy.on-failure=hold
                history.files=file://conf/none.jsonl, file://conf/neither.jsonl
                origin.dns-blocklists=dnsbl.example.org, https://example.org
                store.url=mailwarden.db
                store.connections=1
                profile.load-wait=60s
                """;

    @TempDir
    Path working;

    private Path conf = Path.of("");
    private FileNames files = name -> Path.of(name);
    private ConfigurationReader reader = new ConfigurationReader(files);

    @BeforeEach
    void layOut() throws IOException {
        conf = Files.createDirectory(working.resolve("conf"));
        files = FileNames.besideConf(conf);
        reader = new ConfigurationReader(files);
    }

    private ConfigurationException refused(String text) {
        return catchThrowableOfType(ConfigurationException.class, () -> reader.read(text));
    }

    @Test
    void emptyFileMeansTheShippedSettings() {
        assertThat(reader.read(""))
                .isEqualTo(new PluginConfig(
                        EngineConfig.defaults(),
                        StoreConfig.defaults(
                                working.resolve("var/mailwarden"), conf.resolve("mailwarden-store-password")),
                        new MailConfig(
                                new HoldConfig(
                                        "file://var/mail/held/",
                                        "file://var/mailwarden/held/",
                                        false,
                                        Duration.ofDays(30),
                                        Duration.ofDays(7),
                                        new HoldConfig.HoldRoomConfig(200, 0.5, 2000, 200)),
                                new QuarantineConfig("file://var/mail/quarantine/"),
                                new ScannerConfig(
                                        0.8, 0.45, List.of(), "", Duration.ofSeconds(10), "", Duration.ofSeconds(30)),
                                new JournalConfig(Duration.ofHours(3), 512, "james"),
                                new RescanConfig(List.of("outgoing", "spool"), ""),
                                ownerNotice()),
                        AlertConfig.defaults(
                                conf.resolve("mailwarden-webhook-url"),
                                conf.resolve("mailwarden-webhook-secret"),
                                conf.resolve("mailwarden-syslog-ca.pem")),
                        new AdminConfig(working.resolve("var/mailwarden/admin-token")),
                        new ConsoleConfig(
                                List.of(),
                                true,
                                Duration.ofMinutes(30),
                                Duration.ofHours(12),
                                Duration.ofDays(1),
                                List.of()),
                        new HistoryConfig(List.of()),
                        new DoorAuditConfig(false)));
    }

    private OwnerNoticeConfig ownerNotice() {
        return new OwnerNoticeConfig(
                false,
                "127.0.0.1:8026",
                "",
                conf.resolve("mailwarden-owners"),
                new NoticeWording("en", "UTC", "", conf.resolve("mailwarden-owner-texts")),
                new NoticeLimits(Duration.ofDays(7), 3, 200, Duration.ofDays(30)));
    }

    @Test
    void fileThatAlertsNeedIsMissing() {
        assertThat(refused("alert.syslog-address=\nalert.webhook-url=https://hooks.example.org/x\n")
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.expected()).contains("mailwarden-webhook-secret");
                });
    }

    @Test
    void ownersNeedToKnowWhereTheirPageIsWhenTheyAreTold() {
        assertThat(refused("owner-notice.language=en\nowner-notice.enabled=true\n")
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.toString())
                            .contains("owner-notice.public-url", "https://mail.example.org/owner");
                });
        assertThat(reader.read("owner-notice.enabled=false\n")
                        .mail()
                        .ownerNotice()
                        .enabled())
                .isFalse();
        assertThat(reader.read("owner-notice.enabled=true\nowner-notice.public-url=https://mail.example.org\n")
                        .mail()
                        .ownerNotice()
                        .enabled())
                .isTrue();
    }

    @Test
    void filesOfNoticesThatCannotBeUsedAreNamedWithTheirLine() throws IOException {
        Files.writeString(conf.resolve("mailwarden-owners"), "bob@example.org bob@home.example de\nbob nonsense\n");
        Files.createDirectory(conf.resolve("texts"));
        Files.writeString(conf.resolve("texts/fr.properties"), "mail.sujet=Bonjour\n");
        String text = "owner-notice.enabled=true\nowner-notice.public-url=https://mail.example.org\n"
                + "owner-notice.texts-folder=file://conf/texts\n";

        assertThat(refused(text).problems().toString())
                .contains("owner-notice.contacts-file", "line 2: expected ACCOUNT ADDRESS LANGUAGE")
                .contains("line 3: owner-notice.texts-folder", "there is no text mail.sujet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public-url=http://mail.example.org",
                "public-url=https://mail.example.org/?a=b",
                "public-url=https://bob@mail.example.org/",
                "public-url=javascript:alert(1)",
                "public-url=mail.example.org",
                "listen=8026",
                "listen=mail.example.org:8026",
                "listen=127.0.0.1:99999",
                "language=English",
                "time-zone=Nowhere/Town",
                "link-lasts=1s",
                "per-day=0",
            })
    void nonsenseAboutNoticesIsRefused(String line) {
        assertThat(refused("owner-notice." + line + "\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).startsWith("expected"));
    }

    @Test
    void groupsOfDomainsAreReadAndWhatIsWrongWithThemIsSaid() {
        assertThat(reader.read("organisation.groups=a.test, B.test ; c.test,d.test")
                        .engine()
                        .detection()
                        .organisation()
                        .groups())
                .containsExactly(List.of("a.test", "b.test"), List.of("c.test", "d.test"));
        assertThat(refused("organisation.groups=a.test; b.test\n").problems().toString())
                .contains("organisation.groups", "expected at least two domains in each group");
        assertThat(refused("organisation.groups=a.test,b.test;\n").problems().toString())
                .contains("expected something between every two semicolons");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        ConfigurationException error = refused(FULL_OF_PROBLEMS);

        assertThat(error.problems().stream().map(Problem::toString))
                .containsExactly(
                        "line 1: policy.mod = prevent: unknown key; the nearest is policy.mode",
                        "line 2: policy.mode = prevnt: expected detect, remediate or prevent",
                        "line 3: origin.reload-every = 0s: expected a time from 1s to 1d",
                        "line 4: origin.safe-networks = 192.0.2.0/24, example.org: expected an address or a network"
                                + " such as 192.0.2.0/24",
                        "line 5: profile.learning-logins = many: expected a whole number such as 10",
                        "line 6: profile.max-accounts = 99: expected 100 to 100000000 accounts",
                        "line 7: impossible-travel.max-speed-km-per-h = fast: expected a number such as 900 or 2.5",
                        "line 8: impossible-travel.within-country = yes: expected true or false",
                        "line 9: submission-burst.window = 10: expected a time such as 30s, 10m, 12h or 7d",
                        "line 10: submission-burst.most = 5000000000: expected a smaller whole number",
                        "line 11: hold.repository = var/mail/held: expected the URL of a mail repository such as"
                                + " file://var/mail/held/",
                        "line 12: admin.token-file = token: " + FileNames.EXPECTED,
                        "line 14: policy.on-failure = hold: expected once; line 13 has it already",
                        "line 15: history.files = file://conf/none.jsonl, file://conf/neither.jsonl: expected a file"
                                + " that can be read at " + conf.resolve("none.jsonl"),
                        "line 15: history.files = file://conf/none.jsonl, file://conf/neither.jsonl: expected a file"
                                + " that can be read at " + conf.resolve("neither.jsonl"),
                        "line 16: origin.dns-blocklists = dnsbl.example.org, https://example.org: expected zones such"
                                + " as dnsbl.example.org, in lower case",
                        "line 17: store.url = mailwarden.db: expected jdbc:sqlite:FILE or"
                                + " jdbc:postgresql://HOST/DATABASE such as jdbc:sqlite:mailwarden.db",
                        "line 18: store.connections = 1: expected 2 to 100 connections",
                        "line 19: profile.load-wait = 60s: expected a time from 0d to 30s");
        assertThat(error).hasMessageStartingWith("mailwarden.properties: 19 problems\n  line 1: ");
    }

    @Test
    void missingListIsAProblemButMissingDatabaseIsNot() {
        assertThat(reader.read("origin.databases=file://conf/none.mmdb")
                        .engine()
                        .origin()
                        .databases())
                .containsExactly(conf.resolve("none.mmdb"));
        for (String key : List.of("malicious", "anonymizer", "hosting")) {
            assertThatThrownBy(() -> reader.read("origin." + key + "-lists=file://conf/none"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("1 problem\n");
        }
    }

    @Test
    void hostileTextIsRefusedInPrintableWords() {
        String text = "a".repeat(100_000) + "=1\npolicy.mode=\\u001b[2J\\n" + "x".repeat(1000) + "\n=\n,=,\n";

        ConfigurationException error = refused(text);

        assertThat(error.problems()).hasSize(4);
        assertThat(error.problems()).allSatisfy(problem -> {
            assertThat(problem.toString()).hasSizeLessThan(400);
            assertThat(problem.toString().chars()).noneMatch(Character::isISOControl);
        });
    }
}
