package io.mailwarden.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.alert.AlertConfig;
import io.mailwarden.alert.AlertConfig.SyslogFormat;
import io.mailwarden.alert.AlertConfig.SyslogFraming;
import io.mailwarden.alert.AlertConfig.SyslogTransport;
import io.mailwarden.alert.AlertConfig.WebhookFormat;
import io.mailwarden.alert.outbox.Outbox;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.origin.OriginConfig;
import io.mailwarden.engine.origin.OriginConfig.AddressListFiles;
import io.mailwarden.engine.origin.OriginConfig.DnsBlocklistConfig;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.response.alert.AlertLimits;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.review.access.Role;
import io.mailwarden.engine.review.owner.NoticeLimits;
import io.mailwarden.engine.verdict.Action;
import io.mailwarden.engine.verdict.CriticalActions;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import io.mailwarden.engine.verdict.SuspectedActions;
import io.mailwarden.engine.verdict.TakeoverConfig;
import io.mailwarden.engine.verdict.WorkflowConfig;
import io.mailwarden.owner.NoticeWording;
import io.mailwarden.owner.OwnerNoticeConfig;
import io.mailwarden.scanner.ScannerConfig;
import io.mailwarden.store.DatabaseConfig;
import io.mailwarden.store.RetentionConfig;
import io.mailwarden.store.StoreConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each key maps to the setting that it names, in {@code every-key.properties} with another value than the default;
 * those of the detectors are in {@link EveryLimitTest}.
 */
class EveryKeyTest {

    @TempDir
    Path working;

    private Path conf = Path.of("");

    private static String everyKey() throws IOException {
        try (InputStream text = EveryKeyTest.class.getResourceAsStream("every-key.properties")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyKeyMaps() throws IOException {
        String text = everyKey();
        conf = Files.createDirectory(working.resolve("conf"));
        ConfigurationReader reader = new ConfigurationReader(FileNames.besideConf(conf));
        for (String name : List.of("malicious", "tor", "hosting", "old.jsonl")) {
            Files.createFile(conf.resolve(name));
        }

        PluginConfig config = reader.read(text);

        assertThat(config)
                .isEqualTo(new PluginConfig(
                        engine(),
                        store(),
                        mail(),
                        alert(),
                        new AdminConfig(conf.resolve("token")),
                        console(),
                        new HistoryConfig(List.of(conf.resolve("old.jsonl"))),
                        new DoorAuditConfig(true)));
        Set<String> keys = new HashSet<>(RawSettings.parse(text).settings().keySet());
        keys.addAll(EveryLimitTest.keys());
        assertThat(keys).isEqualTo(reader.keys());
    }

    private static ConsoleConfig console() {
        return new ConsoleConfig(
                List.of(
                        new ConsoleUser(new Account("carol@example.org"), Role.ADMINISTRATOR, Set.of()),
                        new ConsoleUser(
                                new Account("dave@example.net"), Role.ANALYST, Set.of("example.net", "example.com"))),
                false,
                Duration.ofMinutes(10),
                Duration.ofHours(8),
                Duration.ofHours(2),
                List.of(Network.parse("127.0.0.1"), Network.parse("10.0.0.0/8")));
    }

    private MailConfig mail() {
        return new MailConfig(
                new HoldConfig(
                        "memory://var/held",
                        "/var/waiting",
                        true,
                        Duration.ZERO,
                        Duration.ofDays(1),
                        new HoldConfig.HoldRoomConfig(7, 0.25, 70, 8)),
                new QuarantineConfig("memory://var/bad"),
                new ScannerConfig(
                        0.9,
                        0.4,
                        List.of("Acme Bank | acme.example acme.test", "Other | other.example"),
                        "http://127.0.0.1:11333",
                        Duration.ofSeconds(3),
                        "[::1]:3310",
                        Duration.ofMinutes(1)),
                new JournalConfig(Duration.ofHours(6), 2000, "file://var/journal/"),
                new RescanConfig(List.of("out", "spool"), "file://conf/notice.txt"),
                new OwnerNoticeConfig(
                        true,
                        "[::1]:9026",
                        "https://mail.example.org/owner",
                        conf.resolve("owners"),
                        new NoticeWording("de", "Europe/Oslo", "Call 1234", conf.resolve("texts")),
                        new NoticeLimits(Duration.ofDays(2), 2, 50, Duration.ofDays(14))));
    }

    private StoreConfig store() {
        return new StoreConfig(
                Path.of("/data/mailwarden"),
                new DatabaseConfig("jdbc:postgresql://db.example.org/mailwarden", "james", conf.resolve("db-password")),
                new RetentionConfig(Duration.ofDays(30), 2000),
                5000,
                16,
                Duration.ofSeconds(2));
    }

    private AlertConfig alert() {
        return new AlertConfig(
                List.of("security@example.org", "boss@example.net"),
                "warden@example.org",
                new AlertConfig.Webhook(
                        "https://hooks.example.org/x",
                        conf.resolve("url"),
                        WebhookFormat.TEAMS,
                        conf.resolve("secret")),
                new AlertConfig.Syslog(
                        "siem.example.org:6514",
                        SyslogTransport.TLS,
                        SyslogFraming.NEWLINE,
                        SyslogFormat.CEF,
                        conf.resolve("ca.pem")),
                "https://mail.example.org:8000",
                Duration.ofSeconds(5),
                new Outbox.Rules(
                        new AlertLimits(Duration.ofDays(7), 5, 20, Duration.ofMinutes(30)),
                        Duration.ofHours(12),
                        Duration.ofDays(60)));
    }

    private EngineConfig engine() {
        return new EngineConfig(
                new PolicyConfig(
                        Mode.DETECT,
                        List.of("@example.org:prevent", "bob@example.org:remediate"),
                        CriticalLogin.ALLOW,
                        OnFailure.HOLD),
                workflow(),
                origin(),
                new ProfileConfig(
                        5000,
                        3,
                        Duration.ofDays(2),
                        Duration.ofDays(90),
                        Duration.ofDays(20),
                        Duration.ofDays(1),
                        Duration.ofMinutes(90),
                        Duration.ofSeconds(5)),
                new IncidentConfig(0.3),
                new TakeoverConfig(0.2, 0.6, 0.15, 0.85, 0.9),
                EngineConfig.Detection.defaults(),
                new SessionsConfig(Duration.ofDays(30), Duration.ofHours(12)));
    }

    private OriginConfig origin() {
        return new OriginConfig(
                List.of(conf.resolve("city.mmdb"), Path.of("/data/asn.mmdb")),
                new AddressListFiles(
                        List.of(conf.resolve("malicious")),
                        List.of(conf.resolve("tor")),
                        List.of(conf.resolve("hosting"))),
                List.of(Network.parse("192.0.2.0/24"), Network.parse("2001:db8::/32")),
                Duration.ofSeconds(30),
                new DnsBlocklistConfig(List.of("one.example.org", "two.example.net"), Duration.ofSeconds(5)),
                Duration.ofDays(7));
    }

    private static WorkflowConfig workflow() {
        return new WorkflowConfig(
                List.of("root@example.org"),
                List.of("chief@example.org", "chair@example.org"),
                new CriticalActions(List.of(Action.BLOCK, Action.ALERT), List.of(Action.DEFER), List.of(Action.HOLD)),
                new SuspectedActions(List.of(), List.of(Action.RESCAN), List.of(Action.END_SESSIONS)),
                Duration.ofHours(12));
    }
}
