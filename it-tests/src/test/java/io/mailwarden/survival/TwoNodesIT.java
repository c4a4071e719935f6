package io.mailwarden.survival;

import static io.mailwarden.survival.Players.PATIENCE;
import static io.mailwarden.survival.Players.STRANGERS;
import static io.mailwarden.survival.Players.awaitCritical;
import static io.mailwarden.survival.Players.awaitSuspected;
import static io.mailwarden.survival.Players.breaksIn;
import static io.mailwarden.survival.Players.guesses;
import static io.mailwarden.survival.Players.isSuspected;
import static io.mailwarden.survival.Players.learned;
import static io.mailwarden.survival.Players.logIn;
import static io.mailwarden.survival.Players.robbed;
import static io.mailwarden.survival.Players.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.testkit.TestTime;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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

/** Two nodes, each a process of its own, on one PostgreSQL: what one sees, the other knows within a second. */
@Order(21)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

    private static final long SEED = Long.getLong("survival.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("survival.turns", 4);
    private static final Duration KNOWN = Duration.ofSeconds(1);
    /** What is tried once a minute is known to be well again a minute later. */
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private static final int LOGINS = 100;
    private static final int INCIDENTS = 6;
    private static final int OWNERS = 10;
    private static final int VICTIMS = 70;
    private static final int OTHERS = 6;
    private static final int SHORTEST_MS = 500;
    private static final int LONGEST_MS = 2_500;

    private static final Random RANDOM = new Random(SEED);
    private static final Cast CAST = Cast.of(OWNERS, VICTIMS, OTHERS);
    private static final Players PLAYERS = new Players(CAST, SEED);
    private static Pair pair;
    private static Tables tables;
    private static OutsideWorld outside;
    private static Node a;
    private static Node b;

    @BeforeAll
    static void start() throws IOException {
        System.out.println("TwoNodesIT: -Dsurvival.seed=" + SEED);
        pair = Pair.start("node", CAST, SEED);
        tables = pair.tables();
        outside = pair.outside();
        a = pair.a();
        b = pair.b();
    }

    @AfterAll
    static void endAll() throws IOException {
        pair.close();
    }

    @Test
    @Order(1)
    void eventsOfOneNodeAreLearnedByTheOtherWithinASecond() throws IOException {
        Delays delays = new Delays("login on one node, learned on the other");
        for (int i = 0; i < LOGINS; i++) {
            Node one = i % 2 == 0 ? a : b;
            Node other = i % 2 == 0 ? b : a;
            String owner = CAST.owners().get(i % OWNERS);
            long before = learned(other, owner);
            logIn(one, owner, Cast.OFFICE);
            delays.add(until(() -> learned(other, owner) > before));
        }
        System.out.println(delays);
        assertThat(delays.percentile(99)).isLessThan(KNOWN);
    }

    @Test
    @Order(2)
    void riskOnOneHoldsMailOnTheOtherWithinASecond() throws IOException {
        Delays delays = new Delays("odd login on one node, account under suspicion on the other");
        for (int i = 0; i < INCIDENTS; i++) {
            String victim = PLAYERS.victim();
            PLAYERS.stolen(a, victim);
            delays.add(until(() -> isSuspected(b, victim)));
            PLAYERS.awaitFollowed(a, b);
            PLAYERS.send(b, victim, STRANGERS, "risky " + i);

            Waiting.until(PATIENCE, "held mail of " + victim, () -> held(b, victim), all -> !all.isEmpty());
        }
        System.out.println(delays);
        assertThat(delays.percentile(99)).isLessThan(KNOWN);
    }

    @Test
    @Order(3)
    void withoutRiskTheSameMailLeaves() throws IOException {
        PLAYERS.send(b, PLAYERS.victim(), STRANGERS, "harmless");

        Waiting.untilOutside(PATIENCE, outside, "harmless", STRANGERS.size());
    }

    @Test
    @Order(3)
    void oneIncidentHasWhatBothSaw() throws IOException {
        String victim = PLAYERS.victim();
        logIn(a, victim, Cast.OFFICE);
        PLAYERS.stolen(a, victim);
        awaitSuspected(b, victim);
        PLAYERS.awaitFollowed(a, b);

        PLAYERS.send(b, victim, STRANGERS, "to strangers");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(types(a, victim)).contains("impossible-travel", "strangers"));
        assertThat(a.reviews().incidents(victim))
                .hasSize(1)
                .isEqualTo(b.reviews().incidents(victim));
    }

    @Test
    @Order(4)
    void bothAtOnceOpenOneIncident() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < INCIDENTS; i++) {
                String victim = PLAYERS.victim();
                String here = PLAYERS.thief();
                String there = PLAYERS.thief();
                guesses(a, victim, here);
                guesses(b, victim, there);
                List<Callable<Boolean>> both =
                        List.of(() -> breaksIn(a, victim, here), () -> breaksIn(b, victim, there));
                for (Future<Boolean> login : threads.invokeAll(both)) {
                    login.get();
                }
                awaitCritical(a, victim);
                awaitCritical(b, victim);
                assertThat(a.reviews().incidents(victim)).hasSize(1);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(counted(victim, "new-country"))
                        .as("logins from new countries in the one incident of " + victim)
                        .isEqualTo(2));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Order(5)
    void reviewOnOneIsFollowedOnTheOtherWithinASecond() throws IOException {
        Delays delays = new Delays("dismissed on one node, normal on the other");
        for (int i = 0; i < INCIDENTS; i++) {
            String victim = PLAYERS.victim();
            PLAYERS.stolen(a, victim);
            awaitSuspected(b, victim);
            PLAYERS.awaitFollowed(a, b);
            PLAYERS.send(b, victim, STRANGERS, "too many " + i);
            awaitCritical(a, victim);
            awaitCritical(b, victim);

            String id = a.reviews().incidents(victim).get(0).path("id").asText();
            assertThat(a.reviews().decide(id, ReviewBook.DISMISS)).isBetween(200, 204);

            delays.add(until(() -> !isSuspected(b, victim)));
            PLAYERS.awaitFollowed(a, b);
            String subject = "free again " + i;
            PLAYERS.send(b, victim, Cast.CONTACTS.subList(0, 1), subject);
            Waiting.untilOutside(PATIENCE, outside, subject, 1);
        }
        System.out.println(delays);
        assertThat(delays.percentile(99)).isLessThan(KNOWN);
    }

    @Test
    @Order(6)
    void addressBurntOnOneIsMaliciousOnTheOtherWithinASecond() throws IOException {
        String victim = PLAYERS.victim();
        String thief = PLAYERS.thief();
        logIn(a, victim, Cast.OFFICE);
        robbed(a, victim, thief);
        awaitCritical(a, victim);
        String id = a.reviews().incidents(victim).get(0).path("id").asText();
        assertThat(a.reviews().decide(id, ReviewBook.CONFIRM)).isBetween(200, 204);
        Instant confirmed = TestTime.now();

        String other;
        Instant seen;
        do {
            other = PLAYERS.victim();
            seen = TestTime.now();
            breaksIn(b, other, thief);
        } while (!anomaliesOfLastLogin(b, other).contains("malicious-address")
                && seen.isBefore(confirmed.plus(PATIENCE)));
        Duration delay = Duration.between(confirmed, seen);
        System.out.println("address burnt on one node, malicious on the other: after " + delay.toMillis() + " ms");
        assertThat(delay).isLessThan(KNOWN);
    }

    @Test
    @Order(7)
    void losesNothingWhenNodesAreKilledInTurn() throws Exception {
        List<String> wrong = new ArrayList<>();
        pair.lanes().forEach(Lane::begin);
        for (int i = 0; i < KILLS && wrong.isEmpty(); i++) {
            Lane dies = pair.lanes().get(i % 2);
            Instant killed = dies.killLater(Duration.ofMillis(SHORTEST_MS + RANDOM.nextInt(LONGEST_MS - SHORTEST_MS)));
            Duration start = dies.node().start();
            wrong.addAll(dies.audit(killed));
            System.out.printf("node %d killed, started in %d ms: %s%n", i % 2, start.toMillis(), wrong);
            dies.begin();
        }
        for (Lane lane : pair.lanes()) {
            lane.end();
        }
        wrong.addAll(pair.lanes().get(0).finish());
        pair.lanes().forEach(lane -> System.out.println(lane.summary()));
        assertThat(wrong).as("with -Dsurvival.seed=%d", SEED).isEmpty();
    }

    @Test
    @Order(8)
    void goesOnWhileTheDatabaseIsAway() throws IOException {
        String owner = CAST.owners().get(0);
        long before = learned(a, owner);
        pair.postgres().stop();
        Instant stopped = TestTime.now();

        assertThat(logIn(a, owner, Cast.OFFICE)).isTrue();
        PLAYERS.send(a, owner, Cast.CONTACTS.subList(0, 1), "while the database is away");
        Waiting.untilOutside(PATIENCE, outside, "while the database is away", 1);
        for (Node node : List.of(a, b)) {
            Waiting.until(PATIENCE, "the alarm store", node::alarms, all -> all.contains("store"));
            Waiting.until(PATIENCE, "degraded health", node::health, health -> health.equals("degraded"));
        }
        Waiting.until(PATIENCE, "five seconds to pass", TestTime::now, now -> now.isAfter(stopped.plusSeconds(5)));
        assertThat(logIn(b, CAST.owners().get(OWNERS - 1), Cast.OFFICE)).isTrue();

        pair.postgres().start();

        for (Node node : List.of(a, b)) {
            // That the journal takes mail again is seen when there is mail.
            await().atMost(RECOVERY).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
                PLAYERS.send(node, owner, Cast.CONTACTS.subList(0, 1), "and back");
                assertThat(node.alarms()).isEmpty();
            });
            assertThat(node.health()).isEqualTo("healthy");
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(learned(b, owner)).isGreaterThan(before));
        assertThat(tables.since(stopped))
                .extracting(Tables.Logged::subject)
                .anyMatch(subject -> subject.startsWith("while the database is away"));
    }

    private static List<String> held(Node node, String account) throws IOException {
        return node.reviews().held(account).stream()
                .map(held -> held.path("subject").asText())
                .toList();
    }

    private static Set<String> types(Node node, String account) throws IOException {
        Set<String> types = new HashSet<>();
        for (JsonNode incident : node.reviews().incidents(account)) {
            types.addAll(incident.path("findings").findValuesAsText("type"));
        }
        return types;
    }

    private static long counted(String account, String type) throws IOException {
        long count = 0;
        for (JsonNode finding : a.reviews().incidents(account).get(0).path("findings")) {
            count += finding.path("type").asText().equals(type)
                    ? finding.path("count").asLong()
                    : 0;
        }
        return count;
    }

    private static List<String> anomaliesOfLastLogin(Node node, String account) throws IOException {
        List<JsonNode> logins = Waiting.until(
                PATIENCE, "logins of " + account, () -> node.reviews().logins(account), all -> !all.isEmpty());
        List<String> anomalies = new ArrayList<>();
        logins.get(0).path("anomalies").forEach(one -> anomalies.add(one.asText()));
        return anomalies;
    }
}
