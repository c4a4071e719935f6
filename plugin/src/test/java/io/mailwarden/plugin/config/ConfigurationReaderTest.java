package io.mailwarden.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import io.mailwarden.engine.verdict.TakeoverConfig;
import io.mailwarden.mailet.scan.ScannerConfig;
import io.mailwarden.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {

    private static final String EVERY_KEY =
            """
                policy.mode=detect
                policy.critical-login=allow
                policy.on-failure=hold
                origin.databases=file://conf/city.mmdb, /data/asn.mmdb
                origin.malicious-lists=file://conf/malicious
                origin.anonymizer-lists=file://conf/tor
                origin.hosting-lists=file://conf/hosting
                origin.safe-networks=192.0.2.0/24, 2001:db8::/32
                origin.reload-every=30s
                origin.dns-blocklists=one.example.org, two.example.net
                origin.dns-timeout=5s
                origin.burnt-for=7d
                profile.max-accounts=5000
                profile.learning-logins=3
                profile.learning-time=2d
                profile.forget-after=90d
                profile.half-life=20d
                profile.quiet-time=24h
                profile.risk-lasts=90m
                profile.load-wait=5s
                incident.opens-at=0.3
                takeover.each-stream=0.2
                takeover.both-streams=0.6
                takeover.weak-login=0.15
                takeover.overwhelming=0.85
                takeover.one-stream=0.9
                scored-login.critical=8
                scored-login.suspected=4.5
                scored-login.hosting=3
                scored-login.anonymizer=5
                scored-login.organisation-logins=50
                impossible-travel.max-speed-km-per-h=1000.5
                impossible-travel.min-distance-km=50
                impossible-travel.within-country=true
                unusual-country.not-seen-for=45d
                unusual-hour.logins=60
                unusual-hour.share=0.01
                outdated-client.oldest=Some Mail 3.1
                abused-client.names=bot, other bot
                guessed-password.distinct-passwords=7
                guessed-password.address-passwords=40
                guessed-password.network-passwords=70
                guessed-password.sprayed-accounts=12
                guessed-password.window=2h
                many-addresses.addresses=8
                many-addresses.window=30m
                cohort.address-accounts=4
                cohort.network-accounts=9
                cohort.window=2h
                dormant-account.silent-for=60d
                dormant-account.logins=5
                concurrent-places.min-distance-km=300
                concurrent-places.window=90m
                submission-burst.most=10
                submission-burst.least=4
                submission-burst.window=5m
                submission-burst.times-habit=2.5
                recipient-fan-out.most=20
                recipient-fan-out.least=5
                recipient-fan-out.window=30m
                recipient-fan-out.times-habit=4
                strangers.most=9
                strangers.least=1
                strangers.window=2h
                strangers.times-habit=5
                sending-cap.messages-per-minute=11
                sending-cap.messages-per-hour=12
                sending-cap.messages-per-day=13
                sending-cap.recipients-per-minute=14
                sending-cap.recipients-per-hour=15
                sending-cap.recipients-per-day=0
                sending-cap.times-habit=2
                recipient-burst.most=300
                recipient-burst.least=30
                recipient-burst.times-habit=5
                slow-drip.messages=70
                slow-drip.least-messages=7
                slow-drip.strange=80
                slow-drip.least-strange=8
                slow-drip.times-habit=6
                same-text.most=40
                same-text.least=6
                same-text.times-habit=1.5
                shared-text.accounts=4
                shared-text.recipients=7
                odd-message.deviations=6
                odd-message.risky-types=exe, js
                unusual-sending-hour.messages=200
                unusual-sending-hour.share=0.02
                new-link.known-domains=300
                new-link.usual-share=0.2
                bounce-storm.bounces=30
                bounce-storm.share=0.2
                bounce-storm.few-bounces=15
                bounce-storm.window=2h
                unusual-sending.threshold=2.5
                store.directory=/data/mailwarden
                store.url=jdbc:postgresql://db.example.org/mailwarden
                store.user=james
                store.password-file=file://conf/db-password
                store.keep-events-for=30d
                store.keep-events-up-to-megabytes=2000
                store.queue=5000
                store.connections=16
                store.timeout=2s
                hold.repository=memory://var/held
                admin.token-file=file://conf/token
                history.files=file://conf/old.jsonl
                door-audit.refuse-start=true
                scanner.normal-threshold=0.9
                scanner.heightened-threshold=0.4
                scanner.brands=Acme Bank | acme.example acme.test, Other | other.example
                scanner.rspamd-url=http://127.0.0.1:11333
                scanner.rspamd-timeout=3s
                scanner.clamd-address=[::1]:3310
                scanner.clamd-timeout=1m
                """;

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
                        new HoldConfig("file://var/mail/held/"),
                        new AdminConfig(working.resolve("var/mailwarden/admin-token")),
                        new HistoryConfig(List.of()),
                        new DoorAuditConfig(false),
                        new ScannerConfig(
                                0.8, 0.45, List.of(), "", Duration.ofSeconds(10), "", Duration.ofSeconds(30))));
    }

    @Test
    void everyKeyMaps() throws IOException {

        for (String name : List.of("malicious", "tor", "hosting", "old.jsonl")) {
            Files.createFile(conf.resolve(name));
        }

        PluginConfig config = reader.read(EVERY_KEY);

        assertThat(config)
                .isEqualTo(new PluginConfig(
                        engine(),
                        new StoreConfig(
                                Path.of("/data/mailwarden"),
                                "jdbc:postgresql://db.example.org/mailwarden",
                                "james",
                                conf.resolve("db-password"),
                                Duration.ofDays(30),
                                2000,
                                5000,
                                16,
                                Duration.ofSeconds(2)),
                        new HoldConfig("memory://var/held"),
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
                                Duration.ofMinutes(1))));
        assertThat(RawSettings.parse(EVERY_KEY).settings().keySet()).isEqualTo(reader.keys());
    }

    private EngineConfig engine() {
        return new EngineConfig(
                new PolicyConfig(Mode.DETECT, CriticalLogin.ALLOW, OnFailure.HOLD),
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
                sending());
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

    @Test
    void everyProblemIsNamedAtOnce() {
        ConfigurationException error = refused(FULL_OF_PROBLEMS);

        assertThat(error.problems().stream().map(Problem::toString))
                .containsExactly(
                        "line 1: policy.mod = prevent: unknown key; the nearest is policy.mode",
                        "line 2: policy.mode = prevnt: expected detect, remediate or prevent",
                        "line 3: origin.reload-every = 0s: expected a time from 1s to 1d",
                        "line 4: origin.safe-networks = 192.0.2.0/24, example.org: expected an address or a network such"
                                + " as 192.0.2.0/24",
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
                        "line 15: history.files = file://conf/none.jsonl, file://conf/neither.jsonl: expected a file that"
                                + " can be read at " + conf.resolve("none.jsonl"),
                        "line 15: history.files = file://conf/none.jsonl, file://conf/neither.jsonl: expected a file that"
                                + " can be read at " + conf.resolve("neither.jsonl"),
                        "line 16: origin.dns-blocklists = dnsbl.example.org, https://example.org: expected zones such as"
                                + " dnsbl.example.org, in lower case",
                        "line 17: store.url = mailwarden.db: expected jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE"
                                + " such as jdbc:sqlite:mailwarden.db",
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
