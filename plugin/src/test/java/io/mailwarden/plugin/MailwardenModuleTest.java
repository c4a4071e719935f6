package io.mailwarden.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;
import io.mailwarden.admin.access.AdminSettings;
import io.mailwarden.door.PasswordMarker;
import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.mailet.Outbound;
import io.mailwarden.mailet.held.HeldTerms;
import io.mailwarden.mailet.held.HoldSettings;
import io.mailwarden.mailet.held.Quarantine;
import io.mailwarden.mailet.held.RepositoryHeldMail;
import io.mailwarden.mailet.held.RepositoryHeldUpkeep;
import io.mailwarden.owner.OwnerService;
import io.mailwarden.settings.james.DoorAudit;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryStore;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryUrlStore;
import org.apache.james.mailrepository.memory.SimpleMailRepositoryLoader;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.task.TaskManager;
import org.apache.james.user.api.DelegationStore;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.utils.PropertiesProvider;
import org.apache.mailet.MailetContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class MailwardenModuleTest {

    private static final HeldTerms TERMS = new HeldTerms(Duration.ofDays(30), Duration.ofDays(7));

    private static final Account BOB = new Account("bob@example.org");

    @TempDir
    Path working;

    private final FakeDns dns = new FakeDns();
    private final RecordedGauges gauges = new RecordedGauges();
    private Laid james = new Laid(Path.of(""));
    private Optional<RunningEngine> running = Optional.empty();

    @BeforeEach
    void layOut() throws IOException {
        james = new Laid(working).shippedConf();
    }

    /** What James's own injector has. */
    private final class Root extends AbstractModule {
        @Override
        protected void configure() {
            bind(Clock.class).toInstance(james.clock);
            bind(FileSystem.class).toInstance(james.fileSystem);
            bind(Configuration.class).toInstance(james.configuration);
            bind(ConfigurationProvider.class).toInstance(james.xml());
            bind(PropertiesProvider.class).toInstance(james.properties());
            bind(DNSService.class).toInstance(dns);
            bind(GaugeRegistry.class).toInstance(gauges);
            List.of(MailboxManager.class, MailetContext.class, TaskManager.class)
                    .forEach(this::unused);
            List.of(RecipientRewriteTable.class, DomainList.class, UsersRepository.class, DelegationStore.class)
                    .forEach(this::unused);
            bind(MailRepositoryStore.class)
                    .toInstance(new MemoryMailRepositoryStore(
                            new MemoryMailRepositoryUrlStore(),
                            new SimpleMailRepositoryLoader(),
                            MailRepositoryStoreConfiguration.forItems(List.of())));
            bind(new TypeLiteral<MailQueueFactory<?>>() {})
                    .toInstance(new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory()));
        }

        private <T> void unused(Class<T> type) {
            bind(type)
                    .toInstance(type.cast(Proxy.newProxyInstance(
                            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                                throw new AssertionError("nothing here calls " + method);
                            })));
        }
    }

    // As James does: extensions live in a child of its injector. One server at a time has the folder.
    private Injector started() {
        stop();
        Injector injector = Guice.createInjector(new Root()).createChildInjector(new MailwardenModule());
        running = Optional.of(injector.getInstance(RunningEngine.class));
        return injector;
    }

    @AfterEach
    void stop() {
        running.ifPresent(RunningEngine::close);
        running = Optional.empty();
    }

    @Test
    void allThatJamesLoadsSharesOneEngine() {
        Injector injector = started();

        Warden warden = injector.getInstance(Warden.class);
        for (Class<?> shared : List.of(
                Warden.class,
                Review.class,
                HeldMail.class,
                RepositoryHeldMail.class,
                HeldStore.class,
                Quarantine.class,
                RepositoryHeldUpkeep.class,
                Alarms.class,
                PasswordMarker.class,
                OwnerService.class,
                DoorAudit.class)) {
            assertThat(injector.getInstance(shared)).isSameAs(injector.getInstance(shared));
        }
        assertThat(warden).isSameAs(injector.getInstance(RunningEngine.class).engine());
        assertThat(injector.getInstance(HeldMail.class)).isSameAs(injector.getInstance(RepositoryHeldMail.class));
        assertThat(injector.getInstance(Outbound.class)).isNotNull();
    }

    @Test
    void settingsReachTheAdapters() throws IOException {
        james.conf(
                "mailwarden.properties",
                "hold.repository=memory://var/mail/kept\nadmin.token-file=file://conf/token\n");

        Injector injector = started();

        assertThat(injector.getInstance(HoldSettings.class))
                .isEqualTo(HoldSettings.of("memory://var/mail/kept", "file://var/mail/quarantine/", TERMS));
        assertThat(injector.getInstance(AdminSettings.class).tokenFile()).isEqualTo(working.resolve("conf/token"));
    }

    @Test
    void withoutAFileEverySettingIsAsShipped() throws IOException {
        Files.delete(working.resolve("conf/mailwarden.properties"));

        assertThat(started().getInstance(HoldSettings.class))
                .isEqualTo(HoldSettings.of("file://var/mail/held/", "file://var/mail/quarantine/", TERMS));
    }

    @Test
    void brokenSettingsStopTheStartWithEveryProblem() throws IOException {
        james.conf("mailwarden.properties", "policy.mod=detect\norigin.reload-every=x\n");

        assertThatThrownBy(this::started)
                .isInstanceOf(CreationException.class)
                .hasMessageContaining("line 1: policy.mod = detect: unknown key; the nearest is policy.mode")
                .hasMessageContaining("line 2: origin.reload-every = x: expected a time");
    }

    @Test
    void historyIsLearnedBeforeTheFirstLogin() throws IOException {
        james.conf(
                        "history.jsonl",
                        "{\"kind\":\"login\",\"time\":\"2026-05-01T06:51:00Z\",\"account\":\"bob@example.org\","
                                + "\"ip\":\"192.0.2.1\",\"outcome\":\"accepted\"}\nno event\n")
                .conf("mailwarden.properties", "history.files=file://conf/history.jsonl\n");

        Review review = started().getInstance(Review.class);

        assertThat(review.account(BOB))
                .hasValueSatisfying(report -> assertThat(report.learnedLogins()).isEqualTo(1));
    }

    @Test
    void aSecondStartKnowsWhatTheFirstLearnedAndDoesNotLearnItAgain() throws IOException {
        james.conf(
                        "history.jsonl",
                        "{\"kind\":\"login\",\"time\":\"2026-05-01T06:51:00Z\",\"account\":\"bob@example.org\","
                                + "\"ip\":\"192.0.2.1\",\"outcome\":\"accepted\"}\n")
                .conf("mailwarden.properties", "history.files=file://conf/history.jsonl\n");
        started().getInstance(Warden.class).assess(login("192.0.2.1"));
        OptionalInt marked = started().getInstance(PasswordMarker.class).mark(BOB, "secret");

        Injector second = started();

        assertThat(second.getInstance(Review.class).account(BOB))
                .hasValueSatisfying(report -> assertThat(report.learnedLogins()).isEqualTo(2));
        assertThat(second.getInstance(PasswordMarker.class).mark(BOB, "secret")).isEqualTo(marked);
        assertThat(working.resolve("var/mailwarden/mailwarden.db")).isRegularFile();
    }

    @Test
    @Timeout(120)
    void configuredDnsBlocklistIsAskedAboutALogin() throws IOException {
        james.conf("mailwarden.properties", "origin.dns-blocklists=dnsbl.example.org\n");
        dns.with("2.0.0.127.dnsbl.example.org.", "127.0.0.2").with("7.113.0.203.dnsbl.example.org.", "127.0.0.2");
        Injector injector = started();
        Warden warden = injector.getInstance(Warden.class);

        Verdict verdict = warden.assess(login("203.0.113.7"));
        assertThat(verdict).isEqualTo(Verdict.ALLOW);

        while (verdict instanceof Verdict.Allow) {
            verdict = warden.assess(login("203.0.113.7"));
        }
        assertThat(verdict.explanation().toString()).contains("dnsbl.example.org");
    }

    private Login login(String address) {
        Login.Source source =
                new Login.Source(Address.parse(address).orElseThrow(), Client.UNKNOWN, true, "s", Optional.empty());
        return new Login(
                james.clock.instant(),
                BOB,
                Protocol.IMAP,
                Login.Outcome.ACCEPTED,
                Optional.of(source),
                Login.Secret.NONE);
    }

    @Test
    void unwatchedDoorStopsTheStartWhenToldSo() throws IOException {
        james.conf("pop3server.xml", "<pop3servers><pop3server enabled=\"true\"/></pop3servers>");
        assertThat(started().getInstance(DoorAudit.class).unwatched()).hasSize(1);

        james.conf("mailwarden.properties", "door-audit.refuse-start=true\n");
        assertThatThrownBy(this::started)
                .isInstanceOf(CreationException.class)
                .hasMessageContaining("pop3 0.0.0.0:110: ");
    }

    @Test
    void healthTellsOfAlarmsDoorsAndGeography() throws IOException {
        james.conf("pop3server.xml", "<pop3servers><pop3server enabled=\"true\"/></pop3servers>");
        Injector injector = started();
        injector.getInstance(Alarms.class).raise("hold-failed", "the disk is full");

        Result result = Mono.from(
                        injector.getInstance(MailwardenHealthCheck.class).check())
                .blockOptional()
                .orElseThrow();

        assertThat(result.isDegraded()).isTrue();
        assertThat(result.getCause().orElseThrow())
                .contains("hold-failed: the disk is full", "not watched: pop3 0.0.0.0:110", "geography: no database");
    }

    @Test
    void repositoryThatCannotHoldIsNamedWithItsLineAndStopsTheStartWhenToldSo() throws IOException {
        Injector injector = started();
        injector.getInstance(MailwardenStartable.class).start();
        assertThat(injector.getInstance(Alarms.class).standing()).anySatisfy(alarm -> assertThat(
                        alarm.cause() + alarm.text())
                .contains("hold-repository", "hold.repository = file://var/mail/held ", "quarantine.repository"));

        james.conf("mailwarden.properties", "policy.mode=prevent\nhold.refuse-start=true\n");
        MailwardenStartable refused = started().getInstance(MailwardenStartable.class);
        assertThatThrownBy(refused::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mailwarden.properties, as shipped: hold.repository = file://var/mail/held ");

        james.conf(
                "mailwarden.properties",
                "hold.refuse-start=true\n\nhold.repository=memory://var/held/\n"
                        + "quarantine.repository=memory://var/q/\n");
        MailwardenStartable unknown = started().getInstance(MailwardenStartable.class);
        assertThatThrownBy(unknown::start)
                .hasMessageContaining("mailwarden.properties, line 3: hold.repository = memory://var/held")
                .hasMessageContaining("mailwarden.properties, line 4: quarantine.repository = memory://var/q");
    }

    @Test
    void metricsAreThereAfterTheStart() {
        started().getInstance(MailwardenStartable.class).start();

        assertThat(gauges.values()).containsKey("mailwarden_accounts");
    }
}
