package io.mailwarden.survival;

import static io.mailwarden.survival.Players.PATIENCE;
import static io.mailwarden.survival.Players.STRANGERS;
import static io.mailwarden.survival.Players.awaitCritical;
import static io.mailwarden.survival.Players.awaitSuspected;
import static io.mailwarden.survival.Players.breaksIn;
import static io.mailwarden.survival.Players.guesses;
import static io.mailwarden.survival.Players.isSuspected;
import static io.mailwarden.survival.Players.logIn;
import static io.mailwarden.survival.Players.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.survival.Hooks.Told;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.TestTime;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two nodes, each a process of its own, on one PostgreSQL: what is done on one holds on the other, and is done once.
 */
@Order(21)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesRespondIT {

    private static final long SEED = Long.getLong("survival.seed", System.nanoTime());
    private static final Duration KNOWN = Duration.ofSeconds(1);

    /** Modes are read once a second. */
    private static final Duration MODE_KNOWN = Duration.ofSeconds(2);

    /**
     * 15 s, and the 10 s in which a node learns of what the one that opened it could not tell any more; and some slack.
     */
    private static final Duration GRACE = Duration.ofSeconds(35);

    private static final int TIMES = 20;
    private static final int INCIDENTS = 5;
    private static final Cast CAST = Cast.of(2, 40, TIMES);
    private static final Players PLAYERS = new Players(CAST, SEED);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static Pair pair;
    private static Node a;
    private static Node b;

    @BeforeAll
    static void start() throws IOException {
        System.out.println("TwoNodesRespondIT: -Dsurvival.seed=" + SEED);
        pair = Pair.start("respond", CAST, SEED);
        a = pair.a();
        b = pair.b();
    }

    @AfterAll
    static void endAll() throws IOException {
        pair.close();
        THREADS.shutdownNow();
    }

    @Test
    @Order(1)
    void blockOnOneHoldsOnTheOtherWithinASecond() throws Exception {
        Delays door = new Delays("blocked on one node, login refused on the other");
        Delays ended = new Delays("blocked on one node, session ended on the other");
        Delays lifted = new Delays("lifted on one node, let in on the other");
        for (int i = 0; i < TIMES; i++) {
            String account = CAST.others().get(i);
            Node one = i % 2 == 0 ? a : b;
            Node other = i % 2 == 0 ? b : a;
            try (ImapClient session = session(other, account)) {
                assertThat(one.reviews().block(account, "block")).isEqualTo(201);
                Future<Duration> end = THREADS.submit(() -> end(session));
                door.add(until(() -> !logIn(other, account, Cast.HOME)));
                ended.add(end.get());
            }
            assertThat(one.reviews().unblock(account)).isEqualTo(200);
            lifted.add(until(() -> logIn(other, account, Cast.HOME)));
        }
        for (Delays delays : List.of(door, ended, lifted)) {
            System.out.println(delays);
            assertThat(delays.percentile(99)).isLessThan(KNOWN);
        }
    }

    @Test
    @Order(1)
    void sessionsEndedOnOneEndOnTheOtherWithinASecond() throws Exception {
        Delays delays = new Delays("sessions ended on one node, ended on the other");
        for (int i = 0; i < TIMES; i++) {
            String account = CAST.others().get(i);
            try (ImapClient session = session(b, account)) {
                assertThat(a.reviews().endSessions(account)).isEqualTo(200);
                delays.add(end(session));
            }
            assertThat(logIn(b, account, Cast.HOME)).isTrue();
        }
        System.out.println(delays);
        assertThat(delays.percentile(99)).isLessThan(KNOWN);
    }

    @Test
    @Order(1)
    void modeSetOnOneHoldsOnTheOtherWithinTwoSeconds() throws IOException {
        Delays delays = new Delays("mode set on one node, held to on the other");
        for (int i = 0; i < TIMES; i++) {
            String scope = ModeBook.scope(CAST.others().get(i));
            assertThat(a.reviews().setModeOfDomain(scope.substring(1), "detect"))
                    .isEqualTo(204);
            delays.add(until(() -> modes(b).contains(scope + " detect")));
        }
        System.out.println(delays);
        assertThat(delays.percentile(99)).isLessThan(MODE_KNOWN);
    }

    @Test
    @Order(2)
    void takeoverThatBothSeeIsAnsweredOnce() throws Exception {
        for (int i = 0; i < INCIDENTS; i++) {
            String victim = PLAYERS.victim();
            String here = PLAYERS.thief();
            String there = PLAYERS.thief();
            guesses(a, victim, here);
            guesses(b, victim, there);
            List<Callable<Boolean>> both = List.of(() -> breaksIn(a, victim, here), () -> breaksIn(b, victim, there));
            for (Future<Boolean> login : THREADS.invokeAll(both)) {
                login.get();
            }
            awaitCritical(a, victim);
            awaitCritical(b, victim);
            Players.confirm(a, victim);
            awaitAnswered(victim);

            assertThat(a.reviews().incidents(victim)).hasSize(1);
            assertThat(responses(victim)).doesNotHaveDuplicates().containsAll(AnswerBook.CRITICAL);
            assertThat(rows("block", victim)).isEqualTo(1);
            Waiting.until(PATIENCE, "a re-scan that is done", () -> doneRescans(victim), n -> n > 0);
            assertThat(rows("rescan", victim)).isEqualTo(1);
            Waiting.until(PATIENCE, "an alert about " + victim, () -> told(victim), all -> !all.isEmpty());
            assertThat(new HashSet<>(told(victim))).as("no alert by two ids").hasSameSizeAs(told(victim));
        }
        // What one node told twice, or both once each, would have come by now.
        Waiting.untilCount(PATIENCE, "alerts that wait", () -> waitingAlerts(), 0);
        assertThat(pair.hooks().told()).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(pair.hooks().told())
                .extracting(told -> told.account() + " " + told.cause())
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(3)
    void heldMailIsReleasedOnceFromWhicheverNode() throws Exception {
        for (int i = 0; i < INCIDENTS; i++) {
            String victim = PLAYERS.victim();
            String subject = "held elsewhere " + i;
            // Blocked: then all waits, wherever its owner is.
            Players.robbedAndConfirmed(a, victim, PLAYERS.thief());
            awaitAnswered(victim);
            PLAYERS.awaitFollowed(a, b);
            PLAYERS.sendFromOffice(b, victim, STRANGERS, subject);
            JsonNode first = awaitHeld(victim).get(0);
            String id = first.path("id").asText();
            String full = first.path("subject").asText();

            List<Callable<Integer>> clicks = i % 2 == 0
                    ? List.of(() -> a.reviews().release(id))
                    : List.of(() -> a.reviews().release(id), () -> b.reviews().release(id));
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> click : THREADS.invokeAll(clicks)) {
                answers.add(click.get());
            }

            assertThat(answers).anyMatch(status -> status / 100 == 2);
            Waiting.until(PATIENCE, "mail outside: " + full, pair.outside()::subjects, all -> all.contains(full));
            assertThat(a.reviews().held(victim))
                    .extracting(held -> held.path("id").asText())
                    .doesNotContain(id);
        }
        Waiting.untilCount(
                PATIENCE,
                "messages that are being released",
                () -> pair.tables().number("SELECT COUNT(*) FROM held_mail WHERE state = 'releasing'"),
                0);
        assertThat(pair.outside().subjects())
                .filteredOn(subject -> subject.startsWith("held elsewhere"))
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(3)
    void anUnblockOnOneGivesTheAccountBackOnTheOtherWithinASecond() throws IOException {
        Delays freed = new Delays("unblocked on one node, given back on the other");
        for (int i = 0; i < INCIDENTS; i++) {
            String victim = PLAYERS.victim();
            String subject = "given back " + i;
            Node one = i % 2 == 0 ? a : b;
            Node other = i % 2 == 0 ? b : a;
            PLAYERS.stolen(one, victim);
            awaitSuspected(other, victim);
            String id = one.reviews().incidents(victim).get(0).path("id").asText();
            assertThat(one.reviews().decide(id, "confirm")).isEqualTo(204);
            awaitAnswered(victim);

            assertThat(one.reviews().unblock(victim)).isEqualTo(200);

            freed.add(until(() -> !isSuspected(other, victim)));
            PLAYERS.awaitFollowed(one, other);
            PLAYERS.sendFromHome(other, victim, Cast.CONTACTS.get(0), subject);
            Waiting.until(PATIENCE, "mail outside: " + subject, pair.outside()::subjects, all -> all.contains(subject));
        }
        System.out.println(freed);
        assertThat(freed.percentile(99)).isLessThan(KNOWN);
    }

    @Test
    @Order(4)
    void incidentsOfANodeThatDiesAreAnsweredByTheOther() throws Exception {
        List<String> victims = new ArrayList<>();
        List<Callable<Boolean>> thefts = new ArrayList<>();
        for (int i = 0; i < 2 * INCIDENTS; i++) {
            String victim = PLAYERS.victim();
            String thief = PLAYERS.thief();
            victims.add(victim);
            guesses(a, victim, thief);
            thefts.add(() -> breaksIn(a, victim, thief));
        }
        for (Callable<Boolean> theft : thefts) {
            theft.call();
        }
        for (String victim : new HashSet<>(victims)) {
            Players.confirm(a, victim);
        }
        a.kill();
        Instant killed = TestTime.now();
        List<String> opened =
                victims.stream().filter(victim -> rows("incident", victim) > 0).toList();
        long left = opened.stream().filter(victim -> !isAnswered(victim)).count();
        awaitAllAnswered(opened);
        System.out.printf(
                "node killed with %d of %d incidents unanswered, the other answered them after %d ms%n",
                left, opened.size(), Duration.between(killed, TestTime.now()).toMillis());
        for (String victim : opened) {
            assertThat(responses(victim)).doesNotHaveDuplicates().containsAll(AnswerBook.CRITICAL);
            assertThat(rows("block", victim)).isEqualTo(1);
        }
        // Alerts and re-scans that the dead node had in its hands are free again after a while.
        b.setClock(Duration.ofMinutes(6));
        Waiting.untilCount(PATIENCE, "alerts that wait", () -> waitingAlerts(), 0);
        for (String victim : opened) {
            // That nobody was let in, and that an administrator confirmed it.
            assertThat(new HashSet<>(told(victim))).as("alerts of " + victim).hasSizeBetween(1, 2);
            Waiting.until(PATIENCE, "all re-scans done", () -> doneRescans(victim), n -> n == rows("rescan", victim));
        }
        b.setClock(Duration.ofMinutes(-6));
        a.start();
    }

    private static ImapClient session(Node node, String account) throws IOException {
        ImapClient session = ImapClient.open(node.imap(Cast.HOME));
        assertThat(session.login(account, ServerPlan.PASSWORD).ok()).isTrue();
        return session;
    }

    /** How long it takes from now until the server ends the session. */
    private static Duration end(ImapClient session) throws IOException {
        long started = System.nanoTime();
        assertThat(session.wire().readLine()).startsWith("* BYE");
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static List<String> modes(Node node) throws IOException {
        return node.reviews().items("mailwarden/modes").stream()
                .map(mode ->
                        mode.path("scope").asText() + " " + mode.path("mode").asText())
                .toList();
    }

    private static boolean isAnswered(String victim) {
        return number(
                        "SELECT COUNT(*) FROM incident WHERE answered = 'critical' AND state = 'confirmed'"
                                + " AND account = '%s'",
                        victim)
                > 0;
    }

    private static List<JsonNode> awaitHeld(String victim) {
        return Waiting.until(
                PATIENCE, "held mail of " + victim, () -> a.reviews().held(victim), held -> !held.isEmpty());
    }

    private static void awaitAllAnswered(List<String> victims) {
        Waiting.until(
                GRACE,
                "answers of the other node",
                () -> victims.stream().filter(one -> !isAnswered(one)).toList(),
                unanswered -> unanswered.isEmpty());
    }

    private static void awaitAnswered(String victim) {
        Waiting.until(
                PATIENCE,
                "an answer to the theft of " + victim,
                () -> a.reviews().incidents(victim),
                incidents -> isAnswered(victim));
    }

    private static List<String> responses(String victim) throws IOException {
        return pair.tables()
                .texts("SELECT response FROM deed WHERE severity = 'critical' AND account = '%s'".formatted(victim));
    }

    private static long rows(String table, String victim) {
        return number("SELECT COUNT(*) FROM " + table + " WHERE account = '%s'", victim);
    }

    private static long doneRescans(String victim) {
        return number("SELECT COUNT(*) FROM rescan WHERE state = 'done' AND account = '%s'", victim);
    }

    private static long waitingAlerts() {
        return number("SELECT COUNT(*) FROM alert WHERE state = 'waiting'%s", "");
    }

    private static long number(String query, String victim) {
        try {
            return pair.tables().number(query.formatted(victim));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> told(String victim) {
        return pair.hooks().told().stream()
                .filter(told -> told.account().equals(victim))
                .map(Told::id)
                .toList();
    }
}
