package io.mailwarden.owner;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.InMemoryAuditTrail;
import io.mailwarden.engine.fixtures.InMemoryOwnerNoticeStore;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.review.owner.NoticeLimits;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.engine.verdict.Restriction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service, with its tasks and its listener: from a login to the lock. */
class OwnerServiceTest {

    private static final Account ALICE = new Account("alice@example.org");
    private static final Pattern LINK = Pattern.compile("https://mail\\.example\\.org/owner(/lock/\\S+)");
    private static final Pattern STAMP = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    private final Scenario story = Scenario.standard();
    private final TestClock clock = TestClock.at("2026-03-02T08:00:00Z");
    private final Alarms alarms = new Alarms(clock);
    private final PeriodicTasks tasks = new PeriodicTasks("test-owner", alarms);
    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();

    @BeforeEach
    void learn() {
        story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
        clock.set(story.now());
    }

    @AfterEach
    void close() {
        tasks.close();
        story.close();
    }

    private OwnerService service(boolean enabled, String listen) {
        OwnerNoticeConfig config = new OwnerNoticeConfig(
                enabled,
                listen,
                "https://mail.example.org/owner/",
                folder.resolve("owners"),
                new NoticeWording("en", "UTC", "", folder),
                NoticeLimits.defaults());
        OwnerPorts ports = new OwnerPorts(
                new InMemoryOwnerNoticeStore(),
                story.engine().ownerLock(),
                new InMemoryAuditTrail(),
                () -> new byte[LockLinks.KEY_BYTES],
                story.engine()::listen,
                (id, recipient, subject, text) -> sent.add(text));
        return new OwnerService(config, ports, List.of(), alarms, clock);
    }

    private static String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void loginIsToldAndTheButtonLocks() throws Exception {
        try (OwnerService service = service(true, "127.0.0.1:0")) {
            service.start(tasks);
            story.after(Duration.ofHours(8)).logsIn(LAGOS);
            clock.set(story.now());
            String notice = sent.poll(20, TimeUnit.SECONDS);
            Matcher link = LINK.matcher(String.valueOf(notice));
            assertThat(link.find()).isTrue();
            URI page = URI.create("http://127.0.0.1:" + service.port() + "/owner" + link.group(1));
            Matcher stamp = STAMP.matcher(ask(HttpRequest.newBuilder(page)));
            assertThat(stamp.find()).isTrue();
            assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.NONE);

            clock.advance(Duration.ofSeconds(5));
            String done = ask(HttpRequest.newBuilder(page)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("seen=" + stamp.group(1))));

            assertThat(done).contains("Your wish was taken");
            assertThat(story.engine().restriction(ALICE)).isEqualTo(Restriction.HOLD);
            assertThat(alarms.standing()).isEmpty();
        }
    }

    @Test
    void portThatIsTakenIsAlarmedAndNobodyIsTold() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                OwnerService service = service(true, "127.0.0.1:" + other.getLocalPort())) {
            service.start(tasks);
            story.after(Duration.ofHours(8)).logsIn(LAGOS);

            assertThat(alarms.stands(OwnerService.LISTENER)).isTrue();
            assertThat(service.port()).isZero();
            assertThat(sent.poll(3, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void whereItIsOffNothingListensAndNobodyIsTold() throws Exception {
        try (OwnerService service = service(false, "127.0.0.1:0")) {
            service.start(tasks);
            story.after(Duration.ofHours(8)).logsIn(LAGOS);

            assertThat(service.port()).isZero();
            assertThat(sent.poll(3, TimeUnit.SECONDS)).isNull();
            assertThat(alarms.standing()).isEmpty();
        }
    }
}
