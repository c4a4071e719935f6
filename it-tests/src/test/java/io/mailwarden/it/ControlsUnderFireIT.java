package io.mailwarden.it;

import static io.mailwarden.it.Guarded.SERVER;
import static io.mailwarden.it.Guarded.admin;
import static io.mailwarden.it.Guarded.awaitAnswered;
import static io.mailwarden.it.Guarded.awaitOutside;
import static io.mailwarden.it.Guarded.awaitQuiet;
import static io.mailwarden.it.Guarded.awaitSettled;
import static io.mailwarden.it.Guarded.outside;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.AdminClient;
import io.mailwarden.testkit.MailwardenServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Administrators who get in each other's way, and callers who send anything. */
@Order(9)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ControlsUnderFireIT {

    @RegisterExtension
    static final MailwardenServer GUARDED = SERVER;

    private static final String ACCOUNT = Guarded.DISPUTED;
    private static final String SUBJECT = "Disputed";
    private static final int HANDS = 8;
    private static final String BLOCK = "mailwarden/accounts/" + ACCOUNT + "/block";

    private static String incident = "";

    @BeforeAll
    static void takeOver() throws IOException {
        Thief thief = Guarded.thief(ACCOUNT);
        thief.ownerLogsIn();
        int taken = thief.strikes(SUBJECT);
        incident = awaitAnswered(ACCOUNT).path("id").asText();
        awaitSettled(ACCOUNT, SUBJECT, taken);
    }

    @AfterEach
    void allIsWell() throws IOException {
        assertThat(SERVER.admin().get("mailwarden/overview").json().path("alarms"))
                .isEmpty();
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{\"reason\":1}",
                "{\"reason\":\"x\",\"until\":\"soon\"}",
                "{\"reason\":\"x\",\"until\":\"2001-01-01T00:00:00Z\"}",
                "{\"reason\":\"x\",\"restriction\":\"none\"}",
                "{\"reason\":\"x\",\"forever\":true}",
                "{\"reason\":\"   \"}",
                "{\"reason\":\"x\",\"restriction\":{}}"
            })
    void refusesABlockThatIsNone(String json) throws IOException {
        List<JsonNode> before = admin().blocks(ACCOUNT);

        assertThat(SERVER.admin().post(BLOCK, json).status()).isEqualTo(400);

        assertThat(admin().blocks(ACCOUNT)).isEqualTo(before);
    }

    @Test
    @Order(1)
    void refusesBodiesWithoutEndOrBottom() throws IOException {
        String huge = "{\"reason\":\"" + "x".repeat(20_000_000) + "\"}";
        String deep = "{\"reason\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";

        assertThat(SERVER.admin().post(BLOCK, huge).status()).isBetween(400, 413);
        assertThat(SERVER.admin().post(BLOCK, deep).status()).isEqualTo(400);
        assertThat(SERVER.admin().put("mailwarden/modes/*", huge).status()).isBetween(400, 413);
        assertThat(admin().items("mailwarden/modes").toString()).contains("\"scope\":\"*\",\"mode\":\"prevent\"");
    }

    static Stream<String> paths() {
        return Stream.of(
                "accounts/%20/block",
                "accounts/%00/block",
                "accounts/" + "x".repeat(3_000) + "/block",
                "incidents/..%2F..%2Ftasks/rescan",
                "incidents/%00/rescan",
                "incidents/nothing/notice",
                "incidents/nothing/release",
                "incidents/" + "9".repeat(3_000) + "/confirm",
                "held/..%2F..%2Fetc%2Fpasswd/release",
                "held/%E2%80%AE/release",
                "held/h" + "0".repeat(40) + "/release",
                "modes/@",
                "modes/%40oslo.example%00",
                "sessions/..");
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("paths")
    void findsNothingBehindStrangePaths(String path) throws IOException {
        AdminClient stranger = SERVER.stranger();
        String full = "mailwarden/" + path;

        for (AdminClient.HttpReply answer : List.of(
                SERVER.admin().get(full),
                SERVER.admin().post(full, "{}"),
                SERVER.admin().put(full, "{\"mode\":\"detect\"}"),
                SERVER.admin().delete(full))) {
            assertThat(answer.status()).as(answer.body()).isBetween(400, 405);
            assertThat(answer.body()).doesNotContain("Exception", "\tat ");
        }
        assertThat(List.of(
                        stranger.post(full, "{}").status(),
                        stranger.delete(full).status()))
                .allMatch(status -> status == 401 || status == 404 || status == 400);
    }

    @Test
    @Order(2)
    void ofManyWhoReleaseOrDeleteOneMessageOneDoes() throws Exception {
        List<JsonNode> held = admin().held(ACCOUNT);
        long left = outside(SUBJECT);
        int released = 0;
        for (JsonNode message : held.subList(0, 6)) {
            String id = message.path("id").asText();
            List<Integer> answers = atOnce(i -> i % 2 == 0 ? admin().release(id) : admin().delete(id) + 1000);
            assertThat(answers).filteredOn(answer -> answer % 1000 == 204).hasSize(1);
            assertThat(answers).allMatch(answer -> answer % 1000 == 204 || answer % 1000 == 404);
            released += answers.contains(204) ? 1 : 0;
        }
        int sent = released;
        awaitOutside(SUBJECT, left + sent);
        awaitQuiet(Guarded.NEIGHBOUR, "After the six");
        assertThat(outside(SUBJECT)).isEqualTo(left + sent);
        assertThat(admin().held(ACCOUNT)).hasSize(held.size() - 6);
    }

    @Test
    @Order(3)
    void dismissalWinsOverConfirmationsAtTheSameTime() throws Exception {
        List<Integer> answers =
                atOnce(i -> admin().decide(incident, i % 2 == 0 ? "confirm" : "dismiss") + i % 2 * 1000);

        assertThat(answers).filteredOn(answer -> answer == 1204).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer == 204).hasSizeLessThanOrEqualTo(1);
        assertThat(answers).allMatch(answer -> answer % 1000 == 204 || answer % 1000 == 409);
        assertThat(admin().incident(incident).path("state").asText()).isEqualTo("dismissed");
        assertThat(admin().blocks(ACCOUNT)).isEmpty();
        awaitQuiet(ACCOUNT, "Undisputed");
    }

    @Test
    @Order(4)
    void ofManyWhoReleaseAllEachMessageIsSentOnce() throws Exception {
        int held = admin().held(ACCOUNT).size();
        long left = outside(SUBJECT);

        List<Integer> answers = atOnce(i -> (int) admin().releaseAll(incident));

        assertThat(answers.stream().mapToInt(Integer::intValue).sum()).isEqualTo(held);
        awaitOutside(SUBJECT, left + held);
        awaitQuiet(Guarded.NEIGHBOUR, "After all");
        assertThat(outside(SUBJECT)).isEqualTo(left + held);
        assertThat(admin().held(ACCOUNT)).isEmpty();
    }

    private interface Request {
        int does(int number) throws IOException;
    }

    private static List<Integer> atOnce(Request request) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(HANDS);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < HANDS; i++) {
                int number = i;
                calls.add(() -> request.does(number));
            }
            Collections.shuffle(calls);
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
