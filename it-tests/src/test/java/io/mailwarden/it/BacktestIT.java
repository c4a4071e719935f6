package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mailwarden.server.AccountHistory;
import io.mailwarden.server.client.AdminClient.HttpReply;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changed settings tried over a long log, while a takeover goes on. */
@Order(15)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BacktestIT {

    private static final DateTimeFormatter AS_JAMES_WRITES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);
    private static final String OWNER = Servers.address("owner");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int COLLEAGUES = 120;

    @RegisterExtension
    static final MailwardenServer SERVER = server();

    private static MailwardenServer server() {
        ZoneId oslo = ZoneId.of("Europe/Oslo");
        LocalDate friday = LocalDate.of(2026, 11, 20);
        List<String> names = new ArrayList<>(List.of(OWNER));
        for (int i = 0; i < COLLEAGUES; i++) {
            names.add(Servers.address("colleague" + i));
        }
        List<String> history = new ArrayList<>();
        for (String name : names) {
            AccountHistory.Routine habits =
                    new AccountHistory.Routine(name, Servers.HOME, Servers.OFFICE, Servers.CONTACTS);
            history.addAll(AccountHistory.lines(habits, friday, 42, oslo));
        }
        return MailwardenServer.named("backtest")
                .account(OWNER)
                .proxyProtocol()
                .history(history)
                .startingAt(friday.atTime(9, 0).atZone(oslo).toInstant())
                .build();
    }

    private static JsonNode begin(Duration back, String changes) throws IOException {
        Instant now = SERVER.clock().instant();
        String body = String.format(
                Locale.ROOT, "{\"from\":\"%s\",\"to\":\"%s\",\"changes\":{%s}}", now.minus(back), now, changes);
        HttpReply begun = SERVER.admin().post("mailwarden/backtests", body);
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        return begun.json();
    }

    private static JsonNode backtest(JsonNode begun) throws IOException {
        return SERVER.admin()
                .get("mailwarden/backtests/" + begun.path("id").asText())
                .json();
    }

    private static JsonNode await(JsonNode begun, String state) {
        return Waiting.until(PATIENCE, "a back-test that is " + state, () -> backtest(begun), one -> one.path("state")
                .asText()
                .equals(state));
    }

    private static JsonNode task(String id) throws IOException {
        return SERVER.admin().get("tasks/" + id).json();
    }

    @Test
    @Order(1)
    void theRescanOfATakeoverDoesNotWaitForIt() throws IOException {
        JsonNode begun = begin(Duration.ofDays(30), "\"incident.opens-at\":\"0.9\"");
        Waiting.until(
                PATIENCE,
                "a back-test that reads",
                () -> backtest(begun),
                one -> one.path("events").asLong() > 0);
        Thief thief = new Thief(SERVER, OWNER);
        thief.ownerLogsIn();
        thief.strikes("Unpaid bill");

        JsonNode rescan = Waiting.until(PATIENCE, "a re-scan", BacktestIT::rescan, one -> one.path("startedDate")
                .isTextual());

        assertThat(backtest(begun).path("state").asText()).isEqualTo("running");
        assertThat(task(begun.path("taskId").asText()).path("status").asText()).isEqualTo("inProgress");
        assertThat(Duration.between(time(rescan, "submitDate"), time(rescan, "startedDate")))
                .isLessThan(Duration.ofSeconds(2));
        Waiting.until(PATIENCE, "a re-scan that is through", BacktestIT::rescan, one -> one.path("status")
                .asText()
                .equals("completed"));

        JsonNode done = await(begun, "done");
        assertThat(done.at("/result/read/compared").asLong()).isGreaterThan(40_000);
        assertThat(done.at("/result/inForce/incidents").asLong())
                .as(done.toString())
                .isZero();
        JsonNode shown = task(begun.path("taskId").asText());
        assertThat(shown.path("status").asText()).as(shown.toString()).isEqualTo("completed");
        assertThat(shown.at("/additionalInformation/percent").asInt())
                .as(shown.toString())
                .isEqualTo(100);
    }

    private static JsonNode rescan() throws IOException {
        Reviews reviews = new Reviews(SERVER.admin());
        List<JsonNode> incidents = reviews.incidents(OWNER);
        if (incidents.isEmpty()) {
            return MissingNode.getInstance();
        }
        JsonNode found = SERVER.admin()
                .get("mailwarden/incidents/" + incidents.get(0).path("id").asText() + "/rescan")
                .json();
        String task = found.path("taskId").asText();
        return task.isEmpty() ? MissingNode.getInstance() : task(task);
    }

    private static Instant time(JsonNode task, String field) {
        return ZonedDateTime.parse(task.path(field).asText(), AS_JAMES_WRITES).toInstant();
    }

    @Test
    @Order(2)
    void tellsWhatOtherSettingsWouldHaveSpared() throws IOException {
        SERVER.clock().advance(Duration.ofMinutes(1));
        JsonNode begun = begin(Duration.ofHours(2), "\"policy.mode\":\"detect\"");

        JsonNode result = await(begun, "done").path("result");

        long held = result.at("/inForce/messages").asLong();
        assertThat(held).as(result.toString()).isPositive();
        assertThat(result.at("/changed/messages").asLong()).isZero();
        assertThat(result.at("/inForce/incidents").asLong()).isEqualTo(1);
        assertThat(result.at("/accounts/0/name").asText()).isEqualTo(OWNER);
        assertThat(result.at("/accounts/0/delta/messages/spared").asLong()).isEqualTo(held);
        assertThat(result.findValuesAsText("name")).contains("takeover");
        assertThat(new Reviews(SERVER.admin()).incidents(OWNER)).hasSize(1);
    }

    @Test
    @Order(3)
    void isCancelledAndMakesRoomForTheNext() throws IOException {
        JsonNode first = begin(Duration.ofDays(30), "\"policy.mode\":\"detect\"");
        Waiting.until(
                PATIENCE,
                "a back-test that reads",
                () -> backtest(first),
                one -> one.path("events").asLong() > 0);
        assertThat(SERVER.admin()
                        .delete("mailwarden/backtests/" + first.path("id").asText())
                        .status())
                .isEqualTo(204);

        JsonNode second = begin(Duration.ofDays(30), "\"policy.mode\":\"detect\"");
        Waiting.until(
                PATIENCE, "a cancelled task", () -> task(first.path("taskId").asText()), one -> one.path("status")
                        .asText()
                        .startsWith("canceled"));
        assertThat(backtest(first).path("words").asText()).isEqualTo("cancelled by token");
        Waiting.until(
                PATIENCE,
                "a back-test that reads",
                () -> backtest(second),
                one -> one.path("events").asLong() > 0);
        SERVER.admin().delete("tasks/" + second.path("taskId").asText());
        assertThat(await(second, "cancelled").has("result")).isFalse();
    }

    @Test
    @Order(4)
    void oneWhoseServerEndedIsInterrupted() throws Exception {
        JsonNode begun = begin(Duration.ofDays(30), "\"policy.mode\":\"detect\"");
        Waiting.until(
                PATIENCE,
                "a back-test that reads",
                () -> backtest(begun),
                one -> one.path("events").asLong() > 0);

        SERVER.restart();

        SERVER.clock().advance(Duration.ofMinutes(3));
        assertThat(backtest(begun).path("state").asText()).isIn("interrupted", "cancelled");
        assertThat(begin(Duration.ofDays(1), "\"policy.mode\":\"detect\"")
                        .path("state")
                        .asText())
                .isEqualTo("running");
    }
}
