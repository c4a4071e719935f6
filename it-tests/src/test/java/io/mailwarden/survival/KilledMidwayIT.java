package io.mailwarden.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.process.JavaLine;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed while it releases, or scans again: the next start ends what was begun, and does nothing
 * twice.
 */
@Order(23)
class KilledMidwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(2);
    private static final long SEED = Long.getLong("survival.seed", 17);

    private static final int RELEASED = 200;
    private static final int SENT = 400;

    /** So many are through when the server is killed. */
    private static final int SOME = 10;

    private static final Cast CAST = Cast.of(1, 2);
    private static final String OWNER = CAST.owners().get(0);
    private static final Players PLAYERS = new Players(CAST, SEED);
    private static final Random RANDOM = new Random(SEED);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private static OutsideWorld outside;
    private static Node node;
    private static Tables tables;

    @BeforeAll
    static void layOut() throws IOException {
        outside = Site.outside();
        JamesHome home = Site.home("midway", CAST, outside);
        node = new Node(home, JavaLine.quick(Site.FOLDER, home));
        tables = Tables.of(home);
    }

    @BeforeEach
    void start() throws IOException {
        node.start();
    }

    @AfterEach
    void stop() {
        node.kill();
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
        node.close();
        outside.close();
    }

    @Test
    void releaseIsFinishedAndNothingLeavesTwice() throws Exception {
        String victim = CAST.victims().get(0);
        rob(victim);
        awaitAnswered(victim);
        String incident = incident(victim);
        List<String> recipients = IntStream.range(0, RELEASED)
                .mapToObj(i -> String.format(Locale.ROOT, "stranger%d@shop%d.example", i, i % 13))
                .toList();
        PLAYERS.sendFromOffice(node, victim, recipients, "midway");
        Waiting.until(PATIENCE, RELEASED + " held messages", () -> subjects("waiting"), all -> all.size() == RELEASED);
        // Its answer is lost with the server.
        var unused = THREADS.submit(() -> node.reviews().releaseAll(incident));

        catches(() -> subjects("released").size() >= SOME);
        node.kill();

        // What had passed may have died in James's own queue, which in this app is memory; nothing else may.
        List<String> passed = subjects("released");
        List<String> left = subjects("releasing");
        System.out.printf("killed when %d of %d were released%n", passed.size(), RELEASED);
        assertThat(left).hasSize(RELEASED - passed.size()).isNotEmpty();
        node.start();
        Waiting.until(PATIENCE, "mail outside: " + left, outside::subjects, all -> all.containsAll(left));
        assertThat(subjects("released")).hasSize(RELEASED);
        assertThat(node.reviews().held(victim)).isEmpty();
        afterAllElse();
        assertThat(outside.subjects().stream().filter(subject -> subject.startsWith("midway")))
                .doesNotHaveDuplicates()
                .containsAll(left);
    }

    @Test
    void rescanIsTakenUpByItselfAndLooksAtEachMessageOnce() throws Exception {
        String victim = CAST.victims().get(1);
        assertThat(node.reviews().setMode(victim, "detect")).isEqualTo(204);
        sendsMuch(victim);
        Waiting.untilOutside(PATIENCE, outside, "much", SENT);
        assertThat(rescans("1 = 1", victim)).isZero();
        rob(victim);

        catches(() -> rescans("scanned > 0", victim) == 1);
        node.kill();

        assertThat(rescans("state = 'running' AND told_at IS NULL", victim)).isEqualTo(1);
        long found = findings(victim);
        System.out.printf("killed when %d of %d were scanned again%n", found, SENT);
        assertThat(found).isBetween(1L, SENT - 1L);
        node.start();
        // Nobody knows sooner that who worked on it is gone.
        node.setClock(Duration.ofMinutes(1));
        Waiting.untilCount(
                PATIENCE,
                "re-scans: done and told",
                () -> rescans("state = 'done' AND told_at IS NOT NULL", victim),
                1);
        assertThat(rescans("1 = 1", victim)).isEqualTo(1);
        assertThat(findings(victim)).isEqualTo(SENT);
        JsonNode shown = node.admin()
                .get("mailwarden/incidents/" + incident(victim) + "/rescan?limit=1000")
                .json();
        assertThat(shown.at("/counts/scanned").asInt()).isEqualTo(SENT);
        assertThat(shown.at("/counts/unread").asInt()).isZero();
        assertThat(shown.path("items").findValuesAsText("subject"))
                .hasSize(SENT)
                .doesNotHaveDuplicates();
    }

    /** A thief logs in by a program that sends mail. */
    private static void rob(String victim) throws IOException {
        assertThat(Players.logIn(node, victim, Cast.OFFICE)).isTrue();
        Players.robbedAndConfirmed(node, victim, PLAYERS.thief());
    }

    private static void awaitAnswered(String victim) {
        Waiting.until(
                PATIENCE,
                "an answer to the theft of " + victim,
                () -> tables.texts("SELECT state || ' ' || answered FROM incident WHERE account = '" + victim + "'"),
                all -> all.equals(List.of("confirmed critical")));
    }

    private static String incident(String victim) throws IOException {
        return node.reviews().incidents(victim).get(0).path("id").asText();
    }

    /** To whom it always writes. */
    private static void sendsMuch(String account) throws IOException {
        try (SmtpClient smtp = SmtpClient.open(node.submission(Cast.OFFICE))) {
            smtp.ehlo("mua.example");
            assertThat(smtp.authPlain(account, ServerPlan.PASSWORD).positive()).isTrue();
            for (int i = 0; i < SENT; i++) {
                String contact = Cast.CONTACTS.get(i % Cast.CONTACTS.size());
                String text = Texts.message(RANDOM, account, contact, "much " + i);
                assertThat(smtp.send(account, List.of(contact), text).positive())
                        .isTrue();
            }
        }
    }

    /** When this has left, so has what was in the queues before it. */
    private static void afterAllElse() throws IOException {
        String contact = Cast.CONTACTS.get(0);
        try (SmtpClient smtp = SmtpClient.open(node.submission(Cast.OFFICE))) {
            smtp.ehlo("mua.example");
            assertThat(smtp.authPlain(OWNER, ServerPlan.PASSWORD).positive()).isTrue();
            assertThat(smtp.send(OWNER, List.of(contact), Texts.message(RANDOM, OWNER, contact, "last"))
                            .positive())
                    .isTrue();
        }
        Waiting.untilOutside(PATIENCE, outside, "last", 1);
    }

    private static List<String> subjects(String state) throws IOException {
        return tables.texts("SELECT subject FROM held_mail WHERE state = '" + state + "'");
    }

    private static long rescans(String which, String account) throws IOException {
        return tables.number("SELECT COUNT(*) FROM rescan WHERE %s AND account = '%s'".formatted(which, account));
    }

    private static long findings(String account) throws IOException {
        return tables.number("SELECT COUNT(*) FROM rescan_finding WHERE account = '" + account + "'");
    }

    /** Returns as soon as that is so. */
    private static void catches(Callable<Boolean> effect) {
        Waiting.until(PATIENCE, OFTEN, "the moment to kill it", effect, seen -> seen);
    }
}
