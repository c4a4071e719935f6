package io.mailwarden.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.alert.AlertConfig;
import io.mailwarden.alert.AlertConfig.SyslogFormat;
import io.mailwarden.alert.AlertConfig.SyslogTransport;
import io.mailwarden.alert.AlertConfig.WebhookFormat;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.detect.AbusedClientConfig;
import io.mailwarden.engine.detect.BounceStormConfig;
import io.mailwarden.engine.detect.CohortConfig;
import io.mailwarden.engine.detect.ConcurrentPlacesConfig;
import io.mailwarden.engine.detect.DormantAccountConfig;
import io.mailwarden.engine.detect.GuessedPasswordConfig;
import io.mailwarden.engine.detect.HabitConfig;
import io.mailwarden.engine.detect.ImpossibleTravelConfig;
import io.mailwarden.engine.detect.LoginDetection;
import io.mailwarden.engine.detect.ManyAddressesConfig;
import io.mailwarden.engine.detect.NewLinkConfig;
import io.mailwarden.engine.detect.OddMessageConfig;
import io.mailwarden.engine.detect.OutdatedClientConfig;
import io.mailwarden.engine.detect.ScoredLoginConfig;
import io.mailwarden.engine.detect.SendingCapConfig;
import io.mailwarden.engine.detect.SendingConfig;
import io.mailwarden.engine.detect.SendingDetection;
import io.mailwarden.engine.detect.SharedTextConfig;
import io.mailwarden.engine.detect.SlowDripConfig;
import io.mailwarden.engine.detect.UnusualCountryConfig;
import io.mailwarden.engine.detect.UnusualHourConfig;
import io.mailwarden.engine.detect.UnusualSendingConfig;
import io.mailwarden.engine.detect.UnusualSendingHourConfig;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.origin.OriginConfig;
import io.mailwarden.engine.profile.ProfileConfig;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.mailwarden.engine.verdict.Action;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import io.mailwarden.engine.verdict.TakeoverConfig;
import io.mailwarden.engine.verdict.WorkflowConfig;
import io.mailwarden.scanner.ScannerConfig;
import io.mailwarden.store.StoreConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each key maps to the setting that it names, in {@code every-key.properties} with another value than the default. */
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
                        new HoldConfig("memory://var/held", Duration.ZERO, Duration.ofDays(1)),
                        alert(),
                        new QuarantineConfig("memory://var/bad"),
                        new AdminConfig(conf.resolve("token")),
                        new HistoryConfig(List.of(conf.resolve("old.jsonl"))),
                        new DoorAuditConfig(true),
                        new ScannerConfig(
                                0.9,
                                0.4,
                                List.of("Acme Bank | acme.example acme.test", "Other | other.example"),
                                "http://127.0.0.1:11333",
                                Duration.ofSeconds(3),
                                "[::1]:3310",
                                Duration.ofMinutes(1)),
                        new JournalConfig(Duration.ofHours(6), 2000, "file://var/journal/"),
                        new RescanConfig(List.of("out", "spool"), "file://conf/notice.txt")));
        assertThat(RawSettings.parse(text).settings().keySet()).isEqualTo(reader.keys());
    }

    private StoreConfig store() {
        return new StoreConfig(
                Path.of("/data/mailwarden"),
                "jdbc:postgresql://db.example.org/mailwarden",
                "james",
                conf.resolve("db-password"),
                Duration.ofDays(30),
                2000,
                5000,
                16,
                Duration.ofSeconds(2));
    }

    private AlertConfig alert() {
        return new AlertConfig(
                List.of("security@example.org", "boss@example.net"),
                "warden@example.org",
                "https://hooks.example.org/x",
                conf.resolve("url"),
                WebhookFormat.TEAMS,
                conf.resolve("secret"),
                "siem.example.org:6514",
                SyslogTransport.TLS,
                SyslogFormat.CEF,
                conf.resolve("ca.pem"),
                "https://mail.example.org:8000",
                Duration.ofSeconds(5),
                Duration.ofDays(7),
                5,
                20,
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                Duration.ofDays(60));
    }

    private EngineConfig engine() {
        return new EngineConfig(
                new PolicyConfig(
                        Mode.DETECT,
                        List.of("@example.org:prevent", "bob@example.org:remediate"),
                        CriticalLogin.ALLOW,
                        OnFailure.HOLD),
                workflow(),
                new OriginConfig(
                        List.of(conf.resolve("city.mmdb"), Path.of("/data/asn.mmdb")),
                        List.of(conf.resolve("malicious")),
                        List.of(conf.resolve("tor")),
                        List.of(conf.resolve("hosting")),
                        List.of(Network.parse("192.0.2.0/24"), Network.parse("2001:db8::/32")),
                        Duration.ofSeconds(30),
                        List.of("one.example.org", "two.example.net"),
                        Duration.ofSeconds(5),
                        Duration.ofDays(7)),
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
                login(),
                sending(),
                new SessionsConfig(Duration.ofDays(30), Duration.ofHours(12)));
    }

    private static WorkflowConfig workflow() {
        return new WorkflowConfig(
                List.of("root@example.org"),
                List.of("chief@example.org", "chair@example.org"),
                List.of(Action.BLOCK, Action.ALERT),
                List.of(),
                List.of(Action.DEFER),
                List.of(Action.RESCAN),
                List.of(Action.HOLD),
                List.of(Action.END_SESSIONS),
                Duration.ofHours(12));
    }

    private static LoginDetection login() {
        return new LoginDetection(
                new ScoredLoginConfig(8, 4.5, 3, 5, 50),
                new ImpossibleTravelConfig(1000.5, 50, true),
                new UnusualCountryConfig(Duration.ofDays(45)),
                new UnusualHourConfig(60, 0.01),
                new OutdatedClientConfig(List.of("Some Mail 3.1")),
                new AbusedClientConfig(List.of("bot", "other bot")),
                new GuessedPasswordConfig(7, 40, 70, 12, Duration.ofHours(2)),
                new ManyAddressesConfig(8, Duration.ofMinutes(30)),
                new CohortConfig(4, 9, Duration.ofHours(2)),
                new DormantAccountConfig(Duration.ofDays(60), 5),
                new ConcurrentPlacesConfig(300, Duration.ofMinutes(90)));
    }

    private static SendingDetection sending() {
        return new SendingDetection(
                new SendingConfig(10, 4, Duration.ofMinutes(5), 2.5),
                new SendingConfig(20, 5, Duration.ofMinutes(30), 4),
                new SendingConfig(9, 1, Duration.ofHours(2), 5),
                new SendingCapConfig(11, 12, 13, 14, 15, 0, 2),
                new HabitConfig(300, 30, 5),
                new SlowDripConfig(70, 7, 80, 8, 6),
                new HabitConfig(40, 6, 1.5),
                new SharedTextConfig(4, 7),
                new OddMessageConfig(6, List.of("exe", "js")),
                new UnusualSendingHourConfig(200, 0.02),
                new NewLinkConfig(300, 0.2),
                new BounceStormConfig(30, 0.2, 15, Duration.ofHours(2)),
                new UnusualSendingConfig(2.5));
    }
}
