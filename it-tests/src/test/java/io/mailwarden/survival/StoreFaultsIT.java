package io.mailwarden.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailwarden.process.JavaLine;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.server.Overlays;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.TestTime;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A store that is locked, damaged, full, or whose clock is wrong: logins and mail go on, the health check says what is
 * wrong, and all is well again by itself when the cause is gone. The server is a process of its own: this one's locks
 * on the SQLite file would not count for a server in it.
 */
@Order(22)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoreFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What is tried once a minute is known to be well again a minute later. */
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private static final Duration SOMETIMES = Duration.ofSeconds(2);
    /** Longer than a message waits for its row in the journal, which is store.timeout. */
    private static final Duration LOCKED = Duration.ofSeconds(20);

    private static final Cast CAST = Cast.of(2, 2, 1);
    private static final String OWNER = CAST.owners().get(0);
    private static final String VICTIM = CAST.victims().get(0);
    private static final String ROBBED = CAST.victims().get(1);
    private static final String BLOCKED = CAST.others().get(0);
    private static final Random RANDOM = new Random(7);
    private static final int GARBAGE = 400_000;

    /** Of each {@link #goesOn}. */
    private static final int LOGINS = 3;

    private static OutsideWorld outside;
    private static JavaLine java;
    private static Node node;
    private static Tables tables;
    private static int messages;

    @BeforeAll
    static void start() throws IOException {
        outside = Site.outside();
        JamesHome home = Site.home("faults", CAST, outside);
        java = JavaLine.quick(Site.FOLDER, home);
        node = new Node(home, java);
        tables = Tables.of(node.home());
        node.start();
    }

    @AfterAll
    static void end() {
        node.close();
        outside.close();
    }

    @BeforeEach
    void isWell() throws IOException {
        assertThat(node.alarms()).isEmpty();
        assertThat(node.health()).isEqualTo("healthy");
    }

    @Test
    @Order(1)
    void lockedFileStopsNobody() throws Exception {
        long learned = learned();
        Instant before = TestTime.now();
        String subject;
        try (Connection other = DriverManager.getConnection(tables.url());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            Instant locked = TestTime.now();

            subject = goesOn(node);
            assertThat(Duration.between(locked, TestTime.now())).isLessThan(LOCKED);
            Waiting.until(PATIENCE, "the alarm event-log", node::alarms, all -> all.contains("event-log"));
            assertThat(node.health()).isEqualTo("degraded");
            assertThat(node.reviews().block(BLOCKED, "block"))
                    .as("on this node")
                    .isEqualTo(202);
            assertThat(node.letsIn(BLOCKED, ServerPlan.PASSWORD, Cast.HOME)).isFalse();
            Waiting.until(PATIENCE, "the lock to last", TestTime::now, now -> now.isAfter(locked.plus(LOCKED)));
            statement.execute("ROLLBACK");
        }

        recovers(node);
        assertThat(tables.texts("SELECT account FROM block WHERE lifted_at IS NULL"))
                .as("it is shared")
                .containsExactly(BLOCKED);
        assertThat(node.reviews().unblock(BLOCKED)).isEqualTo(200);
        assertThat(node.letsIn(BLOCKED, ServerPlan.PASSWORD, Cast.HOME)).isTrue();
        assertThat(learned()).isEqualTo(learned + 1);
        assertThat(tables.since(before).stream().map(Tables.Logged::subject)).contains(subject);
    }

    @Test
    @Order(2)
    void clockThatJumpsLosesNothing() throws IOException {
        for (Duration jump : List.of(Duration.ofHours(3), Duration.ofHours(-6), Duration.ofHours(3))) {
            long logins = tables.number("SELECT COUNT(*) FROM event_log WHERE kind = 'login'");

            node.setClock(jump);
            String subject = goesOn(node);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            tables.number("SELECT COUNT(*) FROM event_log WHERE kind = 'login'"))
                    .isEqualTo(logins + LOGINS));
            assertThat(tables.texts("SELECT event FROM event_log WHERE kind = 'message'"))
                    .filteredOn(event -> event.contains(subject))
                    .hasSize(1);
            assertThat(node.alarms()).isEmpty();
        }
        long learned = learned();
        node.kill();
        node.start();
        assertThat(learned()).isEqualTo(learned);
    }

    @Test
    @Order(3)
    void fileThatIsDamagedWhileItRunsIsReplaced() throws IOException {
        goesOn(node);
        long learned = learned();
        blockAndHold();
        Set<String> held = held();

        damage();

        worksUntilAlarmed(node, "store-corrupt");
        assertThat(node.health()).isEqualTo("degraded");
        assertThat(setAside()).isPositive();
        await().atMost(PATIENCE).pollInterval(SOMETIMES).untilAsserted(() -> {
            sends(node);
            assertThat(node.alarms()).containsExactly("store-corrupt");
        });
        assertThat(learned()).isGreaterThanOrEqualTo(learned);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(tables.texts("SELECT account FROM profile"))
                .contains(OWNER));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tables.texts("SELECT account FROM block WHERE lifted_at IS NULL"))
                        .contains(BLOCKED));
        assertBlockedAndHeld(held);
        long after = learned();

        restarts();

        assertThat(learned()).as("what was in memory outlived the file").isEqualTo(after);
        assertBlockedAndHeld(held);
    }

    private static void blockAndHold() throws IOException {
        assertThat(node.reviews().block(BLOCKED, "block")).isEqualTo(201);
        Players players = new Players(CAST, 1);
        assertThat(Players.robbedAndConfirmed(node, ROBBED, players.thief())).isFalse();
        Waiting.until(
                PATIENCE,
                "an incident that is answered",
                () -> tables.texts("SELECT id FROM incident WHERE answered = 'critical' AND state = 'confirmed'"),
                all -> !all.isEmpty());
        players.sendFromOffice(node, ROBBED, Players.STRANGERS.subList(0, 3), "held");
        Waiting.until(PATIENCE, 3 + " held messages", () -> held(), all -> all.size() == 3);
    }

    private static Set<String> held() throws IOException {
        Set<String> ids = new HashSet<>();
        node.reviews().held(ROBBED).forEach(held -> ids.add(held.path("id").asText()));
        return ids;
    }

    private static void assertBlockedAndHeld(Set<String> held) throws IOException {
        assertThat(node.letsIn(BLOCKED, ServerPlan.PASSWORD, Cast.HOME)).isFalse();
        assertThat(node.reviews().blocks(ROBBED))
                .as("what answered the incident")
                .hasSize(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(held()).isEqualTo(held));
        assertThat(outside.countBySubject("held")).isZero();
    }

    @Test
    @Order(4)
    void fileThatIsDamagedBeforeTheStartIsReplaced() throws IOException {
        long before = setAside();
        node.kill();
        damage();
        node.start();

        goesOn(node);

        assertThat(node.alarms()).containsExactly("store-corrupt");
        assertThat(node.health()).isEqualTo("degraded");
        assertThat(setAside()).isGreaterThan(before);
        assertThat(tables.text("PRAGMA integrity_check")).isEqualTo("ok");

        restarts();
    }

    @Test
    @Order(5)
    void fullDiskStopsNobody() throws Exception {
        Path disk = Site.FOLDER.resolve("disk");
        Files.createDirectories(disk);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString()), "may not mount a small disk");
        Node small = new Node(
                Site.home(
                        "full",
                        CAST,
                        outside,
                        Overlays.property("mailwarden.properties", "store.directory", "file://" + disk)),
                java);
        try {
            small.start();
            goesOn(small);
            Path filler = disk.resolve("filler");
            fill(filler);

            worksUntilAlarmed(small, "event-log");
            assertThat(small.health()).isEqualTo("degraded");
            String subject = goesOn(small);

            Files.delete(filler);

            recovers(small);
            assertThat(new Tables("jdbc:sqlite:" + disk.resolve("mailwarden.db"))
                            .texts("SELECT event FROM event_log WHERE kind = 'message'"))
                    .filteredOn(event -> event.contains(subject))
                    .hasSize(1);
        } finally {
            small.close();
            run("umount", disk.toString());
        }
    }

    /** A login that is right, one that is wrong, and a message that leaves; its subject. */
    private static String goesOn(Node server) throws IOException {
        assertThat(server.letsIn(OWNER, ServerPlan.PASSWORD, Cast.OFFICE)).isTrue();
        assertThat(server.letsIn(VICTIM, "the old one", Cast.OFFICE)).isFalse();
        return sends(server);
    }

    private static void worksUntilAlarmed(Node server, String cause) {
        Waiting.until(
                PATIENCE,
                "the alarm " + cause,
                () -> {
                    goesOn(server);
                    return server.alarms();
                },
                all -> all.contains(cause));
    }

    private static String sends(Node server) throws IOException {
        String subject = "goes on " + ++messages;
        String contact = Cast.CONTACTS.get(messages % Cast.CONTACTS.size());
        try (SmtpClient smtp = SmtpClient.open(server.submission(Cast.HOME))) {
            smtp.ehlo("mua.example");
            assertThat(smtp.authPlain(CAST.owners().get(1), ServerPlan.PASSWORD).positive())
                    .isTrue();
            String text = Texts.message(RANDOM, CAST.owners().get(1), contact, subject);
            assertThat(smtp.send(CAST.owners().get(1), List.of(contact), text).positive())
                    .isTrue();
        }
        Waiting.untilOutside(PATIENCE, outside, subject, 1);
        return subject;
    }

    /** That the journal takes mail again is seen when there is mail. */
    private static void recovers(Node server) {
        await().atMost(RECOVERY).pollInterval(SOMETIMES).untilAsserted(() -> {
            sends(server);
            assertThat(server.alarms()).isEmpty();
        });
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.health()).isEqualTo("healthy"));
    }

    private static void restarts() throws IOException {
        node.stop();
        node.start();
        recovers(node);
    }

    private static long learned() throws IOException {
        return node.account(OWNER).path("learnedLogins").asLong();
    }

    private static void damage() throws IOException {
        byte[] garbage = new byte[GARBAGE];
        RANDOM.nextBytes(garbage);
        Files.write(file(), garbage);
    }

    private static Path file() {
        return node.home().var().resolve("mailwarden").resolve("mailwarden.db");
    }

    private static long setAside() throws IOException {
        try (Stream<Path> files = Files.list(file().resolveSibling(""))) {
            return files.filter(file -> file.getFileName().toString().contains(".corrupt-"))
                    .count();
        }
    }

    private static void fill(Path filler) throws IOException {
        byte[] much = new byte[64 * 1024];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(much);
            }
        } catch (IOException e) {
            // As was wanted.
            assertThat(e).hasMessageContaining("space");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
